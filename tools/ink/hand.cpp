#include "hand.h"

#include "ink/internal/features.h"

#include <algorithm>
#include <numbers>

namespace huibiao::ink {

namespace {

constexpr double Size = 1024;
constexpr double Degree = std::numbers::pi / 180;

double distance(Point const& a, Point const& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double length(Stroke const& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i], line[i - 1]);
    return sum;
}

void smooth(Stroke& line, int times) {
    for (int t = 0; t < times; ++t) {
        Stroke const before = line;
        for (std::size_t i = 1; i + 1 < line.size(); ++i)
            line[i] = {(before[i - 1].x + before[i].x + before[i + 1].x) / 3,
                       (before[i - 1].y + before[i].y + before[i + 1].y) / 3};
    }
}

/// What one hand does to all the strokes of a character.
struct Habits {
    double strength;
    double hooks;      ///< how often a short last turn is left out
    double corners;    ///< how far the corners wander
    double wander;     ///< how far a stroke stands from its place
    double bow;        ///< how much straight strokes bend
    double tremor;     ///< amplitude
    double tremorWave; ///< wavelength
    double noise;
    double haste; ///< how far turns are cut short towards the straight way
    double join;  ///< how often the finger stays on the glass
    int rounding; ///< smoothing of each stroke
    int running;  ///< smoothing after strokes were joined
};

Habits habits(Random& r) {
    Habits h{};
    h.strength = r.chance(0.3) ? r.between(1.3, 2.0) : r.between(0.5, 1.2);
    h.hooks = r.chance(0.45) ? 0 : r.between(0.3, 1);
    h.corners = r.between(0, 24) * h.strength;
    h.wander = r.between(6, 26) * h.strength;
    h.bow = r.between(0.02, 0.09) * h.strength;
    h.tremor = r.chance(0.3) ? r.between(2, 9) : 0;
    h.tremorWave = r.between(40, 140);
    h.noise = r.between(0.5, 3.5);
    h.haste = r.chance(0.25) ? r.between(0.1, 0.6) : 0;
    double const kind = r.unit();
    h.join = kind < 0.42 ? 0 : kind < 0.88 ? r.between(0.05, 0.6) : 1;
    h.rounding = r.chance(0.5) ? 0 : static_cast<int>(1 + r.below(5));
    h.running = h.join > 0 && r.chance(0.6) ? static_cast<int>(1 + r.below(4)) : 0;
    return h;
}

/// A short last turn falls away, as hasty hands write 亅 for 丨 with a hook.
void dropHook(Stroke& line) {
    if (line.size() < 3) return;
    double const last = distance(line.back(), line[line.size() - 2]);
    if (last < 0.25 * length(line) && last < 0.14 * Size) line.pop_back();
}

/// The whole stroke: moved, sized, turned, bent; its corners a little elsewhere.
Stroke ownStroke(Stroke line, Habits const& h, Random& r) {
    if (h.hooks > 0 && r.chance(h.hooks)) dropHook(line);
    Stroke const drawn = line;
    for (std::size_t i = 0; i < line.size(); ++i) {
        // The points of a curve lie close together; moved far they would make it a saw.
        double room = Size;
        if (i > 0) room = std::min(room, distance(drawn[i], drawn[i - 1]));
        if (i + 1 < line.size()) room = std::min(room, distance(drawn[i], drawn[i + 1]));
        double const far = std::min(h.corners, 0.2 * room);
        line[i].x += r.normal(far);
        line[i].y += r.normal(far);
    }
    double const whole = length(line);
    // Ends written too short or too long.
    if (line.size() >= 2 && whole > 1) {
        for (bool const start : {true, false}) {
            Point& end = start ? line.front() : line.back();
            Point const& next = start ? line[1] : line[line.size() - 2];
            double const dx = end.x - next.x;
            double const dy = end.y - next.y;
            double const way = std::hypot(dx, dy);
            if (way < 1) continue;
            double const more =
                std::max(-0.5 * way, r.normal(0.055 * h.strength) * whole + r.normal(6 * h.strength));
            end.x += dx / way * more;
            end.y += dy / way * more;
        }
    }
    Stroke out = resampled(line, Size / 56);
    smooth(out, h.rounding);
    double cx = 0;
    double cy = 0;
    for (Point const& p : out) {
        cx += p.x / static_cast<double>(out.size());
        cy += p.y / static_cast<double>(out.size());
    }
    double const size = 1 + r.normal(0.08 * h.strength);
    double const turn = r.normal(4 * h.strength) * Degree;
    double const mx = r.normal(h.wander);
    double const my = r.normal(h.wander);
    // Bent by a sine bow across the line from its start to its end.
    Point const a = out.front();
    Point const b = out.back();
    double const chord = std::hypot(b.x - a.x, b.y - a.y);
    double const bow = chord > 1 ? r.normal(h.bow) * chord : 0;
    double const nx = chord > 1 ? -(b.y - a.y) / chord : 0;
    double const ny = chord > 1 ? (b.x - a.x) / chord : 0;
    double const phase = r.between(0, 2 * std::numbers::pi);
    double const cut = h.haste > 0 ? h.haste * r.unit() * 1.3 : 0;
    double wx = 0;
    double wy = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        double const along =
            static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(1, out.size() - 1));
        double const swing = bow * std::sin(std::numbers::pi * along);
        wx = 0.85 * wx + r.normal(h.noise);
        wy = 0.85 * wy + r.normal(h.noise);
        double const shake =
            h.tremor > 0 ? h.tremor * std::sin(2 * std::numbers::pi * along * whole / h.tremorWave + phase)
                         : 0;
        double const x = out[i].x + cut * (a.x + along * (b.x - a.x) - out[i].x);
        double const y = out[i].y + cut * (a.y + along * (b.y - a.y) - out[i].y);
        double const dx = (x + nx * swing - cx) * size;
        double const dy = (y + ny * swing - cy) * size;
        out[i] = {cx + dx * std::cos(turn) - dy * std::sin(turn) + mx + wx + shake,
                  cy + dx * std::sin(turn) + dy * std::cos(turn) + my + wy + shake * 0.6};
    }
    if (r.chance(0.025)) std::reverse(out.begin(), out.end());
    return out;
}

