#pragma once

#include "draw/canvas.h"
#include "kiosk/scene.h"

namespace huibiao::kiosk {

/// One of our own signs, drawn with a round pen on a square of 24 units.
void drawSign(draw::Canvas& canvas, Icon const& icon);

} // namespace huibiao::kiosk
