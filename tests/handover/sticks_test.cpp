#include "handover/sticks.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

handover::Volume const* named(std::vector<handover::Volume> const& all, std::string const& name) {
    for (handover::Volume const& volume : all)
        if (volume.name == name) return &volume;
    return nullptr;
}

} // namespace

TEST_CASE("without a bus the mounted sticks are found as the kernel tells of them") {
    ::setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere", 1);
    handover::Sticks const sticks = handover::Sticks::open({{"/nowhere", "/nowhere"}, false});
    ::unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
    CHECK(sticks.list(true).empty());
    auto const released = sticks.release({"/media/a", "a", "/dev/sdz1", "vfat"});
    REQUIRE_FALSE(released);
    CHECK(released.error().kind == base::Kind::Unsupported);
}

// tests/handover/udisks.py starts a bus, udevd and UDisks2 of its own, with three loop devices.
TEST_CASE("UDisks2: sticks are mounted, told, taken off") {
    char const* const bus = std::getenv("HUIBIAO_TEST_UDISKS");
    if (bus == nullptr) {
        MESSAGE("skipped: run by tests/handover/udisks.py");
        return;
    }
    auto const sticks = handover::Sticks::open({{}, true});
    auto const before = sticks.list(false);
    auto const* found = named(before, "高坪镇U盘");
    REQUIRE(found != nullptr);
    CHECK(found->mountPoint.empty());
    CHECK(found->fileSystem == "ext4");
    CHECK_FALSE(found->trouble);
    // The system's own disks are none, whatever they are.
    CHECK(handover::Sticks::open({{}, false}).list(false).empty());

    auto const after = sticks.list(true);
    found = named(after, "高坪镇U盘");
    REQUIRE(found != nullptr);
    REQUIRE_FALSE(found->mountPoint.empty());
    CHECK(found->freeBytes > 1'000'000);
    std::ofstream(found->mountPoint / "a.txt") << "a";
    CHECK(fs::exists(found->mountPoint / "a.txt"));

    SUBCASE("one that is broken or was never formatted says so") {
        bool blank = false;
        for (handover::Volume const& volume : after)
            if (volume.fileSystem.empty()) {
                blank = true;
                REQUIRE(volume.trouble);
                CHECK(volume.trouble->kind == base::Kind::Invalid);
            }
        CHECK(blank);
        auto const* damaged = named(after, "damaged");
        REQUIRE(damaged != nullptr);
        REQUIRE(damaged->trouble);
        CHECK(damaged->trouble->text(base::Language::Chinese).find("打不开") != std::string::npos);
        CHECK(damaged->mountPoint.empty());
    }
    SUBCASE("a read-only one says so") {
        auto const* locked = named(after, "locked");
        REQUIRE(locked != nullptr);
        CHECK(locked->readOnly);
        REQUIRE(locked->trouble);
        CHECK(locked->trouble->kind == base::Kind::Denied);
        CHECK(sticks.release(*locked));
    }
    SUBCASE("one in use is not taken off, and it is said why") {
        std::ofstream const open(found->mountPoint / "b.txt");
        auto const busy = sticks.release(*found);
        REQUIRE_FALSE(busy);
        CHECK(busy.error().kind == base::Kind::Unavailable);
        CHECK(fs::exists(found->mountPoint / "a.txt"));
    }
    CHECK(sticks.release(*found));
    CHECK_FALSE(fs::exists(found->mountPoint / "a.txt"));
    // Once more is as good; and it is not mounted again behind the back of who is about to pull it.
    CHECK(sticks.release(*found));
    auto const off = sticks.list(true);
    found = named(off, "高坪镇U盘");
    REQUIRE(found != nullptr);
    CHECK(found->mountPoint.empty());
    CHECK_FALSE(found->trouble);
    auto const again = sticks.mount(*found);
    REQUIRE(again);
    CHECK(fs::exists(again->mountPoint / "a.txt"));
    CHECK(sticks.release(*again));
}
