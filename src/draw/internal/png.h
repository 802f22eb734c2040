#pragma once

#include "draw/surface.h"

#include <optional>
#include <string>

namespace huibiao::draw {

/// The picture as a PNG (ISO/IEC 15948): 8 bits a channel, without alpha where all of it is opaque. Made for
/// drawings: more than twice as fast as by libpng, and a tenth larger. The same bytes for the
/// same pixels. Nothing where memory does not suffice.
[[nodiscard]] std::optional<std::string> encodePng(Surface const& surface);

} // namespace huibiao::draw
