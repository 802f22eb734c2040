#include "base/file.h"
#include "folder.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <fstream>

using namespace huibiao::base;

namespace {
std::size_t entries(fs::path const& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}
} // namespace

TEST_CASE("a durable write replaces the whole content and leaves no other file") {
    TestFolder folder;
    REQUIRE(writeDurably(folder / "a", "one"));
    REQUIRE(writeDurably(folder / "a", "three"));
    CHECK(readFile(folder / "a").value() == "three");
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a new durable write refuses a taken name") {
    TestFolder folder;
    REQUIRE(writeNewDurably(folder / "a", "one"));
    auto const again = writeNewDurably(folder / "a", "two");
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == Kind::Exists);
    CHECK(readFile(folder / "a").value() == "one");
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("reading says what is wrong") {
    TestFolder folder;
    CHECK(readFile(folder / "none").error().kind == Kind::Missing);
    CHECK(readFile(folder.path()).error().kind == Kind::Invalid);
    REQUIRE(writeDurably(folder / "big", std::string(100, 'x')));
    CHECK(readFile(folder / "big", 99).error().kind == Kind::Invalid);
    CHECK(readFile(folder / "big", 100).value().size() == 100);
}

TEST_CASE("verification sees a changed byte and a longer file") {
    TestFolder folder;
    REQUIRE(writeDurably(folder / "a", "abc"));
    CHECK(verifyOnDevice(folder / "a", "abc"));
    CHECK(verifyOnDevice(folder / "a", "abd").error().kind == Kind::Io);
    CHECK(verifyOnDevice(folder / "a", "ab").error().kind == Kind::Io);
}

TEST_CASE("a write into a missing folder says so") {
    TestFolder folder;
    CHECK(writeDurably(folder / "no/such", "x").error().kind == Kind::Missing);
}

TEST_CASE("an erased file is overwritten first; a link, and a file with another name, are only let go") {
    TestFolder const folder;
    REQUIRE(writeDurably(folder / "a", "SECRET"));
    int const seen = ::open((folder / "a").c_str(), O_RDONLY);
    REQUIRE(eraseFile(folder / "a"));
    CHECK_FALSE(fs::exists(folder / "a"));
    char was[6] = {};
    REQUIRE(::read(seen, was, 6) == 6); // who has it open still sees the blocks
    ::close(seen);
    CHECK(std::string(was, 6) == std::string(6, '\0'));
    CHECK(eraseFile(folder / "a"));

    REQUIRE(writeDurably(folder / "b", "SECRET"));
    fs::create_hard_link(folder / "b", folder / "c");
    REQUIRE(eraseFile(folder / "b"));
    CHECK(readFile(folder / "c") == "SECRET");
    fs::create_symlink(folder / "c", folder / "d");
    REQUIRE(eraseFile(folder / "d"));
    CHECK(readFile(folder / "c") == "SECRET");

    fs::create_directories(folder / "tree/below");
    REQUIRE(writeDurably(folder / "tree/below/e", "SECRET"));
    fs::create_directory_symlink(folder.path(), folder / "tree/up");
    Findings remains;
    eraseTree(folder / "tree", remains);
    CHECK(remains.empty());
    CHECK_FALSE(fs::exists(folder / "tree"));
    CHECK(fs::exists(folder / "c"));
    eraseTree(folder / "none", remains);
    CHECK(remains.empty());
}

TEST_CASE("a file is read in pieces, past the cache too, whatever its length") {
    TestFolder const folder;
    for (std::size_t const size : {0U, 1U, 511U, 4096U, 1048576U, 1048577U, 3000001U}) {
        std::string bytes(size, 'x');
        for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 % 251);
        REQUIRE(writeDurably(folder / "a", bytes));
        for (bool const device : {false, true}) {
            std::string back;
            REQUIRE(readPieces(folder / "a", device, [&](std::string_view piece) { back += piece; }));
            CHECK(back == bytes);
        }
    }
    CHECK(readPieces(folder / "none", true, [](std::string_view) {}).error().kind == Kind::Missing);
    fs::create_symlink(folder / "a", folder / "link");
    CHECK_FALSE(readPieces(folder / "link", true, [](std::string_view) {}));
}
