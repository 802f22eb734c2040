// The figures of an event: on the staff page, and on paper beside the tables.
#include "base/file.h"
#include "crypto/rsa.h"
#include "draw/fonts.h"
#include "folder.h"
#include "fonts.h"
#include "handover/export.h"
#include "handover/summary.h"
#include "handover/unseal.h"
#include "seal/seal.h"
#include "survey_form.h"

#include <doctest/doctest.h>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

base::WallTime const morning =
    std::chrono::sys_days(std::chrono::year(2026) / 5 / 18) + std::chrono::minutes(90);
handover::Occasion const occasion{"浏阳市高坪镇", "政务公开主题日", "浏阳市高坪镇2026年“政务公开主题日”活动"};

form::Submission answer(std::string const& id, std::string const& inner) {
    return {"uuid:" + id, "manyi", "1", answerXml("uuid:" + id, inner), {}};
}

struct Desk {
    TestFolder folder;
    base::FakeClock clock{morning};
    store::Store store;
    form::Form form = surveyForm();
    fs::path stick;

    Desk() : store(open(folder / "data", clock)), stick(folder / "stick") { fs::create_directory(stick); }
    static store::Store open(fs::path const& path, base::Clock const& clock) {
        auto store = store::Store::open(path, clock);
        REQUIRE(store);
        return std::move(*store);
    }
    handover::ExportReport run(bool all = false) {
        handover::ExportOptions options;
        options.all = all;
        options.look = {.fonts = &testFonts()};
        auto const report = handover::exportResponses(store, occasion, {&form}, stick, clock, options);
        REQUIRE(report);
        return *report;
    }
};

} // namespace

TEST_CASE("summary: an export holds it as PDF and PNG, in its manifest, the same for the same answers") {
    Desk desk;
    REQUIRE(desk.store.keep(answer("1", "<q1>5</q1>")));
    auto const first = desk.run();
    auto const pdf = base::readFile(first.folder / "汇总.pdf");
    REQUIRE(pdf);
    CHECK(pdf->starts_with("%PDF"));
    CHECK(base::readFile(first.folder / "汇总.png")->starts_with("\x89PNG"));
    auto const verified = handover::verifyExport(first.folder);
    REQUIRE(verified);
    CHECK(verified->good());
    CHECK(verified->findings.empty()); // the manifest names them
    auto const again = desk.run(true);
    CHECK(*base::readFile(again.folder / "汇总.pdf") == *pdf);
    // An export of what is new alone says that it leaves out the rest.
    REQUIRE(desk.store.keep(answer("2", "<q1>5</q1>")));
    CHECK(*base::readFile(desk.run().folder / "汇总.pdf") != *pdf);
}

TEST_CASE("summary: what is counted, and what is not, in words") {
    Desk desk;
    REQUIRE(desk.store.keep(answer("1", "<q1>5</q1><a><free>好</free></a>")));
    REQUIRE(desk.store.keep(answer("2", "<q1>1</q1>")));
    auto left = answer("3", "<q1>1</q1>");
    left.complete = false;
    REQUIRE(desk.store.keep(left));
    auto sealed = answer("4", "<q1>1</q1>");
    auto const key = crypto::PrivateKey::generate();
    auto const closed = seal::seal(sealed, key.publicKey());
    REQUIRE(closed);
    REQUIRE(desk.store.keep(*closed));
    std::size_t calls = 0;
    handover::SummaryOptions options;
    options.progress = [&](std::size_t, std::size_t total) {
        ++calls;
        CHECK(total == 3);
        return true;
    };
    auto const counted = handover::summarise(desk.store, {&desk.form}, options);
    REQUIRE(counted);
    CHECK(calls == 3);
    CHECK(counted->submissions == 2);
    CHECK(counted->shut == 1);
    CHECK(counted->notes ==
          std::vector<std::string>{"另有1份是密封的，没有计入。", "没有填完的1份没有计入。"});
    REQUIRE(counted->forms.size() == 1);
    CHECK(counted->forms[0].submissions == 2);
    CHECK(counted->forms[0].questions[0].base == 2);
    // With the key it is counted like the rest.
    options.progress = {};
    options.key = &key;
    auto const opened = handover::summarise(desk.store, {&desk.form}, options);
    REQUIRE(opened);
    CHECK(opened->submissions == 3);
    CHECK(opened->shut == 0);
    CHECK(opened->forms[0].questions[0].base == 3);
    // It can be stopped.
    options.progress = [](std::size_t, std::size_t) { return false; };
    auto const stopped = handover::summarise(desk.store, {&desk.form}, options);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == base::Kind::Cancelled);
}

TEST_CASE("summary: a sealed export has none, the tables that are made of it have") {
    Desk desk;
    auto const key = crypto::PrivateKey::generate();
    auto const closed = seal::seal(answer("1", "<q1>5</q1>"), key.publicKey());
    REQUIRE(closed);
    REQUIRE(desk.store.keep(*closed));
    auto const counted = handover::summarise(desk.store, {&desk.form}, {});
    REQUIRE(counted);
    CHECK(counted->submissions == 0);
    CHECK(counted->shut == 1);
    auto const report = desk.run();
    CHECK_FALSE(fs::exists(report.folder / "汇总.pdf"));
    handover::UnsealOptions options;
    options.look = {.fonts = &testFonts()};
    auto const opened = handover::unsealExport(report.folder, key, desk.folder / "open", desk.clock, options);
    REQUIRE(opened);
    CHECK(opened->submissions == 1);
    CHECK(fs::exists(desk.folder / "open/汇总.pdf"));
    CHECK(fs::exists(desk.folder / "open/汇总.png"));
    CHECK(handover::verifyExport(desk.folder / "open")->findings.empty());
}
