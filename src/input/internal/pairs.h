#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace huibiao::input::internal {

/// The file pairs.bin: how much likelier a word is behind another one than by itself. Written by
/// tools/input when the program is built, mapped into memory when it runs; numbers as the machine
/// has them. Behind the head: words + 1 of Word, slots, pairs, the texts (each ends with a zero).
struct PairsHead {
    static constexpr std::uint64_t Magic = 0x3153524941504248; // "HBPAIRS1"
    std::uint64_t magic = Magic;
    std::uint32_t words = 0;
    std::uint32_t slots = 0; ///< a power of two; open addressing by hash() of the text, word + 1 or 0
    std::uint32_t pairs = 0;
    std::uint32_t texts = 0; ///< bytes
    float ending = 0;        ///< of words that are not in the file
    std::uint32_t unused = 0;

    struct Word {
        std::uint32_t text = 0;  ///< where it begins among the texts
        std::uint32_t first = 0; ///< its first pair; the next word's first ends them
        float alone = 0;  ///< ln of what any word behind this one is multiplied by, unless there is a pair
        float ending = 0; ///< ln of how likely a clause ends behind it
    };
    /// A pair: the number of the second word, then in the low byte ln(gain) over `alone` in steps.
    static constexpr float Step = 0.05F;
    static constexpr std::uint32_t GainBits = 8;
};

[[nodiscard]] constexpr std::uint32_t hash(std::string_view text) {
    std::uint32_t value = 2166136261U; // FNV-1a
    for (char const c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
    return value;
}

/// pairs.bin in memory.
class Pairs {
public:
    /// Missing, Denied, Io; Invalid when it is no such file or was cut off.
    [[nodiscard]] static base::Result<Pairs> open(std::filesystem::path const& path);
    Pairs(Pairs&& other) noexcept;
    Pairs& operator=(Pairs&& other) noexcept;
    Pairs(Pairs const&) = delete;
    Pairs& operator=(Pairs const&) = delete;
    ~Pairs();

    [[nodiscard]] std::optional<std::uint32_t> word(std::string_view text) const;
    /// ln of how much likelier `second` is behind `first`; nothing when the pair is not known.
    [[nodiscard]] std::optional<float> gain(std::uint32_t first, std::uint32_t second) const;
    [[nodiscard]] float alone(std::uint32_t first) const { return m_words[first].alone; }
    [[nodiscard]] float ending(std::optional<std::uint32_t> word) const {
        return word ? m_words[*word].ending : m_head->ending;
    }

private:
    Pairs() = default;
    void* m_memory = nullptr;
    std::size_t m_size = 0;
    PairsHead const* m_head = nullptr;
    std::span<PairsHead::Word const> m_words{};
    std::span<std::uint32_t const> m_slots{};
    std::span<std::uint32_t const> m_pairs{};
    std::string_view m_texts{};
};

} // namespace huibiao::input::internal
