#include "folder.h"
#include "store/store.h"
#include "submissions.h"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <thread>

using namespace huibiao;
using namespace std::chrono_literals;

namespace {

base::WallTime const day = std::chrono::sys_days(std::chrono::year(2023) / 5 / 18);

/// Keeps one answer after another and writes each id to `out` once it is kept.
[[noreturn]] void keepForever(std::filesystem::path const& folder, int round, int out) {
    base::FakeClock const clock(day);
    auto store = store::Store::open(folder, clock);
    if (!store) ::_exit(2);
    for (int i = 0;; ++i) {
        std::string const id = std::to_string(round) + "-" + std::to_string(i);
        if (!store->keep(submission(id, std::string(400, 'x')))) ::_exit(3);
        std::string const line = id + "\n";
        if (::write(out, line.data(), line.size()) < 0) ::_exit(4);
    }
}

} // namespace

TEST_CASE("killed at any moment, every acknowledged answer is there") {
    TestFolder const folder;
    std::size_t acknowledged = 0;
    int const rounds = std::getenv("HUIBIAO_LONG") ? 500 : 25;
    for (int round = 0; round < rounds; ++round) {
        if (round == 5) { // a slow disk might not have let any of them make the store
            base::FakeClock const clock(day);
            REQUIRE(store::Store::open(folder.path(), clock));
        }
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        pid_t const child = ::fork();
        if (child == 0) keepForever(folder.path(), round, ends[1]);
        ::close(ends[1]);
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + round * 7 % 60));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFSIGNALED(status));
        std::string lines;
        char chunk[4096];
        for (ssize_t n = ::read(ends[0], chunk, sizeof chunk); n > 0;
             n = ::read(ends[0], chunk, sizeof chunk))
            lines.append(chunk, static_cast<std::size_t>(n));
        ::close(ends[0]);
        base::FakeClock const clock(day);
        base::Findings findings;
        auto store = store::Store::open(folder.path(), clock, &findings);
        REQUIRE(store);
        CHECK(findings.empty());
        for (std::size_t from = 0, to = lines.find('\n'); to != std::string::npos;
             from = to + 1, to = lines.find('\n', from)) {
            auto const back = store->read("uuid:" + lines.substr(from, to - from));
            REQUIRE(back);
            CHECK(back->intact);
            ++acknowledged;
        }
        CHECK(*store->count() >= acknowledged);
    }
    CHECK(acknowledged > 0);
}

TEST_CASE("two processes write to one store, and both see all") {
    TestFolder const folder;
    int const each = 40;
    std::vector<pid_t> children;
    for (int process = 0; process < 2; ++process) {
        pid_t const child = ::fork();
        if (child == 0) {
            base::FakeClock const clock(day);
            auto store = store::Store::open(folder / "data", clock);
            if (!store) ::_exit(2);
            for (int i = 0; i < each; ++i)
                if (!store->keep(submission(std::to_string(process) + "-" + std::to_string(i)))) ::_exit(3);
            ::_exit(0);
        }
        children.push_back(child);
    }
    for (pid_t const child : children) {
        int status = 1;
        ::waitpid(child, &status, 0);
        CHECK(status == 0);
    }
    base::FakeClock const clock(day);
    auto kiosk = store::Store::open(folder / "data", clock);
    auto cli = store::Store::open(folder / "data", clock);
    REQUIRE(kiosk);
    REQUIRE(cli);
    CHECK(*cli->count() == 2 * each);
    REQUIRE(kiosk->keep(submission("new")));
    CHECK(*cli->count() == 2 * each + 1);
    auto const all = cli->list();
    for (std::size_t i = 0; i < all->size(); ++i)
        CHECK((*all)[i].sequence == static_cast<std::int64_t>(i + 1));
}

TEST_CASE("a full disk refuses the answer in words, keeps the others, and goes on once there is room") {
    TestFolder const folder;
    pid_t const child = ::fork();
    if (child == 0) {
        // Mounts of its own; where even that is not allowed the test cannot be made.
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) ::_exit(77);
        ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=1m") != 0) ::_exit(77);
        base::FakeClock const clock(day);
        auto store = store::Store::open(folder.path(), clock);
        if (!store) ::_exit(2);
        std::FILE* ballast = std::fopen((folder / "ballast").c_str(), "w");
        std::string const block(100'000, 'b');
        std::fwrite(block.data(), 1, block.size(), ballast);
        std::fclose(ballast);
        std::size_t kept = 0;
        base::Result<void> done;
        for (; kept < 1000 && done; ++kept)
            done = store->keep(submission(std::to_string(kept), std::string(5000, 'x')));
        --kept;
        if (done || done.error().kind != base::Kind::Full) ::_exit(3);
        if (store->count() != kept) ::_exit(4);
        std::filesystem::remove(folder / "ballast");
        if (!store->keep(submission("after", std::string(5000, 'x')))) ::_exit(5);
        store = store::Store::open(folder.path(), clock);
        if (!store || store->count() != kept + 1) ::_exit(6);
        ::_exit(0);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
        std::cout << "skipped: no mount of its own\n";
        return;
    }
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a file that may not grow refuses the answer in words") {
    TestFolder const folder;
    base::FakeClock const clock(day);
    auto store = store::Store::open(folder.path(), clock);
    REQUIRE(store);
    REQUIRE(store->keep(submission("before")));
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    auto const ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit const small{16'384, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    auto const refused = store->keep(submission("big", std::string(50'000, 'x')));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, ignored);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::Kind::Io); // SQLite drops the errno, EFBIG
    CHECK(*store->count() == 1);
    CHECK(store->keep(submission("big", std::string(50'000, 'x'))));
}
