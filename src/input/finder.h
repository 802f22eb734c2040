#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::input {

/// Finds the labels of a list by keys, as people look for a name: gpz, gaopz or gaoping for 高坪镇, pz as
/// well; of a character every reading counts, and what the accent makes of it (Options::fuzzy). Latin words
/// and numbers are found by the beginnings of their words (ny for New York), anything by itself. Marks and
/// spaces count nothing.
class Finder {
public:
    /// No query is longer, in bytes.
    static constexpr std::size_t MostKeys = 24;

    /// Readings of a character, in pinyin (v for ü). Without any, Chinese is found by itself only.
    using Readings = std::map<std::string, std::vector<std::string>>;
    Finder(std::vector<std::string> const& labels, Readings const& readings);

    struct Found {
        /// Indices of the labels, best first: those that begin so, those where it stands within, and behind
        /// each those that the accent makes so; in the order of the list else.
        std::vector<std::size_t> labels;
        /// Letters and digits, each once, that lead on from here: with any other nothing is found.
        std::string next;
    };
    /// Of an empty query all labels. Capitals count as small letters.
    [[nodiscard]] Found find(std::string_view query) const;

private:
    struct Way {
        std::string typed;
        bool accent = false;
    };
    struct Unit {
        std::uint32_t sign = 0; ///< index into m_signs
        bool head = false;      ///< a search may begin here
        bool latin = false;
    };
    struct Walk;
    std::uint32_t signOf(std::string const& character, Readings const& readings);

    std::vector<std::vector<Way>> m_signs; ///< how each character of the list may be typed
    std::map<std::string, std::uint32_t> m_known;
    std::vector<std::vector<Unit>> m_labels;
};

} // namespace huibiao::input
