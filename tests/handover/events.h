#pragma once

#include "base/file.h"
#include "event/event.h"
#include "folder.h"
#include "handover/succession.h"
#include "store/store.h"
#include "survey_form.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

/// Two units of the notice, as bundles, and a kiosk that runs the first.
namespace events {

using namespace huibiao;
namespace fs = std::filesystem;

inline void put(fs::path const& file, std::string const& bytes) {
    fs::create_directories(file.parent_path());
    REQUIRE(base::writeDurably(file, bytes));
}

inline std::string toml(std::string const& unit, std::string const& more = {}) {
    return "[event]\nunit = \"" + unit + "\"\ncity = \"浏阳市\"\nyear = 2023\n" + more +
           "\n[[questionnaire]]\nform = \"form.xml\"\n";
}

inline void bundle(fs::path const& folder, std::string const& unit, std::string const& more = {}) {
    put(folder / "event.toml", toml(unit, more));
    put(folder / "form.xml", surveyXml());
}

inline event::Event opened(fs::path const& folder) {
    base::Findings findings;
    auto event = event::open(folder, HUIBIAO_SOURCE_DIR, findings);
    INFO((event ? std::string() : event.error().text(base::Language::English)));
    REQUIRE(event);
    return std::move(*event);
}

inline std::string const First = "浏阳市高坪镇2023年“政务公开主题日”活动";
inline std::string const Second = "浏阳市沙市镇2023年“政务公开主题日”活动";
inline std::string const Hash = "scrypt$of$the$first"; // only its beginning is looked at

struct Kiosk {
    TestFolder root;
    base::FakeClock clock{base::WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 28))};
    fs::path folder = root / "box" / "活动";
    fs::path stick = root / "stick";

    Kiosk() {
        bundle(folder, "高坪镇", "[staff]\npin = \"" + Hash + "\"\n");
        bundle(stick / "沙市镇", "沙市镇");
    }
    handover::Change how() const { return {.share = HUIBIAO_SOURCE_DIR, .clock = &clock, .letGo = {}}; }
    base::Result<std::string> load(fs::path const& from, handover::Change const& change) const {
        return handover::load(opened(folder), from, {}, change);
    }
    base::Result<std::string> load() const { return load(stick / "沙市镇", how()); }
    base::Result<std::string> goBack() const { return handover::goBack(folder, how()); }
    std::string banner() const { return opened(folder).banner.line; }
    void answer(std::string const& id) const {
        auto store = store::Store::open(opened(folder).dataFolder, clock);
        REQUIRE(store);
        REQUIRE(store->keep({"uuid:" + id, "manyi", "1", answerXml("uuid:" + id, "<q1>5</q1>"), {}}));
    }
    std::size_t answers(bool exported = false) const {
        auto store = store::Store::open(opened(folder).dataFolder, clock);
        REQUIRE(store);
        if (exported) REQUIRE(store->markExported(*store->sequences(), "e"));
        return *store->count();
    }
    /// What lies beside the event's folder, itself among it.
    std::size_t neighbours() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.parent_path()), {}));
    }
};

} // namespace events
