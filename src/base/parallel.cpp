#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace huibiao::base {

void inParallel(std::size_t count, std::function<void(std::size_t)> const& work, unsigned most) {
    std::atomic<std::size_t> next{0};
    auto const run = [&] {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    std::size_t const cores = std::clamp(std::thread::hardware_concurrency(), 1U, std::max(most, 1U));
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min(cores, count); ++i) threads.emplace_back(run);
    run();
}

} // namespace huibiao::base
