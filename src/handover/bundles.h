#pragma once

#include "base/result.h"
#include "event/event.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace huibiao::handover {

/// More than any event needs, and less than would fill a kiosk.
struct BundleLimits {
    std::size_t files = 2000;
    std::uint64_t fileBytes = 512U << 20U;
    std::uint64_t bytes = 2048ULL << 20U;
    std::uint64_t spare = 128U << 20U; ///< stays free beside what is copied, for the answers
    std::size_t bundles = 20;          ///< that are looked at on one stick
    std::size_t entries = 20'000;      ///< of one stick that are looked at for bundles
};

/// An event bundle on a stick: a folder with an event.toml.
struct FoundBundle {
    std::filesystem::path folder;
    std::string banner{}; ///< its 会标 on one line; empty where it cannot be used
    std::size_t questionnaires = 0;
    bool ownPin = false;
    base::Findings faults{}; ///< errors alone: why it cannot be used
    [[nodiscard]] bool usable() const { return faults.empty(); }
};

struct BundleSearch {
    std::vector<FoundBundle> found; ///< by folder
    bool cut = false;               ///< there was too much to look at all of it
};

/// How far, 0 to 1; false stops it.
using BundleProgress = std::function<bool(double)>;

/// The bundles at the top of `volume` and one and two folders down, each read and checked as `event check`
/// does. Links are not followed, hidden folders not entered. Cancelled; else what cannot be read is not
/// there.
[[nodiscard]] base::Result<BundleSearch> findBundles(std::filesystem::path const& volume,
                                                     std::filesystem::path const& share,
                                                     BundleProgress const& go,
                                                     BundleLimits const& limits = {});

/// Copies the files that the bundle names, and no others, into the folder `target`, durably, and opens the
/// copy whole; only what is in the copy is ever believed. Answers, keys and logs of the bundle stay where
/// they are. A copy without a PIN is given `pinHash`. Refused are names that lead out of the bundle, links,
/// pipes, devices, too many or too large files (Invalid), a data folder outside; Full where it would not fit.
/// `where` of an error is in the source. A failure leaves a part in `target`.
[[nodiscard]] base::Result<event::Event> bringIn(std::filesystem::path const& source,
                                                 std::filesystem::path const& target,
                                                 std::filesystem::path const& share,
                                                 std::string const& pinHash, BundleProgress const& go,
                                                 BundleLimits const& limits = {});

} // namespace huibiao::handover
