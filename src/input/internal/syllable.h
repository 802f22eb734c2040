#pragma once

#include "input/input.h"

#include <string>
#include <vector>

namespace huibiao::input::internal {

/// All ways in which a syllable of the dictionary (v for ü) may be typed: as the schemas in assets/input have
/// it, tried against them in tests/input.
[[nodiscard]] std::vector<std::string> spellings(std::string const& syllable, Options const& options);

/// Its initial alone: z and zh for zhang.
[[nodiscard]] std::vector<std::string> initials(std::string const& syllable, Options const& options);

} // namespace huibiao::input::internal
