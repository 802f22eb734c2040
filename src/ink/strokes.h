#pragma once

#include <vector>

namespace huibiao::ink {

/// Where the finger was: any unit, y downwards.
struct Point {
    double x = 0;
    double y = 0;
};

/// From touching the glass to leaving it, in the order of writing.
using Stroke = std::vector<Point>;
using Strokes = std::vector<Stroke>;

} // namespace huibiao::ink
