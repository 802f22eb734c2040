#pragma once

#include <cmath>
#include <cstdint>

namespace huibiao::ink {

/// splitmix64 and what is drawn from it: the same numbers on every machine and library.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t bits() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// [0, 1)
    double unit() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    double about(double reach) { return between(-reach, reach); }
    bool chance(double p) { return unit() < p; }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
    /// Nearly normal: the sum of six even ones.
    double normal(double deviation) {
        double sum = -3;
        for (int i = 0; i < 6; ++i) sum += unit();
        return sum * deviation * 1.41421356;
    }

private:
    std::uint64_t m_state;
};

} // namespace huibiao::ink
