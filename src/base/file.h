#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace huibiao::base {

namespace fs = std::filesystem;

/// The whole file. Fails (Missing, Denied, Io), and with Invalid when it is longer than `limit` bytes
/// or no regular file.
[[nodiscard]] Result<std::string> readFile(fs::path const& path, std::size_t limit = 64U << 20U);

/// Replaces or makes `path` so that after a power cut at any moment the name holds either the whole
/// old or the whole new content, and after success the new one: a temporary file beside it, fsync,
/// rename, fsync of the file again (vfat writes zeros otherwise), fsync of the folder. A failure
/// leaves no temporary file and the old content (Full, Denied, Io, Missing folder).
[[nodiscard]] Result<void> writeDurably(fs::path const& path, std::string_view bytes);

/// The same, but never replaces: Exists when the name is taken. `mode` holds from the first byte on;
/// vfat and the like know none.
[[nodiscard]] Result<void> writeNewDurably(fs::path const& path, std::string_view bytes,
                                           unsigned mode = 0644);

/// Makes the file with these bytes, in the cache alone: for a folder of many files that is not yet in its
/// place and is brought to the disk as a whole (syncVolume). Exists when the name is taken; a failure leaves
/// no file.
[[nodiscard]] Result<void> writeNew(fs::path const& path, std::string_view bytes);

/// Brings all that was written to the volume of `path` to its disk (syncfs).
[[nodiscard]] Result<void> syncVolume(fs::path const& path);

/// Gives the file out in pieces of at most 1 MiB, in order. With `fromDevice` they are read from the device
/// itself, past the page cache (O_DIRECT); where the file system knows no such thing, after the cache was
/// told to drop them. Never follows a link.
[[nodiscard]] Result<void> readPieces(fs::path const& path, bool fromDevice,
                                      std::function<void(std::string_view)> const& take);

/// Reads the file back from the device, as readPieces does, and compares. Io when it differs.
[[nodiscard]] Result<void> verifyOnDevice(fs::path const& path, std::string_view bytes);

/// fsync of a folder, so that names made in it last.
[[nodiscard]] Result<void> syncFolder(fs::path const& folder);

/// Makes the folder and its parents; fine when it is there.
[[nodiscard]] Result<void> makeFolder(fs::path const& folder);

/// Overwrites a file with zeros, as far as the file system writes in place, and deletes it. A link is deleted
/// alone. Fine when it is not there. Flash storage may keep the old blocks (NIST SP 800-88).
[[nodiscard]] Result<void> eraseFile(fs::path const& path);

/// eraseFile of all below, then the folders. Links are not followed. Fine when it is not there. What could
/// not be erased is in `remains`, and stays.
void eraseTree(fs::path const& folder, Findings& remains);

/// Bytes free for this user on the volume that holds `path`.
[[nodiscard]] Result<std::uint64_t> freeBytes(fs::path const& path);

/// The Error that `errno` value stands for, in words for staff.
[[nodiscard]] Error systemError(int code, fs::path const& path);

} // namespace huibiao::base
