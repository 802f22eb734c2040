#include "folder.h"
#include "handover/volumes.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace huibiao;
namespace fs = std::filesystem;

TEST_CASE("sticks are told from the computer's own disks") {
    TestFolder const folder;
    fs::path const sys = folder / "sys";
    auto const device = [&](std::string const& place, std::string const& number, bool removable,
                            bool partition) {
        fs::path const disk = sys / "devices" / place;
        fs::path const node = partition ? disk / "part1" : disk;
        fs::create_directories(node);
        std::ofstream(disk / "removable") << (removable ? "1\n" : "0\n");
        if (partition) std::ofstream(node / "partition") << "1\n";
        fs::create_directories(sys / "dev/block");
        fs::create_symlink(node, sys / "dev/block" / number);
    };
    device("ata1/sda", "8:1", false, true);
    device("pci/usb2/2-1/sdb", "8:17", false, true);
    device("card/mmcblk0", "179:0", true, false);
    fs::path const stick = folder / "MY USB";
    fs::create_directory(stick);
    std::string escaped = stick.string();
    escaped.replace(escaped.find(' '), 1, "\\040");
    std::ofstream(folder / "mountinfo")
        << "25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        << "26 25 8:17 / " << escaped
        << " rw,nosuid shared:2 master:3 - vfat /dev/sdb1 rw,errors=remount-ro\n"
        << "27 25 8:17 /sub /mnt/bind rw - vfat /dev/sdb1 rw\n"
        << "28 25 8:17 / /mnt/again rw - vfat /dev/sdb1 rw\n"
        << "29 25 179:0 / /media/gone ro - exfat /dev/mmcblk0 ro\n"
        << "30 25 0:5 / /proc rw - proc proc rw\n"
        << "broken line\n";
    auto const found = handover::volumes({folder / "mountinfo", sys});
    REQUIRE(found.size() == 2);
    auto const& card = found[0].mountPoint == "/media/gone" ? found[0] : found[1];
    auto const& usb = found[0].mountPoint == "/media/gone" ? found[1] : found[0];
    CHECK(card.readOnly);
    CHECK(card.freeBytes == 0);
    CHECK(card.fileSystem == "exfat");
    CHECK(usb.mountPoint == stick);
    CHECK(usb.name == "MY USB");
    CHECK(usb.device == "/dev/sdb1");
    CHECK_FALSE(usb.readOnly);
    CHECK(usb.freeBytes > 0);
    CHECK(handover::volumes({folder / "none", sys}).empty());
}
