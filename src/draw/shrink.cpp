#include "draw/internal/shrink.h"

#include <cairo.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace huibiao::draw {

namespace {

/// One axis: in units of which a source pixel has `target` and a target pixel has `source`, every border is a
/// whole number.
struct Axis {
    std::uint64_t source;
    std::uint64_t target;

    [[nodiscard]] std::uint64_t first(std::uint64_t t) const { return t * source / target; }
    [[nodiscard]] std::uint64_t last(std::uint64_t t) const { return ((t + 1) * source - 1) / target; }
    /// How much of source pixel `s` lies in target pixel `t`.
    [[nodiscard]] std::uint64_t share(std::uint64_t s, std::uint64_t t) const {
        return std::min((s + 1) * target, (t + 1) * source) - std::max(s * target, t * source);
    }
};

/// A row of the source added to the sums of four channels a target pixel, `weight` times.
void addRow(std::uint8_t const* row, Axis const& across, std::uint64_t weight,
            std::vector<std::uint64_t>& sums) {
    for (std::uint64_t x = 0; x < across.target; ++x) {
        std::uint64_t const first = across.first(x);
        std::uint64_t const last = across.last(x);
        std::uint64_t sum[4] = {};
        for (std::uint64_t s = first; s <= last; ++s) {
            std::uint64_t const share = s == first || s == last ? across.share(s, x) : across.target;
            for (std::size_t c = 0; c < 4; ++c) sum[c] += row[4 * s + c] * share;
        }
        for (std::size_t c = 0; c < 4; ++c) sums[4 * x + c] += sum[c] * weight;
    }
}

} // namespace

base::Result<Surface> shrunk(Surface const& picture, int width, int height) {
    auto out = Surface::create(width, height);
    if (!out) return out;
    Axis const across{static_cast<std::uint64_t>(picture.width()), static_cast<std::uint64_t>(width)};
    Axis const down{static_cast<std::uint64_t>(picture.height()), static_cast<std::uint64_t>(height)};
    std::uint64_t const whole = across.source * down.source;
    std::uint8_t const* const from = picture.data();
    std::uint8_t* const to = cairo_image_surface_get_data(out->raw());
    std::vector<std::uint64_t> sums(4 * across.target);
    for (std::uint64_t y = 0; y < down.target; ++y) {
        std::ranges::fill(sums, 0);
        for (std::uint64_t s = down.first(y); s <= down.last(y); ++s)
            addRow(from + static_cast<std::ptrdiff_t>(s) * picture.stride(), across, down.share(s, y), sums);
        std::uint8_t* const row = to + static_cast<std::ptrdiff_t>(y) * out->stride();
        for (std::size_t i = 0; i < sums.size(); ++i)
            row[i] = static_cast<std::uint8_t>((sums[i] + whole / 2) / whole);
    }
    cairo_surface_mark_dirty(out->raw());
    return out;
}

} // namespace huibiao::draw
