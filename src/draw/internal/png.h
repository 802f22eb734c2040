#pragma once

#include "draw/surface.h"

#include <optional>
#include <string>

namespace huibiao::draw {

/// The picture as a PNG (ISO/IEC 15948) by libpng: 8 bits a channel, without alpha where all of it is opaque.
/// The same bytes for the same pixels. Nothing where memory does not suffice.
[[nodiscard]] std::optional<std::string> encodePng(Surface const& surface, Grain grain = Grain::Drawing);

} // namespace huibiao::draw
