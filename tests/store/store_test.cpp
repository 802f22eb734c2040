#include "base/file.h"
#include "crypto/hash.h"
#include "folder.h"
#include "store/internal/database.h"
#include "store/store.h"
#include "submissions.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

using namespace huibiao;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

base::WallTime const day = std::chrono::sys_days(std::chrono::year(2023) / 5 / 18);

/// The tests' clock stands before the day the program was built.
store::StoreOptions floorOf(base::WallTime floor) {
    store::StoreOptions options;
    options.clockFloor = floor;
    return options;
}

store::Store opened(fs::path const& folder, base::Clock const& clock, base::Findings* findings = nullptr) {
    auto store = store::Store::open(folder, clock, findings, floorOf(day - 24h));
    REQUIRE_MESSAGE(store, (store ? "" : store.error().text(base::Language::English)));
    return std::move(*store);
}

unsigned modeOf(fs::path const& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 0777U;
}

} // namespace

TEST_CASE("what was kept reads back byte for byte, after reopening too") {
    TestFolder const folder;
    base::FakeClock clock(day + 90min);
    form::Submission first = submission("1", "满意 <b>&amp;\r\n");
    first.attachments = {{"签名.png", "image/png", std::string("\x89PNG\0\r\n", 7)}, {"empty.bin", "", ""}};
    {
        auto store = opened(folder / "data", clock);
        REQUIRE(store.keep(first));
        clock.advance(1s);
        REQUIRE(store.keep(submission("2")));
    }
    auto store = opened(folder / "data", clock);
    CHECK(*store.count() == 2);
    auto const back = store.read("uuid:1");
    REQUIRE(back);
    CHECK(back->intact);
    CHECK(back->submission.xml == first.xml);
    REQUIRE(back->submission.attachments.size() == 2);
    CHECK(back->submission.attachments[0].name == "签名.png");
    CHECK(back->submission.attachments[0].bytes == first.attachments[0].bytes);
    CHECK(back->submission.attachments[1].bytes.empty());
    store::Entry const& entry = back->entry;
    CHECK(entry.sequence == 1);
    CHECK(entry.formId == "manyi");
    CHECK(entry.formVersion == "2023051801");
    CHECK(entry.sha256 == crypto::sha256Hex(first.xml));
    CHECK(entry.wall == day + 90min);
    CHECK(entry.storedAt == base::isoLocal(day + 90min));
    CHECK(entry.clockTrusted);
    CHECK(entry.attachments == 2);
    CHECK(entry.bytes == first.xml.size());
    CHECK(entry.exportId.empty());
    CHECK(store.read(2)->submission.instanceId == "uuid:2");
    auto const none = store.read("uuid:3");
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == base::Kind::Missing);
    auto const all = store.list();
    REQUIRE(all->size() == 2);
    CHECK((*all)[1].instanceId == "uuid:2");
    auto const editions = store.editions();
    REQUIRE(editions->size() == 1);
    CHECK((*editions)[0].formId == "manyi");
    CHECK((*editions)[0].count == 2);
}

TEST_CASE("the same submission twice is one; another with its id is refused") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = opened(folder.path(), clock);
    form::Submission answer = submission("1");
    answer.attachments = {{"a.png", "image/png", "x"}};
    REQUIRE(store.keep(answer));
    REQUIRE(store.keep(answer));
    CHECK(*store.count() == 1);
    auto const other = store.keep(submission("1", "2"));
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == base::Kind::Exists);
    answer.attachments[0].bytes = "y";
    CHECK_FALSE(store.keep(answer));
    CHECK(store.read("uuid:1")->submission.attachments[0].bytes == "x");
    CHECK_FALSE(store.keep({}));
    form::Submission twin = submission("2");
    twin.attachments = {{"a.png", "", "1"}, {"a.png", "", "2"}};
    CHECK(store.keep(twin).error().kind == base::Kind::Invalid);
    CHECK(*store.count() == 1);
    CHECK(store.keep(submission("3")));
}

TEST_CASE("exported and uploaded are marked once") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = opened(folder.path(), clock);
    for (char const* id : {"1", "2", "3"}) REQUIRE(store.keep(submission(id)));
    CHECK(*store.countNew() == 3);
    REQUIRE(store.markExported({1, 3}, "first"));
    CHECK(*store.countNew() == 1);
    CHECK(*store.sequences(store::Which::NotExported) == std::vector<std::int64_t>{2});
    REQUIRE(store.markExported({1, 2, 3}, "second"));
    CHECK(store.read(1)->entry.exportId == "first");
    CHECK(store.read(2)->entry.exportId == "second");
    CHECK(*store.countNew() == 0);
    CHECK_FALSE(store.markExported({1}, ""));
    REQUIRE(store.markUploaded({2}, "https://example.org"));
    CHECK(*store.count(store::Which::NotUploaded) == 2);
}

