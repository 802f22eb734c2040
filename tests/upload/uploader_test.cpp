#include "rig.h"
#include "upload/uploader.h"

#include <doctest/doctest.h>

using namespace huibiao;
using namespace std::chrono_literals;
using upload::Doing;
using upload::Uploader;

namespace {

/// Until it holds, for 10 s at most.
bool soon(auto const& holds) {
    for (int i = 0; i < 2000; ++i) {
        if (holds()) return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

std::chrono::milliseconds timeOf(auto const& work) {
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

} // namespace

TEST_CASE("the uploader sends what is there, then what comes, and says how far it is") {
    TestServer& server = fresh();
    Box box(3);
    Uploader uploader(serverAt(server), box.folder.path(), box.clock, Uploader::Mode::Always, quick());
    CHECK(soon([&] { return uploader.status().doing == Doing::Idle; }));
    CHECK(uploader.status().queue.sent == 3);
    CHECK(uploader.status().queue.waiting == 0);
    CHECK_FALSE(uploader.status().queue.lastContact.empty());
    box.keep(answer("later")); // nobody tells it
    CHECK(soon([&] { return uploader.status().queue.sent == 4; }));
    uploader.stop();
    CHECK(uploader.status().doing == Doing::Ended);
    CHECK(server.stored().size() == 4);
}

TEST_CASE("what staff ask for is tried at once, not when the wait is over") {
    TestServer& server = fresh();
    Box box(2);
    server.next({"401"});
    upload::Timing timing = quick();
    timing.held = 1h;
    Uploader uploader(serverAt(server), box.folder.path(), box.clock, Uploader::Mode::Always, timing);
    CHECK(soon([&] { return uploader.status().doing == Doing::Waiting; }));
    upload::Status const status = uploader.status();
    REQUIRE(status.trouble);
    CHECK(status.trouble->message.zh.find("令牌") != std::string::npos);
    CHECK(status.nextTry > 59min);
    CHECK(status.queue.waiting == 2);
    uploader.wake();
    CHECK(soon([&] { return uploader.status().queue.sent == 2; }));
    CHECK(soon([&] { return !uploader.status().trouble; }));
}

TEST_CASE("it stops at once, whatever it is at") {
    TestServer& server = fresh();
    upload::Timing patient;
    patient.look = 1h;
    {
        Box box(1);
        server.next({"dead"});
        Uploader uploader(serverAt(server), box.folder.path(), box.clock, Uploader::Mode::Always, patient);
        std::size_t seen = 0;
        CHECK(soon([&] { return (seen += server.requests().size()) == 2; }));
        CHECK(timeOf([&] { uploader.stop(); }) < 1000ms);
        CHECK(box.queue().waiting == 1);
    }
    {
        Box box(1);
        upload::Server nobody = serverAt(server);
        nobody.base = "http://127.0.0.1:1/";
        Uploader uploader(nobody, box.folder.path(), box.clock, Uploader::Mode::Always, patient);
        CHECK(soon([&] { return uploader.status().trouble.has_value(); }));
        CHECK(timeOf([&] { uploader.stop(); }) < 1000ms);
    }
    {
        Box box;
        Uploader uploader(serverAt(server), box.folder.path(), box.clock, Uploader::Mode::Always, patient);
        CHECK(soon([&] { return uploader.status().doing == Doing::Idle; }));
        CHECK(timeOf([&] { uploader.stop(); }) < 1000ms);
    }
}

TEST_CASE("while somebody is answering little is sent, and slowly") {
    TestServer& server = fresh();
    Box box;
    box.keep(answer("1", std::string(33U << 10U, 'x')));
    Uploader uploader(serverAt(server), box.folder.path(), box.clock, Uploader::Mode::Once, {});
    uploader.slow(true);
    // 33 KiB at 16 KiB a second; the network takes some of it at once.
    auto const took = timeOf([&] { CHECK(soon([&] { return uploader.status().doing == Doing::Ended; })); });
    CHECK(took > 800ms);
    CHECK(uploader.report().sent == 1);
}

TEST_CASE("a single run gives up where nobody answers, and ends by itself where all is sent") {
    TestServer& server = fresh();
    Box box(2);
    upload::Server nobody = serverAt(server);
    nobody.base = "http://127.0.0.1:1/";
    {
        Uploader uploader(nobody, box.folder.path(), box.clock, Uploader::Mode::Once, quick());
        CHECK(soon([&] { return uploader.status().doing == Doing::Ended; }));
        CHECK(uploader.report().end == upload::End::Later);
        CHECK(uploader.report().trouble);
    }
    Uploader uploader(serverAt(server), box.folder.path(), box.clock, Uploader::Mode::Once, quick());
    CHECK(soon([&] { return uploader.status().doing == Doing::Ended; }));
    CHECK(uploader.report().end == upload::End::Done);
    CHECK(uploader.report().sent == 2);
}
