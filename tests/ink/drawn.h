#pragma once

#include "ink/recogniser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace drawn {

using huibiao::ink::Point;
using huibiao::ink::Stroke;
using huibiao::ink::Strokes;

inline std::filesystem::path const model = HUIBIAO_SOURCE_DIR "/assets/ink/han.model";

inline huibiao::ink::Recogniser const& recogniser() {
    static auto const opened = huibiao::ink::Recogniser::open(model);
    REQUIRE(opened.has_value());
    return *opened;
}

/// Characters as one would jot them down with straight lines, in a square of 100. Drawn for this test.
inline Strokes const da{{{12, 36}, {88, 32}}, {{50, 6}, {47, 45}, {12, 94}}, {{50, 40}, {62, 70}, {92, 94}}};
inline Strokes const zhong{
    {{18, 28}, {22, 62}}, {{18, 28}, {84, 24}, {80, 60}}, {{22, 58}, {80, 56}}, {{50, 4}, {50, 98}}};
inline Strokes const ren{{{50, 6}, {44, 46}, {8, 94}}, {{50, 36}, {66, 68}, {94, 94}}};
inline Strokes const tu{{{28, 36}, {74, 34}}, {{50, 8}, {50, 88}}, {{8, 90}, {92, 88}}};
inline Strokes const gong{{{36, 8}, {28, 34}, {8, 56}},
                          {{62, 8}, {72, 30}, {94, 52}},
                          {{46, 46}, {36, 66}, {22, 86}, {50, 84}, {76, 78}},
                          {{66, 64}, {74, 76}, {84, 92}}};
inline Strokes const san{{{20, 18}, {80, 14}}, {{26, 50}, {74, 48}}, {{8, 88}, {94, 84}}};
inline Strokes const mu{
    {{10, 32}, {90, 28}}, {{50, 4}, {50, 98}}, {{48, 32}, {34, 60}, {8, 82}}, {{52, 34}, {66, 58}, {94, 80}}};
inline Strokes const nv{
    {{44, 6}, {32, 40}, {24, 58}, {50, 72}, {76, 94}}, {{70, 32}, {58, 66}, {18, 94}}, {{6, 42}, {94, 36}}};
inline Strokes const wang{
    {{16, 12}, {84, 10}}, {{22, 48}, {78, 46}}, {{50, 12}, {50, 88}}, {{8, 90}, {92, 88}}};

inline Strokes moved(Strokes strokes, double scale, double x, double y) {
    for (Stroke& stroke : strokes)
        for (Point& p : stroke) p = {p.x * scale + x, p.y * scale + y};
    return strokes;
}

inline Strokes inOne(Strokes const& strokes) {
    Strokes one(1);
    for (Stroke const& stroke : strokes) one[0].insert(one[0].end(), stroke.begin(), stroke.end());
    return one;
}

/// The rank of a character, 0 the best; 99 when it is not among the candidates.
inline std::size_t rank(std::vector<huibiao::ink::Candidate> const& found, char32_t wanted) {
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i].character == wanted) return i;
    return 99;
}

} // namespace drawn
