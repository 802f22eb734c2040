#include "kit/contact.h"

#include "draw/document.h"
#include "draw/text.h"
#include "kit/artwork.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace huibiao::kit {

namespace {

constexpr draw::Colour Ink{34, 34, 34, 255};
constexpr draw::Colour Faint{110, 110, 110, 255};
constexpr draw::Colour Edge{200, 200, 200, 255};

draw::Rect centred(draw::Size own, double factor, draw::Rect const& box) {
    double const width = own.width * factor;
    double const height = own.height * factor;
    return {box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height};
}

draw::Rect contained(draw::Size own, draw::Rect const& box) {
    return centred(own, std::min(box.width / own.width, box.height / own.height), box);
}

/// The same, but that none of the box is left free.
draw::Rect covering(draw::Size own, draw::Rect const& box) {
    return centred(own, std::max(box.width / own.width, box.height / own.height), box);
}

std::string sizeWords(Piece const& piece) {
    layout::Item const& item = piece.item;
    bool const print = item.out == layout::Item::Out::Pdf;
    std::string words =
        fmt::format("{:g} × {:g} {}", item.size.width, item.size.height, print ? "mm" : "像素");
    if (piece.scale != 1) words += fmt::format("，文件 1:{:g}", 1 / piece.scale);
    if (item.bleed > 0) words += fmt::format("，出血 {:g}", item.bleed);
    if (item.margin > 0) words += fmt::format("，留白 {:g}", item.margin);
    if (piece.pages > 1) words += fmt::format("，{} 页", piece.pages);
    return words;
}

/// A line of words that never leaves `box`, at its top left.
void line(draw::Canvas& canvas, draw::Fonts const& fonts, std::string const& words,
          draw::TextStyle const& style, draw::Rect const& box, int lines = 1) {
    auto const text = draw::Text::fit(fonts, words, style, box.size(),
                                      {.least = style.size / 3, .most = style.size, .lines = lines});
    if (text) text->draw(canvas, box.origin());
}

struct Entry {
    std::size_t model = 0;
    Piece piece; ///< without bytes
};

std::vector<Entry> entriesOf(Workshop const& workshop, Subject const& subject) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < workshop.models().size(); ++i)
        if (auto piece = workshop.outline(i, subject)) entries.push_back({i, std::move(*piece)});
    return entries;
}

struct Grid {
    int columns = 4;
    int rows = 3;
    draw::Rect area;
    double gap = 12;

    [[nodiscard]] draw::Rect cell(int i) const {
        double const width = (area.width - gap * (columns - 1)) / columns;
        double const height = (area.height - gap * (rows - 1)) / rows;
        return {area.x + (i % columns) * (width + gap), area.y + (i / columns) * (height + gap), width,
                height};
    }
};

} // namespace

base::Result<std::string> contactSheet(Workshop const& workshop, Subject const& subject) {
    std::vector<Entry> const entries = entriesOf(workshop, subject);
    draw::Size const paper{draw::points(297), draw::points(210)};
    draw::Document::Options options;
    options.title = "物料一览　" + subject.banner.line;
    auto document = draw::Document::open(workshop.narrow(), paper, options);
    if (!document) return base::pass(document);
    draw::Fonts const& fonts = workshop.narrow();
    Grid const grid{.area = {40, 66, paper.width - 80, paper.height - 66 - 40}};
    std::size_t const each = static_cast<std::size_t>(grid.columns * grid.rows);
    std::size_t const sheets = std::max<std::size_t>(1, (entries.size() + each - 1) / each);
    for (std::size_t i = 0; i < std::max<std::size_t>(1, entries.size()); ++i) {
        if (i > 0 && i % each == 0) {
            if (auto const next = document->nextPage(); !next) return base::pass(next);
        }
        draw::Canvas& canvas = document->canvas();
        if (i % each == 0) {
            draw::TextStyle const head{.weight = draw::Weight::Bold, .size = 15, .colour = Ink};
            line(canvas, fonts, subject.banner.line, head, {40, 30, paper.width - 180, 24});
            draw::TextStyle const side{
                .size = 10, .colour = Faint, .align = draw::Align::Right, .lineSpacing = 1.2};
            auto const page =
                draw::Text::lay(fonts, fmt::format("物料一览　{}/{}", i / each + 1, sheets), side);
            page.draw(canvas, {paper.width - 40 - page.size().width, 34});
        }
        if (i >= entries.size()) break;
        Piece const& piece = entries[i].piece;
        draw::Rect const cell = grid.cell(static_cast<int>(i % each));
        draw::Rect const picture = contained(piece.item.size, {cell.x, cell.y, cell.width, cell.height - 30});
        canvas.fill(picture.inset(-0.5), Edge);
        canvas.fill(picture, draw::Colour::White);
        if (auto const drawn = workshop.preview(entries[i].model, subject, canvas, picture); !drawn)
            return base::pass(drawn);
        draw::TextStyle const name{
            .weight = draw::Weight::Bold, .size = 9.5, .colour = Ink, .lineSpacing = 1.2};
        draw::TextStyle const size{.size = 7.5, .colour = Faint, .lineSpacing = 1.2};
        line(canvas, fonts, piece.item.name, name, {cell.x, cell.bottom() - 26, cell.width, 13});
        line(canvas, fonts, sizeWords(piece), size, {cell.x, cell.bottom() - 11, cell.width, 11});
    }
    return document->finish();
}

base::Result<draw::Surface> thumbnail(Workshop const& workshop, Subject const& subject) {
    std::vector<Entry> const entries = entriesOf(workshop, subject);
    int const columns = 6;
    int const rows = std::max(1, static_cast<int>((entries.size() + 5) / 6));
    int const width = 960;
    int const height = rows * 150 + 20;
    auto surface = draw::Surface::create(width, height);
    if (!surface) return surface;
    draw::Canvas canvas = surface->canvas();
    canvas.clear(draw::Colour::White);
    Grid const grid{
        .columns = columns, .rows = rows, .area = {12, 12, width - 24.0, height - 24.0}, .gap = 12};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        draw::Size const own = entries[i].piece.item.size;
        draw::Rect const frame = canvas.snapped(contained(own, grid.cell(static_cast<int>(i))));
        canvas.fill(frame.inset(-1), Edge);
        canvas.fill(frame, draw::Colour::White);
        auto const kept = canvas.saved();
        canvas.clip(frame);
        // In its own shape, which the frame of whole pixels has not.
        draw::Rect const picture = covering(own, frame);
        if (auto const drawn = workshop.preview(entries[i].model, subject, canvas, picture); !drawn)
            return base::pass(drawn);
    }
    return surface;
}

} // namespace huibiao::kit
