#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace huibiao::handover {

namespace fs = std::filesystem;

/// Where the kit of the activity with this 会标 lies on a volume: the folder of it that is there already, to
/// be replaced, or a name that is free: “物料_浏阳市高坪镇2023年……”. What is not a kit of this very activity
/// is never named. Missing: `target` is no folder.
[[nodiscard]] base::Result<fs::path> kitFolder(fs::path const& target, std::string const& banner,
                                               base::Language words);

struct KitCheck {
    std::size_t files = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> wrong{}; ///< names of those that are missing or not as they were made
};
/// Told how far it is, 0 to 1; false asks to stop.
using KitProgress = std::function<bool(double)>;

/// Brings a kit that was put in its place to the device: on FAT a rename writes the entry anew, and what it
/// points to has to be synced once more.
[[nodiscard]] base::Result<void> settleKit(fs::path const& folder);

/// Reads every file of a kit back from the device itself and compares it with manifest.json (SHA-256).
/// Invalid: there is no such manifest. Cancelled, Io.
[[nodiscard]] base::Result<KitCheck> checkKit(fs::path const& folder, KitProgress const& go);

/// Takes away the kit's own files, and the folder where nothing else is in it.
void removeKit(fs::path const& folder);

} // namespace huibiao::handover
