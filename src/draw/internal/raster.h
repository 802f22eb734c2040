#pragma once

#include "base/result.h"
#include "draw/picture.h"
#include "draw/surface.h"

#include <string>
#include <string_view>

namespace huibiao::draw {

[[nodiscard]] bool looksLikePng(std::string_view bytes);
[[nodiscard]] bool looksLikeJpeg(std::string_view bytes);

/// Upright and premultiplied. A JPEG that lies upright in the file keeps its own bytes beside its
/// pixels, so that a PDF takes it as it is.
[[nodiscard]] base::Result<Surface> decodeRaster(std::string_view bytes, std::string const& name,
                                                 Picture::Limits const& limits);

} // namespace huibiao::draw
