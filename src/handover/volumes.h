#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace huibiao::handover {

/// A mounted stick or other volume that can be taken away.
struct Volume {
    std::filesystem::path mountPoint;
    std::string name;       ///< the last part of the mount point: the label where a desktop mounted it
    std::string device;     ///< "/dev/sdb1"
    std::string fileSystem; ///< "vfat", "exfat", "ntfs3", "ext4" …
    bool readOnly = false;
    std::uint64_t freeBytes = 0; ///< 0 where it cannot be asked (pulled out)
};

/// Where the kernel says it; a test has its own.
struct VolumeSources {
    std::filesystem::path mountinfo = "/proc/self/mountinfo";
    std::filesystem::path sys = "/sys";
};

/// Block devices that are marked removable or hang on a USB bus, by mount point. Empty when there is
/// none, or when nothing can be read.
[[nodiscard]] std::vector<Volume> volumes(VolumeSources const& sources = {});

} // namespace huibiao::handover
