#pragma once

#include "figures/sheet.h"
#include "handover/internal/out_folder.h"

#include <cstddef>
#include <string>
#include <vector>

namespace huibiao::handover::internal {

/// What a summary leaves out.
struct NotCounted {
    std::size_t shut = 0;    ///< sealed ones that stayed shut
    std::size_t partial = 0; ///< whose person left before the end
    std::size_t before = 0;  ///< exported before
    std::size_t taken = 0;   ///< not refused by the server, where those alone are counted
};
[[nodiscard]] std::vector<std::string> notesOf(NotCounted const& not_, base::Language words);

/// 汇总.pdf and 汇总.png (figures/sheet.h); with very many pages 汇总_2.png … Nothing where `look` has no
/// fonts or there is no form. What cannot be drawn is a warning among the findings, and the tables go
/// without.
[[nodiscard]] base::Result<void> writeSummary(OutFolder& folder, figures::Look const& look,
                                              figures::Head const& head,
                                              std::vector<figures::Summary> const& forms,
                                              base::Language words, base::Findings& findings);

} // namespace huibiao::handover::internal
