#pragma once

#include "base/result.h"
#include "draw/fonts.h"
#include "draw/picture.h"
#include "wording/banner.h"

#include <string>

namespace huibiao::kit {

inline constexpr char const* brandSheetName = "标识规范.pdf";

/// Every character of the sheet but those of the banner, for draw::Fonts::narrowed.
[[nodiscard]] std::string brandSheetWords();

/// A PDF of one A4 sheet for whoever orders or hangs a thing: the LOGO with its clear space, least sizes,
/// grounds and what must not be done to it (layout/logo.h), the colours in sRGB and inks, the 会标 letter for
/// letter, and by which SHA-256 the LOGO's file is known (`sha256`, of [brand]).
[[nodiscard]] base::Result<std::string> brandSheet(draw::Fonts const& fonts, draw::Picture const& logo,
                                                   std::string const& sha256, wording::Banner const& banner);

} // namespace huibiao::kit
