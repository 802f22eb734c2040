#include "base/file.h"
#include "folder.h"

#include <doctest/doctest.h>

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
