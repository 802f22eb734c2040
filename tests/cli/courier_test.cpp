#include "base/file.h"
#include "cli/internal/courier.h"
#include "folder.h"
#include "openrosa.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <thread>

using namespace huibiao;
using namespace std::chrono_literals;
using Doing = kiosk::Sending::Doing;
namespace fs = std::filesystem;

namespace {

form::Submission answer(std::string const& id, std::string const& words = "好") {
    return {"uuid:" + id,
            "manyi",
            "1",
            "<data id=\"manyi\" version=\"1\"><q1>" + words + "</q1><meta><instanceID>uuid:" + id +
                "</instanceID></meta></data>",
            {}};
}

/// A kiosk's store, and its courier to a server of ours.
struct Office {
    TestServer server;
    TestFolder folder;
    base::SystemClock clock;
    std::optional<store::Store> store;
    event::Upload settings;

    Office() {
        open();
        settings.server = "http://127.0.0.1:" + server.port() + "/v1/key/aB3$dE!fG7/projects/1";
        settings.automatic = true;
    }
    void open() {
        auto opened = store::Store::open(folder.path(), clock);
        REQUIRE(opened);
        store.emplace(std::move(*opened));
    }
    [[nodiscard]] cli::Courier courier() {
        upload::Timing timing;
        timing.idle = timing.whole = 1h; // nothing but stop() ends a request
        timing.conflict = timing.firstWait = 1ms;
        timing.look = 20ms;
        return {settings, folder.path(), store, clock, timing};
    }
    /// The server has this many submissions before it, answered or not.
    [[nodiscard]] bool asked(std::size_t count) {
        return soon([&] {
            for (auto const& request : server.requests()) posts += request["method"] == "POST" ? 1 : 0;
            return posts >= count;
        });
    }
    static bool soon(auto const& holds) {
        for (int i = 0; i < 2000; ++i) {
            if (holds()) return true;
            std::this_thread::sleep_for(5ms);
        }
        return false;
    }
    std::size_t posts = 0;
};

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

kiosk::Sending look(cli::Courier const& courier) {
    auto const found = courier.look(10, [](std::string const& id) { return "表单" + id; });
    REQUIRE(found);
    return *found;
}

} // namespace

TEST_CASE("courier: what is kept goes up by itself where the event says so, and else when staff ask") {
    Office office;
    SUBCASE("by itself") {
        cli::Courier courier = office.courier();
        REQUIRE(courier.keep(answer("1")));
        CHECK(look(courier).doing == Doing::Nothing); // not begun yet
        courier.begin();
        CHECK(Office::soon([&] { return look(courier).sent == 1; }));
        courier.slow(true);
        REQUIRE(courier.keep(answer("2")));
        CHECK(Office::soon([&] { return look(courier).sent == 2; }));
        CHECK(Office::soon([&] { return look(courier).doing == Doing::Idle; }));
        CHECK_FALSE(look(courier).lastContact.empty());
        CHECK(courier.stop());
        CHECK_FALSE(courier.stop());
        REQUIRE(courier.keep(answer("3")));
        CHECK(look(courier).waiting == 1);
        courier.begin();
        CHECK(Office::soon([&] { return look(courier).sent == 3; }));
    }
    SUBCASE("when staff ask") {
        office.settings.automatic = false;
        cli::Courier courier = office.courier();
        courier.begin();
        REQUIRE(courier.keep(answer("1")));
        CHECK(look(courier).doing == Doing::Nothing);
        for (std::size_t sent = 1; sent <= 2; ++sent) {
            courier.send();
            CHECK(Office::soon([&] { return look(courier).sent == sent; }));
            CHECK(Office::soon([&] { return look(courier).doing == Doing::Nothing; })); // it has ended
            REQUIRE(courier.keep(answer(std::to_string(sent + 1))));
        }
        CHECK(look(courier).waiting == 1);
    }
    SUBCASE("nowhere") {
        office.settings.server.clear();
        cli::Courier courier = office.courier();
        courier.begin();
        courier.send();
        CHECK_FALSE(courier.named());
        CHECK(courier.keep(answer("1")));
        CHECK_FALSE(courier.stop());
    }
}

TEST_CASE("courier: what was refused is told in both words, and sent again when staff say so") {
    Office office;
    cli::Courier courier = office.courier();
    office.server.next({"409", "409", "400"});
    REQUIRE(courier.keep(answer("1")));
    REQUIRE(courier.keep(answer("2")));
    courier.begin();
    CHECK(Office::soon([&] { return look(courier).refused == 2; }));
    kiosk::Sending const refused = look(courier);
    REQUIRE(refused.list.size() == 2);
    CHECK(refused.list[0].instanceId == "uuid:1");
    CHECK(refused.list[0].form == "表单manyi");
    CHECK(refused.list[0].words == "A submission already exists with this ID, but with different XML.");
    CHECK(refused.list[0].reason.zh.find("内容不同") != std::string::npos);
    CHECK(courier.look(1, [](std::string const& id) { return id; })->list.size() == 1);
    auto const one = courier.retry("uuid:2");
    REQUIRE(one);
    CHECK(*one == 1);
    CHECK(Office::soon([&] { return look(courier).sent == 1; }));
    CHECK(look(courier).list.size() == 1);
    CHECK(*courier.retry("uuid:2") == 0); // it is there already
    CHECK(*courier.retry("") == 1);
    CHECK(Office::soon([&] { return look(courier).sent == 2; }));
    CHECK(office.server.stored().size() == 2);
}

