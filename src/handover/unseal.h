#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/rsa.h"
#include "figures/sheet.h"
#include "handover/export.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace huibiao::handover {

struct UnsealOptions {
    base::Language words = base::Language::Chinese;
    std::string program; ///< "huibiao 0.1.0"
    Progress progress = {};
    figures::Look look = {}; ///< of the summary on paper; without fonts there is none
};

struct UnsealReport {
    std::filesystem::path folder; ///< empty: not one of them could be opened, and nothing was written
    std::size_t partial = 0;      ///< whose person left before the end
    std::size_t submissions = 0;  ///< opened
    std::size_t refused = 0;      ///< changed, cut, or sealed for another key
    base::Findings findings;      ///< an error for each of the refused; warnings as of an export
};

/// Opens the sealed submissions of an export and writes into the new folder `out` what an open export holds:
/// tables, submissions, manifest.json; read back and compared. An empty folder `out` is replaced. The
/// open texts go nowhere else: the workbook's temporary file lies in `out` too. The export itself
/// stays as it is. One submission that was tampered with does not keep the others shut, nor does a damaged
/// index (an error among the findings, and the times are lost).
/// Denied: no submission in it is sealed for this key. Exists: `out` is not empty. Missing, Invalid: no
/// export, or none with sealed submissions.
[[nodiscard]] base::Result<UnsealReport> unsealExport(std::filesystem::path const& folder,
                                                      crypto::PrivateKey const& key,
                                                      std::filesystem::path const& out,
                                                      base::Clock const& clock, UnsealOptions const& options);

} // namespace huibiao::handover
