#pragma once

#include "draw/canvas.h"
#include "draw/geometry.h"
#include "qr/qr.h"

namespace huibiao::layout {

/// The largest square in the middle of `rect`, filled with `light`, and the symbol with its quiet zone
/// on it. On a surface every module is the same whole number of pixels. Returns the rectangle of the
/// symbol without its quiet zone.
draw::Rect drawCode(draw::Canvas& canvas, qr::Matrix const& matrix, draw::Rect const& rect,
                    draw::Colour dark = draw::Colour::Black, draw::Colour light = draw::Colour::White);

} // namespace huibiao::layout
