#pragma once

#include "kit/piece.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace huibiao::kit {

/// A workshop for each of some threads.
class Crew {
public:
    /// `threads`: how many, 0: one for each core. Those beside the first are opened in their threads when
    /// there is work; where that fails, the others do it all.
    Crew(Workshop const& first, unsigned threads);

    /// `work(workshop, i)` for every i below `count`, each once, whoever is free takes the next. Ends early
    /// when one returns false; what was begun is finished. `work` is called from several threads at once.
    using Work = std::function<bool(Workshop const&, std::size_t)>;
    void each(std::size_t count, Work const& work);

private:
    Workshop const& m_first;
    std::size_t m_threads;
    std::vector<std::optional<Workshop>> m_others; ///< each is its thread's own
};

} // namespace huibiao::kit
