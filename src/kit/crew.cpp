#include "kit/internal/crew.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

namespace huibiao::kit {

Crew::Crew(Workshop const& first, unsigned threads)
    : m_first(first), m_threads(threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads),
      m_others(m_threads - 1) {}

void Crew::each(std::size_t count, Work const& work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    auto const run = [&](Workshop const& workshop) {
        for (std::size_t i = next++; i < count && !stopped; i = next++)
            if (!work(workshop, i)) stopped = true;
    };
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < m_others.size() && t + 1 < count; ++t) {
        threads.emplace_back([&, t] {
            std::optional<Workshop>& own = m_others[t];
            if (!own) {
                auto opened = m_first.another();
                if (!opened) return;
                own = std::move(*opened);
            }
            run(*own);
        });
    }
    run(m_first);
}

} // namespace huibiao::kit
