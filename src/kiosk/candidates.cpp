#include "kiosk/candidates.h"

#include "base/utf8.h"
#include "kiosk/look.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double Gap = 8;
constexpr double Pager = 52;
constexpr double Least = 64;

void showOne(Stage& stage, std::string const& text, std::size_t index, draw::Rect const& rect, double size) {
    std::string const id = "candidate:" + std::to_string(index);
    bool const first = index == 0;
    draw::Colour const fill = stage.pressed(id) ? look::Pressed : first ? look::AccentPale : look::Key;
    stage.box(rect, fill, 10, first ? 3 : 1, first ? look::Accent : look::Edge);
    SetText const set =
        stage.fit(lastOf(text, 24), {size, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.2},
                  rect.width - 8, 20);
    stage.putMiddle(set, rect);
    Item& item = stage.item(id, Role::Button, text, rect);
    item.act = Act{Verb::Candidate, {}, std::to_string(index)};
    item.rapid = true;
    item.textPx = set.text->fontSize();
    item.fg = look::Ink;
    item.bg = fill;
}

void showPager(Stage& stage, draw::Rect const& rect, bool onwards, std::size_t to) {
    std::string const id = onwards ? "candidates_more" : "candidates_back";
    stage
        .button(id, "", rect, {Verb::Candidates, {}, std::to_string(to)}, ButtonKind::Quiet,
                onwards ? Sign::Right : Sign::Left, 26)
        .name = stage.in(onwards ? say::MoreCandidates : say::EarlierCandidates);
}

/// Chinese characters are as wide as high: no text need be set to know how many fit.
double widthOf(std::string const& text) {
    return std::max(Least, static_cast<double>(base::decode(text).size()) * look::Lead + 32);
}

/// Behind the last that fits from `from` on; at least one does.
std::size_t endOf(std::vector<std::string> const& all, std::size_t from, double room) {
    double used = 0;
    std::size_t end = from;
    while (end < all.size() && (end == from || used + widthOf(all[end]) <= room))
        used += widthOf(all[end++]) + Gap;
    return end;
}

} // namespace

std::string lastOf(std::string_view text, std::size_t most) {
    std::u32string points = base::decode(text);
    if (points.size() <= most) return std::string(text);
    return "…" + base::encode(points.substr(points.size() - most));
}

void showCandidateRow(Stage& stage, std::vector<std::string> const& all, std::size_t from,
                      draw::Rect const& within) {
    double const room = within.width - 2 * (Pager + Gap);
    std::size_t before = 0;
    std::size_t start = 0;
    for (std::size_t end = endOf(all, 0, room); end <= from && end < all.size();
         end = endOf(all, start, room)) {
        before = start;
        start = end;
    }
    std::size_t const end = endOf(all, start, room);
    double x = within.x;
    for (std::size_t i = start; i < end; ++i) {
        double const wide = std::min(widthOf(all[i]), room);
        showOne(stage, all[i], i, {x, within.y, wide, within.height}, look::Lead);
        x += wide + Gap;
    }
    draw::Rect const right{within.right() - Pager, within.y, Pager, within.height};
    if (end < all.size()) showPager(stage, right, true, end);
    if (start > 0) showPager(stage, {right.x - Gap - Pager, within.y, Pager, within.height}, false, before);
}

void showCandidateGrid(Stage& stage, std::vector<std::string> const& all, std::size_t from,
                       draw::Rect const& within, int columns, int rows) {
    double const wide = (within.width + Gap) / columns - Gap;
    double const tall = std::floor((within.height + Gap) / rows - Gap);
    int cell = 0;
    for (std::size_t i = from; i < all.size(); ++i) {
        // Several characters at once have a row of their own.
        bool const line = base::decode(all[i]).size() > 1;
        int const span = line ? columns : 1;
        if (cell + span > columns * rows) break;
        double const x = within.x + (cell % columns) * (wide + Gap);
        double const y = within.y + (cell / columns) * (tall + Gap);
        showOne(stage, all[i], i, {x, y, span * (wide + Gap) - Gap, tall}, look::Heading);
        cell += span;
    }
}

} // namespace huibiao::kiosk
