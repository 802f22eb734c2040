#pragma once

#include "draw/canvas.h"
#include "kiosk/scene.h"

#include <functional>

namespace huibiao::kiosk {

/// What a scene shows that is no shape and no text.
struct Brushes {
    std::function<void(draw::Canvas&, draw::Rect const&)> logo;
    std::function<void(draw::Canvas&, Poster const&)> poster;
};

/// The part of the scene that lies in `within` (px), onto a canvas of the scene's size.
void paint(Scene const& scene, draw::Rect const& within, draw::Canvas& canvas, Brushes const& brushes);

} // namespace huibiao::kiosk
