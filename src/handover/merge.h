#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "figures/sheet.h"
#include "handover/export.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace huibiao::handover {

struct MergeOptions {
    base::Language words = base::Language::Chinese;
    std::string program; ///< "huibiao 0.1.0"
    Progress progress = {};
    figures::Look look = {}; ///< of the summary on paper; without fonts there is none
};

struct MergeReport {
    std::filesystem::path folder;
    std::size_t exports = 0;     ///< that were read
    std::size_t submissions = 0; ///< complete ones
    std::size_t partial = 0;     ///< whose person left before the end
    std::size_t sealed = 0;      ///< of all these
    std::size_t duplicates = 0;  ///< dropped: equal, or the beginning of one that was finished later
    std::size_t conflicts = 0;   ///< of an instanceID that another submission has with other bytes
    base::Findings findings;     ///< errors: what could not be read, and where; warnings as of an export
};

/// Joins exports of several sticks and kiosks into the new folder `out`, which holds what one export would:
/// tables, summary, submissions, manifest. `folders` are exports, or folders that hold some (a stick). An
/// empty folder `out` is replaced. The exports stay as they are. Submissions are told apart by their
/// instanceID and come in the order of their times. Of equal ones the first is taken; of two that differ the
/// first is taken and the others lie in 冲突/, named in 冲突.txt. A file that differs from its manifest is
/// left out and told, unless another export has it whole. Sealed ones stay sealed; where another export has
/// the same one open, that is taken. Missing: no export in one of the folders. Exists: `out` is not empty.
[[nodiscard]] base::Result<MergeReport> mergeExports(std::vector<std::filesystem::path> const& folders,
                                                     std::filesystem::path const& out,
                                                     base::Clock const& clock, MergeOptions const& options);

} // namespace huibiao::handover
