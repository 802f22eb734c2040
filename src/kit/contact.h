#pragma once

#include "base/result.h"
#include "draw/surface.h"
#include "kit/piece.h"

#include <string>

namespace huibiao::kit {

inline constexpr char const* contactName = "全部物料.pdf";
inline constexpr char const* thumbnailName = "预览.png";

/// A PDF of A4 sheets: every piece of the kit in small, with its name, size and pages.
[[nodiscard]] base::Result<std::string> contactSheet(Workshop const& workshop, Subject const& subject);

/// A picture of the same for a page of many kits: 960 px wide.
[[nodiscard]] base::Result<draw::Surface> thumbnail(Workshop const& workshop, Subject const& subject);

} // namespace huibiao::kit
