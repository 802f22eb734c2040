#include "base/file.h"
#include "folder.h"
#include "input.h"

#include <filesystem>
#include <map>
#include <optional>

namespace base = huibiao::base;
namespace fs = std::filesystem;

namespace {

void copyData(fs::path const& to) {
    fs::copy(InputData, to, fs::copy_options::recursive);
}

/// Every file below a folder with its size and the time it was last written.
std::map<std::string, std::pair<std::uintmax_t, fs::file_time_type>> listing(fs::path const& folder) {
    std::map<std::string, std::pair<std::uintmax_t, fs::file_time_type>> all;
    for (auto const& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            all[entry.path().string()] = {entry.file_size(), entry.last_write_time()};
    return all;
}

/// Regular files that this process holds open for writing.
std::size_t openForWriting() {
    std::size_t count = 0;
    for (auto const& entry : fs::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        fs::path const target = fs::read_symlink(entry.path(), gone);
        auto const info =
            base::readFile(fs::path("/proc/self/fdinfo") / entry.path().filename()).value_or(std::string());
        std::size_t const flags = info.find("flags:");
        if (gone || flags == std::string::npos || !fs::is_regular_file(target, gone)) continue;
        if (std::stoul(info.substr(flags + 6), nullptr, 8) % 4 != 0) ++count; // O_WRONLY, O_RDWR
    }
    return count;
}

} // namespace

TEST_CASE("an engine needs its tables") {
    TestFolder const folder;
    auto const none = input::Engine::open(folder / "nothing");
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == base::Kind::Missing);
    CHECK(none.error().message.zh.find("词库") != std::string::npos);

    copyData(folder / "part");
    fs::remove(folder / "part" / "huibiao_nine.prism.bin");
    auto const part = input::Engine::open(folder / "part");
    REQUIRE_FALSE(part);
    CHECK(part.error().kind == base::Kind::Missing);
    CHECK(part.error().where.find("huibiao_nine.prism.bin") != std::string::npos);
}

TEST_CASE("tables that are not what they should be show at the start") {
    TestFolder const folder;
    SUBCASE("the nine keys' own is empty") {
        copyData(folder / "data");
        fs::resize_file(folder / "data" / "huibiao_nine.prism.bin", 0);
    }
    SUBCASE("a schema is none") {
        copyData(folder / "data");
        fs::remove(folder / "data" / "huibiao_letters.schema.yaml");
        REQUIRE(base::writeDurably(folder / "data" / "huibiao_letters.schema.yaml", "schema: {}\n"));
    }
    SUBCASE("the pairs were cut off") {
        copyData(folder / "data");
        fs::resize_file(folder / "data" / "pairs.bin", 100000);
    }
    auto const engine = input::Engine::open(folder / "data");
    REQUIRE_FALSE(engine);
    CHECK(engine.error().kind == base::Kind::Invalid);
    // And what failed leaves room for one that works.
    CHECK(Typing().first("laoren") == "老人");
}

TEST_CASE("one engine at a time") {
    {
        Typing const typing;
        auto const second = input::Engine::open(InputData);
        REQUIRE_FALSE(second);
        CHECK(second.error().kind == base::Kind::Exists);
    }
    CHECK(Typing().first("laoren") == "老人");
}

TEST_CASE("a session outlives its engine") {
    std::optional<input::Session> session;
    {
        Typing const typing;
        session.emplace(typing.session());
    }
    for (char const key : std::string_view("laoren")) CHECK(session->type(key));
    CHECK(session->lines(1) == std::vector<std::string>{"老人"});
}

TEST_CASE("nothing is written, and nothing of one person is offered to the next") {
    TestFolder const folder;
    copyData(folder / "data");
    auto const before = listing(folder.path());
    auto const temporary = listing(InputData);
    std::size_t const open = openForWriting();
    auto engine = input::Engine::open(folder / "data");
    REQUIRE(engine);
    auto const typed = [&](std::string_view keys) {
        auto session = engine->session({});
        REQUIRE(session);
        for (char const key : keys) REQUIRE(session->type(key));
        return std::move(*session);
    };
    auto const lines = typed("zhangsanfeng").lines(20);
    for (int time = 0; time < 20; ++time) {
        auto session = typed("zhangsanfeng");
        auto const candidates = session.candidates(20);
        // Always the last one: an engine that learns would bring it to the front.
        while (!session.keys().empty()) (void)session.choose(session.candidates(20).back());
        CHECK(session.candidates(20).empty());
    }
    CHECK(typed("zhangsanfeng").lines(20) == lines);
    CHECK(openForWriting() == open);
    CHECK(listing(folder.path()) == before);
    CHECK(listing(InputData) == temporary);
}
