#pragma once

#include "kiosk/stage.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// What could be meant, one button each ("candidate:N"), as many as fit from `from` on, with a way to
/// those after and before. The first of all stands out: it is what goes in when nothing is chosen.
/// Lengths in dp.
void showCandidateRow(Stage& stage, std::vector<std::string> const& all, std::size_t from,
                      draw::Rect const& within);
void showCandidateGrid(Stage& stage, std::vector<std::string> const& all, std::size_t from,
                       draw::Rect const& within, int columns, int rows);

/// The last `most` code points, "…" before them where some are left out.
[[nodiscard]] std::string lastOf(std::string_view text, std::size_t most);

} // namespace huibiao::kiosk
