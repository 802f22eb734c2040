#include "draw/internal/breaking.h"

#include <algorithm>
#include <limits>

namespace huibiao::draw {

namespace {

constexpr double Never = std::numeric_limits<double>::infinity();
/// Sums of thousands of widths differ in the last digits.
constexpr double Slack = 1e-6;

bool mayEnd(std::vector<Unit> const& units, std::size_t last, Break worst) {
    return last == units.size() || units[last - 1].after <= worst;
}

bool hard(std::vector<Unit> const& units, std::size_t last) {
    return last < units.size() && units[last - 1].after == Break::Hard;
}

int weight(std::vector<Unit> const& units, LineRange range) {
    int sum = 0;
    for (std::size_t i = range.first; i < range.last; ++i) sum += units[i].weight;
    return sum;
}

double penalty(std::vector<Unit> const& units, LineRange range) {
    bool const end = range.last == units.size() || units[range.last - 1].after == Break::Hard;
    if (end) return range.first > 0 && weight(units, range) < 2 ? 100 : 0;
    switch (units[range.last - 1].after) {
    case Break::Hard:
    case Break::Preferred: return 0;
    case Break::Punctuation: return 8;
    case Break::Plain: return units[range.last - 1].pause ? 12 : 25;
    case Break::Word: return 200;
    case Break::Together: return 1000;
    }
    return 0;
}

/// The last place on a line that begins at `first` where it had best be ended.
std::size_t lineEnd(std::vector<Unit> const& units, std::size_t first, double width) {
    std::size_t best = first + 1;
    std::size_t second = first + 1;
    bool found = false;
    double sum = -units[first].headTrim;
    for (std::size_t last = first + 1; last <= units.size(); ++last) {
        sum += units[last - 1].width;
        if (sum - units[last - 1].tailTrim > width + Slack) break;
        second = last;
        if (mayEnd(units, last, Break::Word)) {
            best = last;
            found = true;
        }
        if (hard(units, last) || last == units.size()) return last;
    }
    return found ? best : second;
}

void giveCompany(std::vector<Unit> const& units, std::vector<LineRange>& lines, double width) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
        LineRange& above = lines[i - 1];
        LineRange& line = lines[i];
        bool const end = line.last == units.size() || units[line.last - 1].after == Break::Hard;
        if (!end || weight(units, line) > 1 || hard(units, line.first)) continue;
        for (std::size_t cut = above.last; cut-- > above.first + 1;) {
            if (units[cut - 1].after > Break::Word) continue;
            bool const room = lineWidth(units, {cut, line.last}) <= width + Slack;
            if (room && weight(units, {above.first, cut}) > 1 && weight(units, {cut, line.last}) > 1) {
                above.last = cut;
                line.first = cut;
            }
            break;
        }
    }
}

} // namespace

double lineWidth(std::vector<Unit> const& units, LineRange range) {
    if (range.first >= range.last) return 0;
    double sum = -units[range.first].headTrim - units[range.last - 1].tailTrim;
    for (std::size_t i = range.first; i < range.last; ++i) sum += units[i].width;
    return sum;
}

std::vector<LineRange> firstFit(std::vector<Unit> const& units, double width) {
    std::vector<LineRange> lines;
    for (std::size_t first = 0; first < units.size();) {
        std::size_t const last = lineEnd(units, first, width);
        lines.push_back({first, last});
        first = last;
    }
    giveCompany(units, lines, width);
    return lines;
}

std::vector<LineRange> balanced(std::vector<Unit> const& units, double width, std::size_t count,
                                Break worst) {
    std::size_t const n = units.size();
    struct State {
        double cost = Never;
        std::size_t from = 0;
    };
    std::vector<std::vector<State>> best(count + 1, std::vector<State>(n + 1));
    best[0][0].cost = 0;
    // The measure of evenness: lines against the longest of the even split, not against the room.
    double const even = std::max(lineWidth(units, {0, n}) / static_cast<double>(count), 1e-9);
    for (std::size_t k = 1; k <= count; ++k) {
        for (std::size_t first = 0; first < n; ++first) {
            if (best[k - 1][first].cost == Never) continue;
            double sum = -units[first].headTrim;
            for (std::size_t last = first + 1; last <= n; ++last) {
                sum += units[last - 1].width;
                double const w = sum - units[last - 1].tailTrim;
                if (w > width + Slack) break;
                if (mayEnd(units, last, worst)) {
                    double const off = (w - even) / even;
                    double const cost =
                        best[k - 1][first].cost + off * off * 100 + penalty(units, {first, last});
                    if (cost < best[k][last].cost) best[k][last] = {cost, first};
                }
                if (hard(units, last)) break;
            }
        }
    }
    std::size_t lines = 0;
    for (std::size_t k = 1; k <= count; ++k) {
        if (best[k][n].cost < Never && (lines == 0 || best[k][n].cost < best[lines][n].cost)) lines = k;
    }
    std::vector<LineRange> result;
    for (std::size_t k = lines, last = n; k > 0; --k) {
        result.push_back({best[k][last].from, last});
        last = best[k][last].from;
    }
    std::ranges::reverse(result);
    return result;
}

double leastWidth(std::vector<Unit> const& units, std::size_t count, Break worst) {
    std::size_t const n = units.size();
    std::vector<double> before(n + 1, Never);
    before[0] = 0;
    double least = Never;
    for (std::size_t k = 1; k <= count; ++k) {
        std::vector<double> now(n + 1, Never);
        for (std::size_t first = 0; first < n; ++first) {
            if (before[first] == Never) continue;
            double sum = -units[first].headTrim;
            for (std::size_t last = first + 1; last <= n; ++last) {
                sum += units[last - 1].width;
                double const w = sum - units[last - 1].tailTrim;
                if (mayEnd(units, last, worst)) now[last] = std::min(now[last], std::max(before[first], w));
                if (hard(units, last)) break;
            }
        }
        least = std::min(least, now[n]);
        before = std::move(now);
    }
    return least;
}

} // namespace huibiao::draw
