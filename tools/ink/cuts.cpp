// How well several characters written on end are taken apart, and a search for better weights.
//
//   ink_cuts MODEL FOLDER row|over [--lines N] [--seed S] [--search ROUNDS]
//
// FOLDER is what prepare.py made. Words of two to four characters are written by hand.cpp, beside one
// another or one upon the other; printed is the share of characters whose strokes were found exactly,
// for the weights of cutting.cpp. The search changes one weight at a time, keeps what is better, and
// prints the weights it ends with (by all runs of strokes, where the program reads the likely ones).
#include "hand.h"
#include "ink/internal/cutting.h"
#include "ink/writing.h"
#include "shapes.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace huibiao::ink;

namespace {

struct Line {
    Strokes strokes;
    std::vector<std::size_t> ends; ///< of each character, as numbers of strokes
    std::vector<std::vector<Choice>> choices;
};

Line lineOf(std::vector<Shape const*> const& word, Layout layout, Random& random) {
    Line line;
    double at = 0;
    double const gap = random.between(0.02, 0.3) * 1024;
    for (Shape const* const shape : word) {
        Strokes strokes = written(shape->strokes, random);
        double left = 1e9;
        double right = -1e9;
        for (Stroke const& stroke : strokes)
            for (Point const& p : stroke) {
                left = std::min(left, p.x);
                right = std::max(right, p.x);
            }
        double const size = random.between(0.85, 1.15);
        double const x = layout == Layout::Row ? at - left * size : random.normal(40);
        double const y = random.normal(50);
        for (Stroke& stroke : strokes)
            for (Point& p : stroke) p = {p.x * size + x, p.y * size + y};
        at += (right - left) * size + std::max(-20.0, gap + random.normal(40));
        line.strokes.insert(line.strokes.end(), strokes.begin(), strokes.end());
        line.ends.push_back(line.strokes.size());
    }
    return line;
}

/// Found exactly, of all characters of the line.
std::size_t hits(Line const& line, std::vector<std::size_t> const& ends) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < line.ends.size(); ++i) {
        auto const at = std::find(ends.begin(), ends.end(), line.ends[i]);
        if (at == ends.end()) continue;
        std::size_t const from = i == 0 ? 0 : line.ends[i - 1];
        if ((at == ends.begin() ? 0 : *(at - 1)) == from) ++found;
    }
    return found;
}

std::vector<std::size_t> cutBy(Line const& line, Layout layout, CutWeights const& weights) {
    Path const path = cheapest(Page(line.strokes, layout, weights), line.choices);
    std::vector<std::size_t> ends;
    for (std::size_t end = line.strokes.size(); end > 0; end = line.choices[end - 1][path.from[end]].first)
        ends.insert(ends.begin(), end);
    return ends;
}

double share(std::vector<Line> const& lines, Layout layout, CutWeights const& weights) {
    std::size_t found = 0;
    std::size_t all = 0;
    for (Line const& line : lines) {
        found += hits(line, cutBy(line, layout, weights));
        all += line.ends.size();
    }
    return 100.0 * static_cast<double>(found) / static_cast<double>(std::max<std::size_t>(1, all));
}

void readAll(Line& line, Recogniser const& recogniser) {
    for (std::size_t end = 1; end <= line.strokes.size(); ++end) {
        auto& list = line.choices.emplace_back();
        for (std::size_t first = end > 30 ? end - 30 : 0; first < end; ++first) {
            Strokes const run(line.strokes.begin() + static_cast<std::ptrdiff_t>(first),
                              line.strokes.begin() + static_cast<std::ptrdiff_t>(end));
            list.push_back({first, recogniser.candidates(run, {.count = 1}).front().score});
        }
    }
}

