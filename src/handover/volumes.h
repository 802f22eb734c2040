#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::handover {

/// A stick or other volume that can be taken away.
struct Volume {
    std::filesystem::path mountPoint; ///< empty: not mounted
    std::string
        name; ///< its label; without one its maker and model; without UDisks2 the mount point's last part
    std::string device;     ///< "/dev/sdb1"
    std::string fileSystem; ///< "vfat", "exfat", "ntfs3", "ext4" …; empty: none that is known
    bool readOnly = false;
    std::uint64_t freeBytes = 0;          ///< 0 where it cannot be asked: pulled out, or not mounted
    std::string block{};                  ///< UDisks2's object; empty without UDisks2
    std::string drive{};                  ///< likewise; empty for a volume without one
    std::optional<base::Error> trouble{}; ///< why nothing can be written to it, for staff
};

/// Where the kernel says it; a test has its own.
struct VolumeSources {
    std::filesystem::path mountinfo = "/proc/self/mountinfo";
    std::filesystem::path sys = "/sys";
};

/// A line of mountinfo (proc(5)).
struct Mount {
    std::string number; ///< of the device: "8:17"
    std::string root;   ///< what of the file system is mounted there: "/" all of it
    std::filesystem::path point;
    std::string fileSystem;
    std::string device;
    bool readOnly = false; ///< the mount, or the file system since the kernel found errors in it
};
[[nodiscard]] std::vector<Mount> mounts(std::filesystem::path const& mountinfo);

/// Mounted block devices that are marked removable or hang on a USB bus, by mount point; not those that
/// the system runs from. Empty when there is none, or when nothing can be read.
[[nodiscard]] std::vector<Volume> volumes(VolumeSources const& sources = {});

/// Of the running system itself: never a place to hand anything over to.
[[nodiscard]] bool ofTheSystem(std::filesystem::path const& mountPoint);

/// Why nothing can be written to a volume that is mounted read-only.
[[nodiscard]] base::Error readOnlyTrouble(std::string const& where);

} // namespace huibiao::handover
