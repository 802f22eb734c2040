#pragma once

#include <cstddef>
#include <functional>

namespace huibiao::base {

/// Calls `work(i)` for every i below `count`, each once, whoever is free takes the next, from as many threads
/// as there are cores (at most `most`); the caller's is one of them. Returns when all are done. `work` must
/// not throw.
void inParallel(std::size_t count, std::function<void(std::size_t)> const& work, unsigned most = 8);

} // namespace huibiao::base
