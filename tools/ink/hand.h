#pragma once

#include "ink/strokes.h"
#include "random.h"

namespace huibiao::ink {

/// One way in which somebody might write what `model` (the printed strokes, about 1024 wide) shows:
/// shaky, slanted, hasty, out of order, run together. Each call draws a new hand.
[[nodiscard]] Strokes written(Strokes const& model, Random& random);

} // namespace huibiao::ink
