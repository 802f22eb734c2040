#pragma once

#include "ink/strokes.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace huibiao::ink {

/// Ink as the network sees it: a square of Grid by Grid cells and in each the length of line that
/// runs there in each of eight directions, and last the length of way that the finger went above the
/// glass between strokes. Nothing says which stroke came first or where one ended but that last
/// channel, so the order of strokes and strokes run together change little.
inline constexpr std::size_t Grid = 16;
inline constexpr std::size_t Directions = 8;
inline constexpr std::size_t Channels = Directions + 1;

/// [row][column][channel]; 64 is a line that crosses the cell once, by the root of its length, so
/// that a dense part does not drown the rest.
using Features = std::array<std::uint8_t, Grid * Grid * Channels>;

/// Ink of any size and place. Points that are no finite numbers are left out, and of very long ink
/// every so-manieth point is read; without any point all is 0.
[[nodiscard]] Features features(Strokes const& strokes);

/// Points about `step` apart along the line, both ends kept; the same for each stroke.
[[nodiscard]] Stroke resampled(Stroke const& stroke, double step);

} // namespace huibiao::ink
