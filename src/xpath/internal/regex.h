#pragma once

#include "base/result.h"
#include "base/unicode.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::xpath {

/// The characters that one place of a pattern takes.
struct RegexSet {
    std::vector<std::pair<char32_t, char32_t>> ranges; ///< first and last
    bool negated = false;
    bool han = false;                ///< and all ideographs
    base::Categories categories = 0; ///< and all characters of these

    /// \d \D \w \W \s \S; an empty set for any other letter.
    [[nodiscard]] static RegexSet named(char32_t letter);
    /// What \p{name} takes, as ECMAScript (Lu, Script=Han) and Java (IsL, Alpha) name
    /// it; an empty set for any other name.
    [[nodiscard]] static RegexSet property(std::string_view name);
    [[nodiscard]] bool empty() const { return ranges.empty() && !han && categories == 0; }
    /// Written out, so that it can be joined to others.
    void invert();
    /// `fold`: whatever the case of ASCII letters.
    [[nodiscard]] bool holds(char32_t c, bool fold) const;
};

/// Regular expressions in the common part of ECMAScript and Java, over characters: classes, groups,
/// alternatives, counted and lazy repetition, ^ $ \b \B, lookahead, \d \w \s, \uXXXX, \x{…}, \p{…} and \P{…}
/// with Han, a general category or a class of POSIX, a leading (?i). All ways are followed at once (K.
/// Thompson, CACM 11, 1968), so the time grows with pattern times text and never beyond. Not done, and said
/// so: back references, lookbehind.
class Regex {
public:
    [[nodiscard]] static base::Result<Regex> compile(std::string_view pattern);

    /// Instructions of the program.
    [[nodiscard]] std::size_t size() const { return m_program.size(); }

    /// Whether some part of the text matches. `steps` grows by the work done; more than `limit` of it fails.
    [[nodiscard]] base::Result<bool> search(std::string_view text, std::size_t limit,
                                            std::size_t& steps) const;

private:
    friend class RegexParser;
    friend class RegexRun;

    enum class Code : std::uint8_t {
        Set,
        Split,
        Jump,
        Start,
        End,
        Boundary,
        NotBoundary,
        Ahead,
        NotAhead,
        Match
    };
    struct Instruction {
        Code code = Code::Match;
        std::uint32_t set = 0;
        std::uint32_t next = 0;
        std::uint32_t other = 0; ///< the second way of a Split; the first instruction of a lookahead
    };

    std::vector<RegexSet> m_sets;
    std::vector<Instruction> m_program;
    std::uint32_t m_entry = 0;
    bool m_fold = false;
};

} // namespace huibiao::xpath
