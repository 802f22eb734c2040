#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::xpath {

/// The generator of S. K. Park and K. W. Miller (Communications of the ACM 31, 1988), which ODK prescribes
/// for randomize() so that a seed gives the same order everywhere.
class ParkMiller {
public:
    explicit ParkMiller(std::int64_t seed) : m_state(seed % modulus) {
        if (m_state <= 0) m_state += modulus - 1;
    }
    [[nodiscard]] std::size_t below(std::size_t limit) {
        m_state = m_state * 16807 % modulus;
        return static_cast<std::size_t>(static_cast<double>(m_state - 1) / static_cast<double>(modulus - 1) *
                                        static_cast<double>(limit));
    }

private:
    static constexpr std::int64_t modulus = 2147483647;
    std::int64_t m_state;
};

/// The shuffle inside out of R. Durstenfeld: each comes in at a random place among those before it.
template <class T, class Below>
void shuffle(std::vector<T>& items, Below below) {
    std::vector<T> result;
    result.reserve(items.size());
    for (auto& item : items) {
        auto const at = below(result.size() + 1);
        result.push_back(std::move(item));
        if (at + 1 < result.size()) std::swap(result[at], result.back());
    }
    items = std::move(result);
}

/// Cut to a whole number as Java does: NaN is 0, the rest ends at the limits.
[[nodiscard]] inline std::int64_t wholeSeed(double seed) {
    constexpr double limit = 9223372036854775808.0;
    if (std::isnan(seed)) return 0;
    if (seed >= limit) return std::numeric_limits<std::int64_t>::max();
    if (seed < -limit) return std::numeric_limits<std::int64_t>::min();
    return static_cast<std::int64_t>(seed);
}

/// The first eight bytes, the highest first.
[[nodiscard]] inline std::int64_t digestSeed(std::string_view bytes) {
    std::uint64_t seed = 0;
    for (char const c : bytes.substr(0, 8)) seed = seed << 8U | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(seed);
}

} // namespace huibiao::xpath
