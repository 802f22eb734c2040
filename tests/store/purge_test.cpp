// Erasing what has been handed over: no more than that, no less than all of its bytes.
#include "base/file.h"
#include "folder.h"
#include "store/store.h"
#include "submissions.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace huibiao;
using namespace std::chrono_literals;

namespace {

constexpr base::WallTime day{std::chrono::sys_days{std::chrono::year{2033} / 5 / 18}};

store::Store opened(std::filesystem::path const& folder, base::Clock const& clock) {
    auto store = store::Store::open(folder, clock);
    REQUIRE(store);
    return std::move(*store);
}

form::Submission saying(std::string const& id, std::string const& words) {
    form::Submission made = submission(id, words);
    made.attachments = {{"a.png", "image/png", "PICTURE-OF-" + words}};
    return made;
}

/// Some file of the store holds these bytes.
bool holds(std::filesystem::path const& folder, std::string const& bytes) {
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        auto const all = base::readFile(entry.path());
        REQUIRE(all);
        if (all->find(bytes) != std::string::npos) return true;
    }
    return false;
}

} // namespace

TEST_CASE("what was handed over and confirmed is erased to its last byte, what is new stays, and a record "
          "says so") {
    TestFolder const folder;
    base::FakeClock clock(day);
    auto store = opened(folder.path(), clock);
    REQUIRE(store.keep(saying("1", "座椅太少")));
    clock.advance(1h);
    form::Submission left = saying("2", "没写完的话");
    left.complete = false;
    REQUIRE(store.keep(left));
    REQUIRE(store.keep(saying("3", "上传过的话")));
    REQUIRE(store.keep(saying("4", "还没导出的话")));
    CHECK(*store.purgeable() == 0);
    CHECK(store.purge()->count == 0);
    CHECK(store.purges()->empty()); // nothing was erased, so there is nothing to record
    REQUIRE(store.markExported({1, 2}, "first"));
    REQUIRE(store.markUploaded({3}, "https://example.org"));
    CHECK(*store.purgeable() == 3);
    for (char const* words : {"座椅太少", "没写完的话", "上传过的话", "还没导出的话"})
        REQUIRE(holds(folder.path(), words));

    clock.advance(24h);
    auto const purged = store.purge();
    REQUIRE(purged);
    CHECK(purged->count == 3);
    CHECK(purged->partial == 1);
    CHECK(purged->firstSequence == 1);
    CHECK(purged->lastSequence == 3);
    CHECK(purged->firstStored < purged->lastStored);
    CHECK(purged->at > purged->lastStored);
    for (char const* words : {"座椅太少", "没写完的话", "上传过的话"}) {
        INFO(words);
        CHECK_FALSE(holds(folder.path(), words));
    }
    CHECK(*store.count() == 1);
    CHECK(store.read("uuid:4")->intact);
    CHECK(store.read("uuid:4")->submission.attachments.size() == 1);
    CHECK_FALSE(store.read("uuid:1"));
    REQUIRE(store.purges()->size() == 1);
    CHECK(store.purges()->front().at == purged->at);
    CHECK(*store.purgeable() == 0);
    // Numbers are never used twice.
    REQUIRE(store.keep(saying("5", "后来的话")));
    CHECK(store.read("uuid:5")->entry.sequence == 5);
}

TEST_CASE("the record outlives the program, and a second erasing has its own") {
    TestFolder const folder;
    base::FakeClock clock(day);
    for (char const* id : {"1", "2"}) {
        auto store = opened(folder.path(), clock);
        REQUIRE(store.keep(submission(id)));
        auto const sequences = store.sequences();
        REQUIRE(store.markExported(*sequences, id));
        REQUIRE(store.purge()->count == 1);
        clock.advance(1h);
    }
    auto const store = opened(folder.path(), clock);
    auto const all = store.purges();
    REQUIRE(all->size() == 2);
    CHECK((*all)[0].lastSequence == 1);
    CHECK((*all)[1].firstSequence == 2);
}

TEST_CASE("another process that reads is not disturbed, and the bytes go once it has gone") {
    TestFolder const folder;
    base::FakeClock clock(day);
    auto store = opened(folder.path(), clock);
    REQUIRE(store.keep(saying("1", "座椅太少")));
    REQUIRE(store.markExported({1}, "first"));
    {
        auto const other = opened(folder.path(), clock);
        REQUIRE(store.purge()->count == 1);
        CHECK(*other.count() == 0);
    }
    CHECK(*store.count() == 0);
    CHECK_FALSE(holds(folder.path(), "座椅太少"));
}