void print(CutWeights const& w) {
    std::printf(".doubt = %.2f, .worst = %.2f, .each = %.2f, .wide = %.2f, .narrow = %.2f, .gap = %.2f, "
                ".inside = %.2f, .up = %.2f, .left = %.2f, .top = %.2f, .leftmost = %.2f, .bottom = %.2f\n",
                w.doubt, w.worst, w.each, w.wide, w.narrow, w.gap, w.inside, w.up, w.left, w.top, w.leftmost,
                w.bottom);
}

void search(std::vector<Line> const& lines, Layout layout, int rounds, Random& random) {
    CutWeights best = cutWeights(layout);
    double const before = share(lines, layout, best);
    double most = before;
    for (int n = 0; n < rounds; ++n) {
        CutWeights tried = best;
        double* const weight[] = {&tried.worst, &tried.each,     &tried.wide,  &tried.narrow,
                                  &tried.gap,   &tried.inside,   &tried.up,    &tried.left,
                                  &tried.top,   &tried.leftmost, &tried.bottom};
        double& one = *weight[random.below(std::size(weight))];
        one = one * std::exp(random.normal(0.5)) + (random.chance(0.2) ? random.normal(1) : 0);
        double const now = share(lines, layout, tried);
        if (now > most) {
            most = now;
            best = tried;
        }
    }
    std::printf("search: %.1f %% before, %.1f %% with\n", before, most);
    print(best);
}

} // namespace

int main(int count, char** words) {
    if (count < 4) {
        std::fputs("usage: ink_cuts MODEL FOLDER row|over [--lines N] [--seed S] [--search ROUNDS]\n",
                   stderr);
        return 2;
    }
    std::size_t wanted = 200;
    std::uint64_t seed = 1;
    int rounds = 0;
    for (int i = 4; i + 1 < count; i += 2) {
        std::string const word = words[i];
        if (word == "--lines") wanted = std::strtoul(words[i + 1], nullptr, 10);
        if (word == "--seed") seed = std::strtoull(words[i + 1], nullptr, 10);
        if (word == "--search") rounds = std::atoi(words[i + 1]);
    }
    auto const recogniser = Recogniser::open(words[1]);
    if (!recogniser) {
        std::fprintf(stderr, "%s\n", recogniser.error().text(huibiao::base::Language::English).c_str());
        return 1;
    }
    std::string const folder = words[2];
    Layout const layout = std::string(words[3]) == "over" ? Layout::Over : Layout::Row;
    std::vector<Shape> const shapes = readShapes(folder + "/shapes.tsv");
    std::vector<std::vector<std::size_t>> const lexicon = readWords(folder + "/words.txt");
    if (shapes.empty() || lexicon.empty()) {
        std::fprintf(stderr, "ink_cuts: nothing to write in %s\n", folder.c_str());
        return 1;
    }
    std::vector<Shape const*> byLabel;
    for (Shape const& shape : shapes) {
        if (shape.label >= byLabel.size()) byLabel.resize(shape.label + 1);
        byLabel[shape.label] = &shape;
    }
    Random random(seed);
    std::vector<Line> lines;
    std::size_t found = 0;
    std::size_t all = 0;
    while (lines.size() < wanted) {
        std::vector<Shape const*> word;
        for (std::size_t const label : lexicon[random.below(lexicon.size())])
            word.push_back(byLabel.at(label));
        Line line = lineOf(word, layout, random);
        if (rounds > 0) {
            readAll(line, *recogniser);
        } else {
            Writing writing(*recogniser, layout);
            for (Stroke const& stroke : line.strokes) writing.add(stroke);
            std::vector<std::size_t> ends;
            for (Written const& one : writing.read()) ends.push_back(one.first + one.count);
            found += hits(line, ends);
            all += line.ends.size();
        }
        lines.push_back(std::move(line));
    }
    if (rounds > 0) {
        search(lines, layout, rounds, random);
    } else {
        std::printf("%zu words, %zu characters: %.1f %% taken out exactly\n", lines.size(), all,
                    100.0 * static_cast<double>(found) / static_cast<double>(std::max<std::size_t>(1, all)));
    }
    return 0;
}
