#pragma once

#include "ink/strokes.h"

#include <cstddef>
#include <string>
#include <vector>

namespace huibiao::ink {

/// One way to write a class, as prepare.py has it in shapes.tsv. A line: class TAB weight TAB strokes;
/// strokes "x,y x,y …" separated by ";" (y downwards, about 1024 wide).
struct Shape {
    std::size_t label = 0;
    double again = 0; ///< how often it comes a second time in a round
    Strokes strokes;
};

[[nodiscard]] std::vector<Shape> readShapes(std::string const& path);

/// Words as numbers of classes, a line each.
[[nodiscard]] std::vector<std::vector<std::size_t>> readWords(std::string const& path);

} // namespace huibiao::ink