TEST_CASE("a clock that cannot be right is noticed") {
    TestFolder const folder;
    base::FakeClock clock(day);
    auto store = opened(folder.path(), clock);
    auto const trusted = [&](char const* id) {
        REQUIRE(store.keep(submission(id)));
        return store.read(std::string("uuid:") + id)->entry.clockTrusted;
    };
    CHECK(trusted("1"));
    clock.set(day + 24h * 365);
    CHECK(trusted("2"));
    clock.set(day + 24h * 365 - 60s);
    CHECK(trusted("a minute back: a time server's doing"));
    clock.set(day + 24h * 200);
    CHECK_FALSE(trusted("3"));
    store = opened(folder.path(), clock);
    CHECK_FALSE(trusted("still after a restart"));
    clock.set(day + 24h * 366);
    CHECK(trusted("4"));
    clock.set(day - 25h);
    CHECK_FALSE(trusted("5"));
    CHECK(store::StoreOptions::buildDay() > day);
    CHECK(store::StoreOptions::buildDay() < std::chrono::system_clock::now());
}

TEST_CASE("nobody else may read the files") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = opened(folder / "data", clock);
    REQUIRE(store.keep(submission("1")));
    CHECK(modeOf(folder / "data") == 0700);
    CHECK(modeOf(folder / "data/current") == 0700);
    for (auto const& file : fs::directory_iterator(folder / "data/current")) {
        CAPTURE(file.path());
        CHECK(modeOf(file.path()) == 0600);
    }
}

TEST_CASE("a store is only made where one is wanted") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    store::StoreOptions options;
    options.mustExist = true;
    auto const none = store::Store::open(folder / "data", clock, nullptr, options);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == base::Kind::Missing);
    CHECK(fs::is_empty(folder.path()));
    { opened(folder / "data", clock); }
    CHECK(store::Store::open(folder / "data", clock, nullptr, options));
    auto const denied = store::Store::open("/proc/data", clock);
    CHECK_FALSE(denied);
}

TEST_CASE("a damaged database is set aside whole, and a new one takes over") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    {
        auto store = opened(folder.path(), clock);
        for (int i = 0; i < 50; ++i)
            REQUIRE(store.keep(submission(std::to_string(i), std::string(900, 'x'))));
    }
    fs::path const file = folder / "current/submissions.db";
    std::string const good = *base::readFile(file);
    std::string bad = good;
    SUBCASE("not a database") {
        bad = std::string(5000, 'x');
    }
    SUBCASE("cut short") {
        bad.resize(good.size() / 2);
    }
    SUBCASE("empty") {
        bad.clear();
    }
    SUBCASE("a page of zeros") {
        bad.replace(4096 * 5, 4096, std::string(4096, '\0'));
    }
    SUBCASE("a header byte") {
        bad[16] = 7;
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;

    base::Findings findings;
    {
        auto store = opened(folder.path(), clock, &findings);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].warning);
        CHECK(*base::readFile(fs::path(findings[0].error.where) / "submissions.db") == bad);
        CHECK(*store.count() == 0);
        CHECK(store.keep(submission("1")));
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << "again";
    auto store = opened(folder.path(), clock, &findings);
    REQUIRE(findings.size() == 2);
    CHECK(findings[1].error.where != findings[0].error.where);
    CHECK(*base::readFile(fs::path(findings[0].error.where) / "submissions.db") == bad);
}

TEST_CASE("a store that was looked through before is opened as it is") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    {
        auto store = opened(folder.path(), clock);
        for (int i = 0; i < 50; ++i)
            REQUIRE(store.keep(submission(std::to_string(i), std::string(900, 'x'))));
    }
    fs::path const file = folder / "current/submissions.db";
    std::string bad = *base::readFile(file);
    std::size_t index = 0; // its last page, which nobody reads at the start
    for (std::size_t at = 4096; at < bad.size(); at += 4096)
        if (bad[at] == '\x0a' && bad[at + 4] > 1) index = at;
    REQUIRE(index > 0);
    bad.replace(index, 4096, std::string(4096, '\0'));
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;
    base::Findings findings;
    {
        store::StoreOptions options;
        options.lookThrough = false;
        auto const store = store::Store::open(folder.path(), clock, &findings, options);
        REQUIRE(store);
        CHECK(findings.empty());
    }
    auto const store = opened(folder.path(), clock, &findings);
    REQUIRE(findings.size() == 1);
    CHECK(fs::exists(findings[0].error.where));
}

TEST_CASE("a database that vanished from its folder is damage, not an empty store") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    { REQUIRE(opened(folder.path(), clock).keep(submission("1"))); }
    std::ofstream(folder / "current/submissions.db-wal") << "left over";
    fs::remove(folder / "current/submissions.db");
    base::Findings findings;
    auto store = opened(folder.path(), clock, &findings);
    REQUIRE(findings.size() == 1);
    CHECK(*base::readFile(fs::path(findings[0].error.where) / "submissions.db-wal") == "left over");
}

TEST_CASE("a damaged database is left alone while another process has it open") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto const kiosk = opened(folder.path(), clock);
    std::fstream(folder / "current/submissions.db", std::ios::in | std::ios::out | std::ios::binary)
        << "damage";
    auto const second = store::Store::open(folder.path(), clock);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == base::Kind::Unavailable);
    CHECK(fs::exists(folder / "current/submissions.db"));
}