TEST_CASE("courier: a dead server holds up neither what is kept nor the end") {
    Office office;
    cli::Courier courier = office.courier();
    office.server.next({"dead", "dead"});
    REQUIRE(courier.keep(answer("1")));
    courier.begin();
    REQUIRE(office.asked(1));
    REQUIRE(courier.keep(answer("2")));
    CHECK(look(courier).doing == Doing::Busy);
    CHECK(look(courier).waiting == 2);
    CHECK(courier.stop()); // in the middle of it
    CHECK(store::eraseStore(office.folder.path(), office.clock).error().kind == base::Kind::Unavailable);
    office.store.reset(); // nobody else has it open
    CHECK(store::eraseStore(office.folder.path(), office.clock).error().kind == base::Kind::Exists);
    office.open();
    courier.begin();
    REQUIRE(office.asked(2)); // the first one once more
    CHECK(office.server.stored().empty());
}

TEST_CASE("courier: a damaged database is set aside though the uploader had it open") {
    Office office;
    cli::Courier courier = office.courier();
    office.server.next({"dead"});
    for (int i = 0; i < 20; ++i) REQUIRE(courier.keep(answer(std::to_string(i), std::string(900, 'x'))));
    courier.begin();
    REQUIRE(office.asked(1));
    {
        auto other = store::Store::open(office.folder.path(), office.clock);
        REQUIRE(other);
        REQUIRE(other->keep(answer("another process")));
    }
    fs::path const log = office.folder / "current/submissions.db-wal";
    std::string bytes = *base::readFile(log);
    for (std::size_t i = 32; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bytes[i] ^ 0x5A);
    std::fstream(log, std::ios::in | std::ios::out | std::ios::binary) << bytes;

    auto const kept = courier.keep(answer("new"));
    REQUIRE_MESSAGE(kept, (kept ? "" : kept.error().text(base::Language::English)));
    REQUIRE(office.store->warnings().size() == 1);
    CHECK(fs::exists(fs::path(office.store->warnings()[0].error.where) / "submissions.db"));
    CHECK(*office.store->count() == 1);
    CHECK(Office::soon([&] { return look(courier).sent == 1; })); // and it goes on from the new one
}

TEST_CASE("courier: two never send at once, and it says so") {
    Office office;
    int const lock = ::open((office.folder / "upload.lock").c_str(), O_RDWR | O_CREAT, 0600);
    REQUIRE(::flock(lock, LOCK_EX) == 0);
    cli::Courier courier = office.courier();
    REQUIRE(courier.keep(answer("1")));
    courier.begin();
    CHECK(Office::soon([&] { return look(courier).doing == Doing::Elsewhere; }));
    CHECK(look(courier).waiting == 1);
    CHECK(office.server.requests().empty());
    ::close(lock);
    CHECK(Office::soon([&] { return look(courier).sent == 1; })); // by itself
    CHECK(Office::soon([&] { return look(courier).doing == Doing::Idle; }));
}

TEST_CASE("courier: the server is told how the kiosk is, by itself, and why it was not") {
    Office office;
    office.settings.health = true;
    office.settings.station = {"hall-1", "大厅一号机"};
    SUBCASE("told") {
        cli::Courier courier = office.courier();
        REQUIRE(courier.keep(answer("1")));
        courier.begin();
        CHECK(Office::soon([&] { return look(courier).sent == 1; }));
        CHECK(Office::soon([&] { return office.server.stored().size() == 2; })); // the answer and the record
        CHECK_FALSE(look(courier).health);
        // What is erased meanwhile must not be open anywhere.
        CHECK(courier.stop());
        office.store.reset();
        CHECK(fs::exists(office.folder / "health-sent"));
    }
    SUBCASE("the form is not on the server") {
        office.server.tell({{"reset", {{"forms", {"manyi"}}}}});
        cli::Courier courier = office.courier();
        REQUIRE(courier.keep(answer("1")));
        courier.begin();
        CHECK(Office::soon([&] { return look(courier).health.has_value(); }));
        CHECK(Office::soon([&] { return look(courier).sent == 1; })); // the answers count
        auto const health = look(courier).health;
        REQUIRE(health);
        CHECK(has(health->message.zh, "huibiao_health"));
        CHECK_FALSE(has(health->text(base::Language::Chinese), "aB3$"));
    }
    SUBCASE("a server that is not there is told by the answers alone") {
        office.settings.server = "http://127.0.0.1:9/v1/key/aB3$dE!fG7/projects/1";
        cli::Courier courier = office.courier();
        REQUIRE(courier.keep(answer("1")));
        courier.begin();
        CHECK(Office::soon([&] { return fs::exists(office.folder / "health-sent"); }));
        CHECK(Office::soon([&] { return look(courier).trouble.has_value(); }));
        CHECK_FALSE(look(courier).health);
    }
    SUBCASE("not by itself where nothing goes by itself") {
        office.settings.automatic = false;
        cli::Courier courier = office.courier();
        courier.begin();
        REQUIRE(courier.keep(answer("1")));
        courier.send();
        CHECK(Office::soon([&] { return look(courier).sent == 1; }));
        CHECK(courier.stop());
        CHECK(office.server.stored().size() == 1);
    }
}
