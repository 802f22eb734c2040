#include "ink/internal/features.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace huibiao::ink {

namespace {

constexpr double Step = 1.0 / 48;         ///< between points, of the larger side
constexpr double LongestWay = 100;        ///< in larger sides; longer ink is read more coarsely
constexpr std::size_t MostStrokes = 256;  ///< the rest of a scribble says nothing more
constexpr std::size_t MostPoints = 20000; ///< likewise
constexpr double Farthest = 1e9;          ///< coordinates beyond are pulled in: no sum overflows
constexpr double Spread = 0.225;          ///< standard deviation of the larger side after normalising

double length(Stroke const& stroke) {
    double sum = 0;
    for (std::size_t i = 1; i < stroke.size(); ++i)
        sum += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y);
    return sum;
}

/// Finite points alone, pulled in, not too many.
Strokes readable(Strokes const& strokes) {
    std::size_t points = 0;
    for (Stroke const& stroke : strokes) points += stroke.size();
    std::size_t const every = 1 + points / MostPoints;
    Strokes kept;
    for (Stroke const& stroke : strokes) {
        if (kept.size() == MostStrokes) break;
        Stroke line;
        for (std::size_t i = 0; i < stroke.size(); i += every) {
            Point const& p = stroke[i];
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
            line.push_back({std::clamp(p.x, -Farthest, Farthest), std::clamp(p.y, -Farthest, Farthest)});
        }
        if (!line.empty()) kept.push_back(std::move(line));
    }
    return kept;
}

/// Into the square of side 1 by its bounding box, points evenly spaced.
Strokes boxed(Strokes strokes) {
    Point low = strokes.front().front();
    Point high = low;
    for (Stroke const& stroke : strokes)
        for (Point const& p : stroke) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    double const side = std::max(high.x - low.x, high.y - low.y);
    double const scale = side > 0 ? 1 / side : 0;
    double way = 0;
    for (Stroke& stroke : strokes) {
        for (Point& p : stroke) p = {(p.x - low.x) * scale, (p.y - low.y) * scale};
        way += length(stroke);
    }
    double const step = Step * std::max(1.0, way / LongestWay);
    for (Stroke& stroke : strokes) stroke = resampled(stroke, step);
    return strokes;
}

/// By the middle and the spread of the ink rather than its box, which one long stroke would stretch.
/// Narrow ink is widened, but less than fully (the root of a sine, as Liu, Nakashima, Sako and
/// Fujisawa have it in "Handwritten digit recognition: investigation of normalization and feature
/// extraction techniques", 2004), so that 一 and 丨 stay lines.
void centred(Strokes& strokes) {
    double count = 0;
    double mx = 0;
    double my = 0;
    for (Stroke const& stroke : strokes)
        for (Point const& p : stroke) {
            mx += p.x;
            my += p.y;
            ++count;
        }
    mx /= count;
    my /= count;
    double vx = 0;
    double vy = 0;
    for (Stroke const& stroke : strokes)
        for (Point const& p : stroke) {
            vx += (p.x - mx) * (p.x - mx);
            vy += (p.y - my) * (p.y - my);
        }
    double const dx = std::sqrt(vx / count);
    double const dy = std::sqrt(vy / count);
    double const larger = std::max(dx, dy);
    double const smaller = std::min(dx, dy);
    if (larger < 1e-9) {
        for (Stroke& stroke : strokes)
            for (Point& p : stroke) p = {0.5, 0.5};
        return;
    }
    double const ratio = smaller / larger;
    double const widened = std::sqrt(std::sin(std::numbers::pi / 2 * ratio));
    // A single line is not widened at all; from a ratio of 0.1 to 0.3 the one goes over into the other.
    double const share = std::clamp((ratio - 0.1) / 0.2, 0.0, 1.0);
    double const aspect = ratio + share * (widened - ratio);
    double const most = Spread / larger;
    double const least = ratio < 1e-6 ? most : Spread * aspect / smaller;
    double const kx = dx >= dy ? most : least;
    double const ky = dx >= dy ? least : most;
    for (Stroke& stroke : strokes)
        for (Point& p : stroke) p = {0.5 + (p.x - mx) * kx, 0.5 + (p.y - my) * ky};
}