TEST_CASE("a changed answer is told from an intact one") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    { REQUIRE(opened(folder.path(), clock).keep(submission("1", "MARK"))); }
    fs::path const file = folder / "current/submissions.db";
    std::string bytes = *base::readFile(file);
    auto const at = bytes.find("MARK");
    REQUIRE(at != std::string::npos);
    bytes[at] = 'm';
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    auto const back = opened(folder.path(), clock).read("uuid:1");
    REQUIRE(back);
    CHECK_FALSE(back->intact);
}

TEST_CASE("a sealed submission is kept with its files and the key it is for") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = opened(folder.path(), clock);
    form::Submission sealed = submission("1");
    sealed.sealedFor = std::string(64, 'a');
    sealed.attachments = {{"submission.xml.enc", "application/octet-stream", "?"}};
    REQUIRE(store.keep(sealed));
    REQUIRE(store.keep(sealed)); // the same bytes
    REQUIRE(store.keep(submission("2")));
    form::Submission anew = sealed;
    anew.attachments[0].bytes = "!";
    auto const refused = store.keep(anew);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::Kind::Exists);
    CHECK(refused.error().message.en.find("sealed") != std::string::npos);
    auto const entries = store.list();
    REQUIRE(entries);
    CHECK(entries->at(0).sealedFor == sealed.sealedFor);
    CHECK(entries->at(1).sealedFor.empty());
    auto const back = store.read("uuid:1");
    REQUIRE(back);
    CHECK(back->submission.sealedFor == sealed.sealedFor);
    CHECK(back->submission.attachments[0].bytes == "?");
}

TEST_CASE("a database of version 1 is brought up, and loses nothing") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    { REQUIRE(opened(folder.path(), clock).keep(submission("1"))); }
    {
        auto const old = store::internal::Database::open(folder / "current/submissions.db");
        REQUIRE(old);
        REQUIRE(
            (*old)->execute("DROP INDEX submission_new; ALTER TABLE submission DROP COLUMN sealed_for;"
                            "ALTER TABLE submission DROP COLUMN partial; DROP TABLE purge;"
                            "DROP TABLE refusal; DROP TABLE upload_contact;"
                            "CREATE INDEX submission_new ON submission (sequence) WHERE export_id IS NULL;"
                            "PRAGMA user_version=1"));
    }
    auto store = opened(folder.path(), clock);
    CHECK(store.read("uuid:1")->submission.xml == submission("1").xml);
    CHECK(store.read("uuid:1")->entry.sealedFor.empty());
    form::Submission sealed = submission("2");
    sealed.sealedFor = "key";
    REQUIRE(store.keep(sealed));
    CHECK(store.read("uuid:2")->entry.sealedFor == "key");
    form::Submission left = submission("3");
    left.complete = false;
    REQUIRE(store.keep(left));
    CHECK(*store.count() == 2);
    CHECK(*store.countNew() == 2);
    CHECK(store.list(store::Which::Partial)->size() == 1);
    CHECK_FALSE(store.read("uuid:3")->submission.complete);
    CHECK(store.read("uuid:1")->submission.complete);
}

TEST_CASE("a newer program's database is left as it is") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    { opened(folder.path(), clock); }
    fs::path const file = folder / "current/submissions.db";
    std::string bytes = *base::readFile(file);
    bytes[63] = 99; // user_version, SQLite file format 1.3
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    auto const store = store::Store::open(folder.path(), clock);
    REQUIRE_FALSE(store);
    CHECK(store.error().kind == base::Kind::Unsupported);
    CHECK(*base::readFile(file) == bytes);
}

TEST_CASE("damage that shows while the kiosk runs: the answer goes into a new database") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = opened(folder.path(), clock);
    for (int i = 0; i < 20; ++i) REQUIRE(store.keep(submission(std::to_string(i), std::string(900, 'x'))));
    { REQUIRE(opened(folder.path(), clock).keep(submission("another process"))); }
    fs::path const log = folder / "current/submissions.db-wal";
    std::string bytes = *base::readFile(log);
    for (std::size_t i = 32; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bytes[i] ^ 0x5A);
    std::fstream(log, std::ios::in | std::ios::out | std::ios::binary) << bytes;

    base::Result<void> kept;
    SUBCASE("alone") {
        kept = store.keep(submission("new"));
    }
    SUBCASE("while another process looks") {
        {
            int const lock = ::open((folder / "lock").c_str(), O_RDWR);
            REQUIRE(::flock(lock, LOCK_SH) == 0);
            CHECK(store.keep(submission("new")).error().kind == base::Kind::Unavailable);
            CHECK_FALSE(store.count());
            ::close(lock);
        }
        kept = store.keep(submission("new"));
    }
    REQUIRE_MESSAGE(kept, (kept ? "" : kept.error().text(base::Language::English)));
    REQUIRE(store.warnings().size() == 1);
    CHECK(fs::exists(fs::path(store.warnings()[0].error.where) / "submissions.db"));
    CHECK(*store.count() == 1);
}
