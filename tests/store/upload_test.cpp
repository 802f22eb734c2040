#include "folder.h"
#include "store/store.h"
#include "submissions.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

base::WallTime const day = std::chrono::sys_days(std::chrono::year(2023) / 5 / 18);

std::vector<std::int64_t> numbers(base::Result<std::vector<store::Waiting>> const& waiting) {
    std::vector<std::int64_t> out;
    for (store::Waiting const& one : *waiting) out.push_back(one.sequence);
    return out;
}

} // namespace

TEST_CASE("what waits, was sent and was refused adds up, and survives closing") {
    TestFolder const folder;
    base::FakeClock clock(day);
    {
        auto store = store::Store::open(folder.path(), clock);
        REQUIRE(store);
        for (char const* id : {"1", "2", "3", "4"}) REQUIRE(store->keep(submission(id)));
        form::Submission left = submission("5");
        left.complete = false;
        REQUIRE(store->keep(left));
        CHECK(numbers(store->waiting(0, 9)) == std::vector<std::int64_t>{1, 2, 3, 4});
        CHECK(numbers(store->waiting(1, 2)) == std::vector<std::int64_t>{2, 3});
        CHECK(store->waiting(0, 1)->front().formId == "manyi");
        CHECK(store->uploadQueue()->lastContact.empty());

        REQUIRE(store->markUploaded({1}, "https://example.org/v1"));
        REQUIRE(store->markRefused({.sequence = 2, .status = 409, .words = "already there"}));
        REQUIRE(store->markRefused({.sequence = 3, .status = 404, .words = "没有这份表单"}));
        REQUIRE(store->markRefused({.sequence = 1, .status = 409})); // sent: it stays so
        REQUIRE(store->markRefused({.sequence = 77, .status = 409}));
        clock.advance(std::chrono::minutes(5));
        REQUIRE(store->noteContact());
    }
    auto store = store::Store::open(folder.path(), clock);
    REQUIRE(store);
    store::UploadQueue const queue = *store->uploadQueue();
    CHECK(queue.waiting == 1);
    CHECK(queue.sent == 1);
    CHECK(queue.refused == 2);
    CHECK(queue.lastContact == base::isoLocal(day + std::chrono::minutes(5)));
    CHECK(numbers(store->waiting(0, 9)) == std::vector<std::int64_t>{4});
    CHECK(*store->count(store::Which::Refused) == 2);
    CHECK(*store->sequences(store::Which::Refused) == std::vector<std::int64_t>{2, 3});
    CHECK(*store->count(store::Which::NotUploaded) == 3);

    auto const refused = store->refused(0, 9);
    REQUIRE(refused->size() == 2);
    CHECK(refused->front().instanceId == "uuid:2");
    CHECK(refused->front().status == 409);
    CHECK(refused->front().words == "already there");
    CHECK(refused->front().at == base::isoLocal(day));
    CHECK(refused->back().words == "没有这份表单");
    CHECK(store->refused(2, 9)->size() == 1);
}

TEST_CASE("refused ones wait again when staff ask for it, one or all") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = store::Store::open(folder.path(), clock);
    for (char const* id : {"1", "2", "3"}) REQUIRE(store->keep(submission(id)));
    for (std::int64_t const sequence : {1, 2, 3})
        REQUIRE(store->markRefused({.sequence = sequence, .status = 413, .words = "too large"}));
    CHECK(*store->retry("uuid:none") == 0);
    CHECK(*store->retry("") == 0);
    CHECK(*store->retry("uuid:2") == 1);
    CHECK(numbers(store->waiting(0, 9)) == std::vector<std::int64_t>{2});
    // Refused anew: the later words stand.
    REQUIRE(store->markRefused({.sequence = 2, .status = 409, .words = "conflict"}));
    CHECK(store->refused(1, 1)->front().words == "conflict");
    CHECK(*store->retryAll() == 3);
    CHECK(*store->retryAll() == 0);
    CHECK(store->uploadQueue()->waiting == 3);
}

TEST_CASE("what is purged leaves no refusal behind, and one sent after all is no longer refused") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = store::Store::open(folder.path(), clock);
    for (char const* id : {"1", "2"}) REQUIRE(store->keep(submission(id)));
    for (std::int64_t const sequence : {1, 2})
        REQUIRE(store->markRefused({.sequence = sequence, .status = 409, .words = "conflict"}));
    REQUIRE(store->markExported({1}, "export"));
    CHECK(store->purge()->count == 1);
    CHECK(store->uploadQueue()->refused == 1);
    REQUIRE(store->markUploaded({2}, "https://example.org"));
    CHECK(store->uploadQueue()->refused == 0);
    CHECK(store->uploadQueue()->sent == 1);
    CHECK(store->refused(0, 9)->empty());
}
