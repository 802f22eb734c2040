// The whole store goes, and only once nothing in it is missing elsewhere.
#include "base/file.h"
#include "folder.h"
#include "store/store.h"
#include "submissions.h"

#include <doctest/doctest.h>

#include <fstream>
#include <optional>
#include <string>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

constexpr base::WallTime day{std::chrono::sys_days{std::chrono::year{2033} / 5 / 18}};

void keepOne(fs::path const& folder, base::Clock const& clock, bool exported, bool complete = true) {
    auto store = store::Store::open(folder, clock);
    REQUIRE(store);
    auto made = submission("a", "x");
    made.complete = complete;
    REQUIRE(store->keep(made));
    if (exported) REQUIRE(store->markExported({1}, "e"));
}

} // namespace

TEST_CASE("a store is erased whole once everything was exported; what is not its own stays") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    fs::path const data = folder / "data";
    keepOne(data, clock, true);
    REQUIRE(base::writeDurably(data / "mine.txt", "mine"));
    std::ofstream(data / "upload.lock").close(); // an uploader was here
    std::ofstream(data / "health-sent").close(); // and told how it is
    std::ofstream(data / "kiosk-id").close();
    auto const remains = store::eraseStore(data, clock);
    REQUIRE(remains);
    CHECK(remains->empty());
    CHECK_FALSE(fs::exists(data / "current"));
    for (char const* name : {"lock", "upload.lock", "health-sent", "kiosk-id"})
        CHECK_FALSE(fs::exists(data / name));
    CHECK(base::readFile(data / "mine.txt") == "mine");
    // No store at all is fine.
    CHECK(store::eraseStore(folder / "none", clock));
    CHECK(store::eraseStore(data, clock));
}

TEST_CASE("a store is not erased while it holds what is nowhere else, or somebody has it open") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    fs::path const data = folder / "data";
    base::Kind kind = base::Kind::Exists;
    std::optional<store::Store> held;
    SUBCASE("an answer that was not exported") {
        keepOne(data, clock, false);
    }
    SUBCASE("an unfinished one") {
        keepOne(data, clock, false, false);
    }
    SUBCASE("a database that was set aside") {
        keepOne(data, clock, true);
        fs::copy(data / "current", data / "damaged-20330518-0930", fs::copy_options::recursive);
    }
    SUBCASE("a database that is damaged now") {
        keepOne(data, clock, true);
        fs::resize_file(data / "current/submissions.db", 100);
    }
    SUBCASE("somebody has it open") {
        keepOne(data, clock, true);
        auto opened = store::Store::open(data, clock);
        REQUIRE(opened);
        held.emplace(std::move(*opened));
        kind = base::Kind::Unavailable;
    }
    auto const refused = store::eraseStore(data, clock);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == kind);
    CHECK(refused.error().message.zh.find("什么都没有清除") != std::string::npos);
    bool database = false;
    for (auto const& entry : fs::recursive_directory_iterator(data))
        database = database || entry.path().filename() == "submissions.db";
    CHECK(database);
}
