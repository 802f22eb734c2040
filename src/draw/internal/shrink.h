#pragma once

#include "base/result.h"
#include "draw/surface.h"

namespace huibiao::draw {

/// The same picture in fewer pixels: each is the mean of the area that it covers, weighed by what is seen of
/// it (premultiplied alpha), so edges stay clean: nothing rings, nothing of what is transparent bleeds in.
/// Exact in whole numbers, so equal on every machine. `width` and `height` are not larger than the picture's.
[[nodiscard]] base::Result<Surface> shrunk(Surface const& picture, int width, int height);

} // namespace huibiao::draw