/// Runs of strokes (parts of the character) are set apart, sized and slanted on their own.
void shiftParts(Strokes& strokes, double strength, Random& r) {
    if (strokes.size() < 3) return;
    std::size_t const parts = 1 + r.below(std::min<std::size_t>(3, strokes.size() - 1));
    for (std::size_t n = 0; n < parts; ++n) {
        std::size_t const from = r.below(strokes.size());
        std::size_t const to = r.chance(0.5) ? strokes.size() : from + 1 + r.below(strokes.size() - from);
        double cx = 0;
        double cy = 0;
        double count = 0;
        for (std::size_t s = from; s < to; ++s)
            for (Point const& p : strokes[s]) {
                cx += p.x;
                cy += p.y;
                ++count;
            }
        if (count < 1) continue;
        cx /= count;
        cy /= count;
        double const kx = 1 + r.normal(0.09 * strength);
        double const ky = 1 + r.normal(0.09 * strength);
        double const slant = r.normal(0.05 * strength);
        double const mx = r.normal(26 * strength);
        double const my = r.normal(26 * strength);
        for (std::size_t s = from; s < to; ++s)
            for (Point& p : strokes[s])
                p = {cx + (p.x - cx) * kx + slant * (p.y - cy) + mx, cy + (p.y - cy) * ky + my};
    }
}

