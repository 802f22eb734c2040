#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

namespace fuzz {

/// A broken promise.
[[noreturn]] inline void broken(char const* promise) {
    std::fprintf(stderr, "fuzz: %s\n", promise);
    std::abort();
}

/// The parts between lines of "====".
inline std::vector<std::string_view> partsOf(std::string_view bytes) {
    constexpr std::string_view mark = "\n====\n";
    std::vector<std::string_view> parts;
    for (auto at = bytes.find(mark); at != std::string_view::npos; at = bytes.find(mark)) {
        parts.push_back(bytes.substr(0, at));
        bytes.remove_prefix(at + mark.size());
    }
    parts.push_back(bytes);
    return parts;
}

/// Numbers that hang on the input alone (FNV-1a, then splitmix64), so that an input always does the same.
class Draw {
public:
    explicit Draw(std::string_view bytes) {
        for (char const c : bytes) m_state = (m_state ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    std::uint64_t next() {
        auto z = m_state += 0x9E3779B97F4A7C15ULL;
        z = (z ^ z >> 30U) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ z >> 27U) * 0x94D049BB133111EBULL;
        return z ^ z >> 31U;
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

private:
    std::uint64_t m_state = 0xCBF29CE484222325ULL;
};

} // namespace fuzz
