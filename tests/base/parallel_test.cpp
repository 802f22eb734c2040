#include "base/parallel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <vector>

using namespace huibiao;

TEST_CASE("each piece of work is done once, with any number of threads") {
    for (unsigned const most : {0U, 1U, 8U}) {
        for (std::size_t const count : {std::size_t{0}, std::size_t{1}, std::size_t{1000}}) {
            std::vector<std::atomic<int>> done(count);
            base::inParallel(
                count, [&](std::size_t i) { ++done[i]; }, most);
            CHECK(std::ranges::all_of(done, [](std::atomic<int> const& n) { return n == 1; }));
        }
    }
}