/// The whole character: uneven paper, slant, turn, breadth.
void bendAll(Strokes& strokes, double strength, Random& r) {
    double const turn = r.normal(5 * strength) * Degree;
    double const kx = 1 + r.about(0.18 * strength);
    double const ky = 1 + r.about(0.18 * strength);
    double const slantX = r.about(0.2 * strength);
    double const slantY = r.normal(0.05 * strength);
    double const waveX = r.about(0.045 * strength);
    double const waveY = r.about(0.045 * strength);
    double const phaseX = r.between(0, 6.28);
    double const phaseY = r.between(0, 6.28);
    double const freqX = r.between(2, 8);
    double const freqY = r.between(2, 8);
    // One side written larger than the other, and a trapezium.
    double const denseX = r.about(0.22 * strength);
    double const denseY = r.about(0.22 * strength);
    double const coneX = r.about(0.2 * strength);
    double const coneY = r.about(0.2 * strength);
    for (Stroke& stroke : strokes)
        for (Point& p : stroke) {
            double u = p.x / Size - 0.5;
            double v = p.y / Size - 0.5;
            u += denseX * (u * u - 0.25);
            v += denseY * (v * v - 0.25);
            u *= 1 + coneX * v;
            v *= 1 + coneY * u;
            u += waveX * std::sin(freqX * v + phaseX);
            v += waveY * std::sin(freqY * u + phaseY);
            double const a = u * kx + v * slantX;
            double const b = v * ky + u * slantY;
            p = {Size * (a * std::cos(turn) - b * std::sin(turn)),
                 Size * (a * std::sin(turn) + b * std::cos(turn))};
        }
}

void reorder(Strokes& strokes, Random& r) {
    if (strokes.size() < 2) return;
    double const kind = r.unit();
    if (kind < 0.72) return;
    if (kind < 0.94) {
        for (std::size_t n = 1 + r.below(3); n > 0; --n) {
            std::size_t const i = r.below(strokes.size() - 1);
            std::swap(strokes[i], strokes[i + 1]);
        }
        return;
    }
    for (std::size_t i = strokes.size() - 1; i > 0; --i) std::swap(strokes[i], strokes[r.below(i + 1)]);
}

/// Strokes left out, broken, or a mark too many.
void slips(Strokes& strokes, Random& r) {
    if (strokes.size() > 3 && r.chance(0.14)) {
        strokes.erase(strokes.begin() + static_cast<std::ptrdiff_t>(r.below(strokes.size())));
        if (strokes.size() > 8 && r.chance(0.25))
            strokes.erase(strokes.begin() + static_cast<std::ptrdiff_t>(r.below(strokes.size())));
    }
    if (strokes.size() > 2 && r.chance(0.04)) {
        Point const at = strokes[r.below(strokes.size())].back();
        Point const mark{at.x + r.normal(120), at.y + r.normal(120)};
        strokes.push_back({mark, {mark.x + r.normal(20), mark.y + r.normal(20)}});
    }
    if (r.chance(0.06)) {
        std::size_t const s = r.below(strokes.size());
        if (strokes[s].size() > 8) {
            auto const cut = static_cast<std::ptrdiff_t>(3 + r.below(strokes[s].size() - 6));
            Stroke rest(strokes[s].begin() + cut, strokes[s].end());
            strokes[s].resize(static_cast<std::size_t>(cut));
            strokes.insert(strokes.begin() + static_cast<std::ptrdiff_t>(s) + 1, std::move(rest));
        }
    }
}

Strokes joined(Strokes const& strokes, double often, int running, Random& r) {
    Strokes out;
    for (Stroke const& stroke : strokes) {
        if (!out.empty() && r.chance(often)) {
            Stroke const way = resampled({out.back().back(), stroke.front()}, Size / 56);
            out.back().insert(out.back().end(), way.begin() + 1, way.end());
            out.back().insert(out.back().end(), stroke.begin(), stroke.end());
        } else {
            out.push_back(stroke);
        }
    }
    for (Stroke& stroke : out) smooth(stroke, running);
    return out;
}

} // namespace

Strokes written(Strokes const& model, Random& random) {
    Habits const h = habits(random);
    Strokes strokes;
    for (Stroke const& stroke : model) strokes.push_back(ownStroke(stroke, h, random));
    if (random.chance(0.75)) shiftParts(strokes, h.strength, random);
    reorder(strokes, random);
    slips(strokes, random);
    bendAll(strokes, h.strength, random);
    if (h.join > 0) strokes = joined(strokes, h.join, h.running, random);
    return strokes;
}

} // namespace huibiao::ink
