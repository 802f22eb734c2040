#pragma once

#include "base/result.h"
#include "draw/geometry.h"
#include "draw/picture.h"
#include "draw/surface.h"

#include <filesystem>

namespace huibiao::kit {

enum class Corner { TopLeft, TopRight, BottomLeft, BottomRight };

struct StampOptions {
    Corner corner = Corner::BottomRight;
};

/// Where the LOGO comes to stand on a photograph, px: `plate` is the light ground with the clear space,
/// `logo` the LOGO on it. The plate is about a sixth of the photograph's shorter side high, lower where the
/// LOGO is wide, and a twenty-fifth of that side away from both edges.
struct StampPlace {
    draw::Rect plate;
    draw::Rect logo;
    double radius = 0; ///< of the plate's corners
};
[[nodiscard]] StampPlace stampPlace(draw::Size const& photo, draw::Picture const& logo,
                                    StampOptions const& options);

/// Draws the LOGO onto the photograph.
void stamp(draw::Surface& photo, draw::Picture const& logo, StampOptions const& options);

/// The LOGO onto the photograph in `from`, written durably as the new file `to`; a JPEG keeps what the camera
/// noted (draw/photo.h). A warning where the LOGO has fewer pixels than it covers. Exists: `to` is there
/// already, and stays as it is; and the errors of draw::Photo::load and base::writeDurably.
[[nodiscard]] base::Result<base::Findings> stampFile(std::filesystem::path const& from,
                                                     std::filesystem::path const& to,
                                                     draw::Picture const& logo, StampOptions const& options);

} // namespace huibiao::kit
