#pragma once

#include "base/file.h"
#include "base/utf8.h"

#include <map>
#include <set>
#include <string>

/// The themes of the 66 activities, cut into words by people: tests/draw/samples/themes.txt has a stroke
/// wherever a line may end between two ideographs. Each theme with the byte offsets of its strokes.
inline std::map<std::string, std::set<std::size_t>> const& themesInWords() {
    static auto const themes = [] {
        std::map<std::string, std::set<std::size_t>> out;
        std::string const file =
            huibiao::base::readFile(HUIBIAO_SOURCE_DIR "/tests/draw/samples/themes.txt").value();
        for (std::string const& line : huibiao::base::split(file, '\n')) {
            if (line.empty()) continue;
            std::string theme;
            std::set<std::size_t> ends;
            for (char const c : line) {
                if (c == '/')
                    ends.insert(theme.size());
                else
                    theme += c;
            }
            out.emplace(theme, ends);
        }
        return out;
    }();
    return themes;
}

/// Whether a line that ends at this offset cuts into a word.
inline bool cutsWord(std::string const& theme, std::set<std::size_t> const& ends, std::size_t at) {
    std::u32string const before = huibiao::base::decode(theme.substr(0, at));
    std::u32string const after = huibiao::base::decode(theme.substr(at));
    bool const between = !before.empty() && !after.empty() && huibiao::base::isHan(before.back()) &&
                         huibiao::base::isHan(after.front());
    return between && !ends.contains(at);
}
