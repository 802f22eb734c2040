#pragma once

#include "input/internal/pairs.h"

#include <memory>

namespace huibiao::input::internal {

/// Puts a judge of word pairs into librime, under the name by which its sentence maker asks for one.
/// To be called behind the library's start; librime drops it at its end.
void installGrammar(std::shared_ptr<Pairs const> pairs);

} // namespace huibiao::input::internal
