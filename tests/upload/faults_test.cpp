#include "crypto/hash.h"
#include "rig.h"
#include "upload/uploader.h"

#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

using namespace huibiao;
using namespace std::chrono_literals;

namespace {

/// A queue of which a tenth has signatures.
void fill(Box const& box, int count) {
    auto store = box.store();
    std::mt19937 dice(7);
    for (int i = 0; i < count; ++i) {
        std::vector<form::Attachment> files;
        if (i % 10 == 0) {
            std::string picture(2000 + dice() % 30'000, '\0');
            for (char& c : picture) c = static_cast<char>(dice());
            files.push_back({"签名-" + std::to_string(i) + ".png", "image/png", std::move(picture)});
        }
        REQUIRE(store.keep(answer(std::to_string(i), std::string(dice() % 2000, 'a'), std::move(files))));
    }
}

/// How many submissions have come to the server so far, answered or not.
std::size_t posts(TestServer& server) {
    static std::size_t count = 0;
    for (auto const& request : server.requests()) count += request["method"] == "POST" ? 1 : 0;
    return count;
}

/// Sends in a process of its own, which is killed once `enough` holds and that much later. True: it ended by
/// itself before.
bool sendAndKill(Box const& box, upload::Server const& server, std::chrono::microseconds later,
                 auto const& enough) {
    pid_t const child = ::fork();
    if (child == 0) {
        upload::Timing timing = quick();
        timing.tries = 1'000'000;
        timing.idle = 200ms;
        upload::Sender sender(server, box.folder.path(), box.clock, box.slow, timing);
        while (sender.pass({}).end == upload::End::Later) {
        }
        ::_exit(0);
    }
    auto const until = std::chrono::steady_clock::now() + 120s;
    int status = 0;
    while (std::chrono::steady_clock::now() < until && !enough()) {
        if (::waitpid(child, &status, WNOHANG) == child) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        std::this_thread::sleep_for(1ms);
    }
    std::this_thread::sleep_for(later);
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    return false;
}

} // namespace

TEST_CASE(
    "under faults at every stage and killed at random, each answer arrives once, whole, and none is lost") {
    bool const all = std::getenv("HUIBIAO_LONG") != nullptr;
    int const count = all ? 1000 : 100, kills = all ? 50 : 8;
    TestServer& server = fresh();
    Box box;
    fill(box, count);
    server.tell({{"faults",
                  {{"cut-connect", 0.05},
                   {"cut-headers", 0.05},
                   {"cut-body", 0.05},
                   {"cut-answer", 0.05},
                   {"cut-in-answer", 0.05},
                   {"deleted", 0.02},
                   {"500", 0.03},
                   {"503", 0.002},
                   {"408", 0.02},
                   {"portal", 0.03},
                   {"201-html", 0.02},
                   {"redirect", 0.02},
                   {"drip", 0.02},
                   {"dead", 0.002}}},
                 {"seed", 11}});
    std::mt19937 dice(5);
    // However fast all this is, no moment of dying comes after the last submission.
    std::size_t const before = posts(server);
    std::vector<std::size_t> moments;
    for (int i = 0; i < kills; ++i) moments.push_back(1 + dice() % static_cast<unsigned>(count - 1));
    std::sort(moments.begin(), moments.end());
    int killed = 0;
    for (std::size_t const moment : moments) {
        bool const ended = sendAndKill(box, serverAt(server), std::chrono::microseconds(dice() % 20'000),
                                       [&] { return posts(server) - before >= moment; });
        if (!ended) ++killed;
        // At no moment is one marked that is not there.
        auto const stored = server.stored();
        CHECK(box.queue().sent <= stored.size());
    }
    CHECK(killed == kills);
    CHECK(sendAndKill(box, serverAt(server), 0us, [] { return false; }));

    auto const stored = server.stored();
    auto const store = box.store();
    CHECK(stored.size() == static_cast<std::size_t>(count));
    std::size_t repeated = 0;
    for (auto const& one : stored) {
        auto const ours = store.read(std::string_view(one["id"].get<std::string>()));
        REQUIRE(ours);
        CHECK(one["xml"] == crypto::sha256Hex(ours->submission.xml));
        REQUIRE(one["files"].size() == ours->submission.attachments.size());
        for (form::Attachment const& file : ours->submission.attachments)
            CHECK(one["files"][file.name] == crypto::sha256Hex(file.bytes));
        if (one["posts"] > 1) ++repeated;
    }
    store::UploadQueue const queue = *store.uploadQueue();
    CHECK(queue.sent == static_cast<std::size_t>(count));
    CHECK(queue.waiting + queue.refused == 0);
    CHECK(repeated > 0); // or no fault came between a submission and its mark
    std::cout << "upload: " << count << " answers, killed " << killed << " times, " << repeated
              << " sent more than once and kept once\n";
}
