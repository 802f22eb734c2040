// Handwriting to learn from, without end: shapes in, features out.
//
//   ink_generate SHAPES --seed S [--count N]   N records (without: until the reader closes the pipe)
//   ink_generate SHAPES --exact                one record a line of SHAPES, as drawn
//   ink_generate SHAPES --seed S --ink         the strokes of one hand a line of SHAPES, as JSON
//
// SHAPES is as shapes.h says. In each round every line comes once, and again with the chance of its
// weight. A record: the class (uint16, little endian), then the features.
#include "hand.h"
#include "ink/internal/features.h"
#include "shapes.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace huibiao::ink;

namespace {

bool record(std::size_t label, Strokes const& strokes) {
    Features const f = features(strokes);
    unsigned char const head[2] = {static_cast<unsigned char>(label & 255U),
                                   static_cast<unsigned char>(label >> 8U)};
    return std::fwrite(head, 1, 2, stdout) == 2 && std::fwrite(f.data(), 1, f.size(), stdout) == f.size();
}

void printInk(std::size_t label, Strokes const& strokes) {
    std::printf("{\"label\": %zu, \"strokes\": [", label);
    for (std::size_t s = 0; s < strokes.size(); ++s) {
        std::printf(s == 0 ? "[" : ", [");
        for (std::size_t i = 0; i < strokes[s].size(); ++i)
            std::printf("%s[%.0f, %.0f]", i == 0 ? "" : ", ", strokes[s][i].x, strokes[s][i].y);
        std::printf("]");
    }
    std::printf("]}\n");
}

} // namespace

int main(int count, char** words) {
    if (count < 2) {
        std::fputs("usage: ink_generate SHAPES --seed S [--count N | --ink] | --exact\n", stderr);
        return 2;
    }
    std::uint64_t seed = 1;
    long wanted = -1;
    bool exact = false;
    bool ink = false;
    for (int i = 2; i < count; ++i) {
        std::string const word = words[i];
        if (word == "--exact") exact = true;
        if (word == "--ink") ink = true;
        if (word == "--seed" && i + 1 < count) seed = std::strtoull(words[++i], nullptr, 10);
        if (word == "--count" && i + 1 < count) wanted = std::strtol(words[++i], nullptr, 10);
    }
    std::vector<Shape> const shapes = readShapes(words[1]);
    if (shapes.empty()) {
        std::fprintf(stderr, "ink_generate: no shapes in %s\n", words[1]);
        return 1;
    }
    Random random(seed);
    if (exact || ink) {
        for (Shape const& shape : shapes) {
            if (ink) {
                printInk(shape.label, written(shape.strokes, random));
            } else {
                record(shape.label, shape.strokes);
            }
        }
        return 0;
    }
    for (long made = 0; wanted < 0 || made < wanted;) {
        std::vector<std::size_t> round;
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            round.push_back(i);
            if (random.chance(shapes[i].again)) round.push_back(i);
        }
        for (std::size_t i = round.size() - 1; i > 0; --i) std::swap(round[i], round[random.below(i + 1)]);
        for (std::size_t const i : round) {
            if (!record(shapes[i].label, written(shapes[i].strokes, random))) return 0;
            if (++made == wanted) break;
        }
    }
    return 0;
}