/// Shares `amount` at (x, y) between the nine cells around by the quadratic B-spline.
class Map {
public:
    void add(Point at, std::size_t channel, double amount) { add(at, channel, amount, channel, 0); }
    void add(Point at, std::size_t first, double amount, std::size_t second, double other) {
        auto const [column, wx] = weights(at.x);
        auto const [row, wy] = weights(at.y);
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t i = 0; i < 3; ++i) {
                // One row and column of margin on each side takes what falls outside.
                auto* const cell = &m_sum[((row + j) * Wide + column + i) * Channels];
                double const weight = wx[i] * wy[j];
                cell[first] += static_cast<float>(weight * amount);
                cell[second] += static_cast<float>(weight * other);
            }
    }

    [[nodiscard]] Features levels() const {
        Features out{};
        for (std::size_t row = 0; row < Grid; ++row)
            for (std::size_t column = 0; column < Grid; ++column)
                for (std::size_t c = 0; c < Channels; ++c) {
                    float const sum = m_sum[((row + 1) * Wide + column + 1) * Channels + c];
                    out[(row * Grid + column) * Channels + c] = static_cast<std::uint8_t>(
                        std::min(255.F, 64 * std::sqrt(sum * static_cast<float>(Grid))));
                }
        return out;
    }

private:
    static constexpr std::size_t Wide = Grid + 2;

    struct Weights {
        std::size_t first;
        std::array<double, 3> weight;
    };
    static Weights weights(double at) {
        double const cell = std::clamp(at, 0.0, 1.0) * static_cast<double>(Grid);
        double const whole = std::min(std::floor(cell), static_cast<double>(Grid) - 1);
        double const t = cell - whole;
        return {static_cast<std::size_t>(whole), {0.5 * (1 - t) * (1 - t), 0.5 + t * (1 - t), 0.5 * t * t}};
    }

    std::array<float, Wide * Wide * Channels> m_sum{};
};

/// The line smoothed a little, each piece given to the two directions it lies between.
void draw(Map& map, Stroke const& line) {
    std::size_t const n = line.size();
    for (std::size_t i = 1; i < n; ++i) {
        Point const& from = line[i - 1];
        Point const& to = line[i];
        double const way = std::hypot(to.x - from.x, to.y - from.y);
        Point const& before = line[i >= 2 ? i - 2 : 0];
        Point const& after = line[std::min(n - 1, i + 1)];
        double const dx = after.x - before.x;
        double const dy = after.y - before.y;
        if (way <= 0 || (dx == 0 && dy == 0)) continue;
        double turn = std::atan2(dy, dx) / (2 * std::numbers::pi) * static_cast<double>(Directions);
        if (turn < 0) turn += static_cast<double>(Directions);
        double const whole = std::floor(turn);
        auto const first = static_cast<std::size_t>(whole) % Directions;
        map.add({(from.x + to.x) / 2, (from.y + to.y) / 2}, first, way * (1 - (turn - whole)),
                (first + 1) % Directions, way * (turn - whole));
    }
}

} // namespace

Stroke resampled(Stroke const& stroke, double step) {
    Stroke out;
    if (stroke.empty()) return out;
    out.push_back(stroke.front());
    double left = step;
    for (std::size_t i = 1; i < stroke.size(); ++i) {
        double const dx = stroke[i].x - stroke[i - 1].x;
        double const dy = stroke[i].y - stroke[i - 1].y;
        double const way = std::hypot(dx, dy);
        double at = left;
        for (; at <= way && way > 0; at += step)
            out.push_back({stroke[i - 1].x + dx * at / way, stroke[i - 1].y + dy * at / way});
        left = at - way;
    }
    if (out.size() < 2 || left < step * 0.75) out.push_back(stroke.back());
    return out;
}

Features features(Strokes const& strokes) {
    Strokes lines = readable(strokes);
    if (lines.empty()) return {};
    lines = boxed(std::move(lines));
    centred(lines);
    Map map;
    for (std::size_t s = 0; s < lines.size(); ++s) {
        Stroke& line = lines[s];
        // A dot has no direction; it is a short line down to the right, as a 丶 is written.
        if (length(line) < 0.015) {
            Point const dot = line.front();
            line = {{dot.x - 0.01, dot.y - 0.01}, {dot.x + 0.01, dot.y + 0.01}};
        }
        draw(map, line);
        if (s == 0) continue;
        Stroke const way = resampled({lines[s - 1].back(), line.front()}, Step);
        for (std::size_t i = 1; i < way.size(); ++i)
            map.add({(way[i].x + way[i - 1].x) / 2, (way[i].y + way[i - 1].y) / 2}, Directions,
                    std::hypot(way[i].x - way[i - 1].x, way[i].y - way[i - 1].y));
    }
    return map.levels();
}

} // namespace huibiao::ink
