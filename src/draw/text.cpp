#include "draw/text.h"

#include "base/utf8.h"
#include "draw/internal/breaking.h"
#include "draw/internal/measured.h"
#include "draw/internal/punctuation.h"
#include "draw/internal/shaping.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

namespace huibiao::draw {

namespace {

/// Where the em square of the Noto CJK fonts lies: its bottom this far below the baseline, in ems.
constexpr double EmBelowBaseline = 0.12;
/// In vertical setting the baseline runs through the middle.
constexpr double EmBelowVertical = 0.5;
/// How high ideographs really are, in ems.
constexpr double InkHeight = 0.96;

std::string_view trimmed(std::string_view text) {
    std::string const solid = base::trim(text);
    std::size_t const at = text.find(solid);
    return solid.empty() ? std::string_view() : text.substr(0, at + solid.size());
}

/// Pango's units in ems.
double ems(int units) {
    return units / (PANGO_SCALE * ShapingSize);
}

/// The width in ems of a comma or stop at the end of a centred line: the eye takes the middle without it.
double hanging(PangoLayout* layout) {
    std::u32string const text = base::decode(pango_layout_get_text(layout));
    if (text.size() < 2 || !pausesFull(text.back())) return 0;
    std::size_t const before = std::strlen(pango_layout_get_text(layout)) - base::encode(text.back()).size();
    int x = 0;
    pango_layout_line_index_to_x(pango_layout_get_line_readonly(layout, 0), static_cast<int>(before), FALSE,
                                 &x);
    PangoRectangle ink;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, nullptr);
    return ems(ink.x + ink.width - x);
}

/// Malformed text is repaired, and then no byte offset can be trusted.
Passage sound(Passage const& passage) {
    if (base::validUtf8(passage.text)) return passage;
    return {base::repairUtf8(passage.text)};
}

} // namespace

struct Text::Inner {
    ContextOwner context;
    TextStyle style;
    double column = 0;
    std::vector<Line> lines;
    std::vector<LayoutOwner> layouts;
    std::vector<double> lefts;
    Size size;
    Rect ink;
    std::string missing;

    std::vector<Unit> measured(Fonts const& fonts, Passage const& passage, Ends ends);
    void set(Passage const& passage, std::vector<Unit> const& units, std::vector<LineRange> const& ranges,
             double maxWidth);
    void place(std::size_t i, PangoRectangle const& ink, PangoRectangle const& logical, bool last);
};

std::vector<Unit> Text::Inner::measured(Fonts const& fonts, Passage const& passage, Ends ends) {
    Measured* const known = fonts.measured();
    if (known != nullptr) {
        if (Measured::Entry const* entry = known->find(passage, style, ends)) {
            missing = entry->missing;
            return entry->units;
        }
    }
    auto units = measure(context.get(), passage, style, ends, missing);
    if (known != nullptr) known->keep({passage, style, ends, units, missing});
    return units;
}

void Text::Inner::place(std::size_t i, PangoRectangle const& black, PangoRectangle const& logical,
                        bool last) {
    Line& line = lines[i];
    double const width = ems(logical.width) * style.size;
    double const inkLeft = ems(black.x) * style.size;
    double const inkWidth = ems(black.width) * style.size;
    double left = 0;
    switch (style.align) {
    case Align::Centre:
        left = (column - inkWidth + hanging(layouts[i].get()) * style.size) / 2 - inkLeft;
        break;
    case Align::Right: left = column - width; break;
    case Align::Left:
    case Align::Justify: break;
    }
    auto const gaps = static_cast<double>(base::decode(line.text).size()) - 1;
    // More than a fifth of an em between all characters would look torn.
    bool const stretch =
        style.align == Align::Justify && !last && gaps > 0 && (column - width) / gaps < style.size / 5;
    if (stretch) {
        double const each = (column - width) / gaps / style.size;
        layouts[i] = shapeLine(context.get(), line.text, style, each);
        // Pango puts half of the spacing on each side of a character.
        left -= each * style.size / 2;
    }
    double const pitch = style.lineSpacing * style.size;
    line.box = {left, static_cast<double>(i) * pitch, stretch ? column : width, pitch};
    double const below = style.vertical ? EmBelowVertical : EmBelowBaseline;
    line.baseline = line.box.y + pitch / 2 + (0.5 - below) * style.size;
    line.ink = {left + inkLeft, line.baseline + ems(black.y) * style.size,
                stretch ? column - inkLeft : inkWidth, ems(black.height) * style.size};
    lefts[i] = left;
}

void Text::Inner::set(Passage const& passage, std::vector<Unit> const& units,
                      std::vector<LineRange> const& ranges, double maxWidth) {
    lines.clear();
    layouts.clear();
    std::vector<std::pair<PangoRectangle, PangoRectangle>> extents;
    double widest = 0;
    for (LineRange const range : ranges) {
        std::size_t const begin = units[range.first].begin;
        std::size_t const end = units[range.last - 1].end;
        Line line;
        line.text = trimmed(std::string_view(passage.text).substr(begin, end - begin));
        LayoutOwner layout = shapeLine(context.get(), line.text, style);
        PangoRectangle black;
        PangoRectangle logical;
        pango_layout_line_get_extents(pango_layout_get_line_readonly(layout.get(), 0), &black, &logical);
        widest = std::max(widest, ems(logical.width) * style.size);
        extents.emplace_back(black, logical);
        lines.push_back(std::move(line));
        layouts.push_back(std::move(layout));
    }
    column = maxWidth > 0 ? maxWidth : widest;
    lefts.assign(lines.size(), 0);
    ink = {};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        bool const last = units[ranges[i].last - 1].after == Break::Hard;
        place(i, extents[i].first, extents[i].second, last);
        ink = around(ink, lines[i].ink);
        widest = std::max(widest, lines[i].box.width);
    }
    size = {widest, static_cast<double>(lines.size()) * style.lineSpacing * style.size};
}

Text::Text(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Text::Text(Text&&) noexcept = default;
Text& Text::operator=(Text&&) noexcept = default;
Text::~Text() = default;

namespace {

/// As many lines as full ones would take, of equal length; one more rather than a word in two.
std::vector<LineRange> evened(std::vector<Unit> const& units, double width,
                              std::vector<LineRange> const& full) {
    struct Way {
        std::size_t lines;
        Break worst;
    };
    std::size_t const n = full.size();
    for (Way const way :
         {Way{n, Break::Plain}, {n + 1, Break::Plain}, {n, Break::Word}, {n, Break::Together}}) {
        auto even = balanced(units, width, way.lines, way.worst);
        if (!even.empty()) return even;
    }
    return full;
}

} // namespace

Text Text::lay(Fonts const& fonts, Passage const& raw, TextStyle const& style, double maxWidth) {
    Passage const passage = sound(raw);
    auto inner = std::make_unique<Inner>();
    inner->context = makeContext(fonts, style);
    inner->style = style;
    auto units = inner->measured(fonts, passage, style.balanced ? Ends::Words : Ends::Characters);
    double const width = maxWidth > 0 ? maxWidth / style.size : 1e9;
    units = splitWide(inner->context.get(), units, passage, style, width);
    auto ranges = firstFit(units, width);
    if (style.balanced) ranges = evened(units, width, ranges);
    inner->set(passage, units, ranges, maxWidth);
    return Text(std::move(inner));
}

namespace {

struct Choice {
    double size = 0;
    double worth = 0;
    std::size_t lines = 0;
    Break worst = Break::Plain;
};

/// What a setting is worth beside one that breaks only where it had best be broken.
struct Rung {
    Break worst;
    double worth;
};

Choice choose(std::vector<Unit> const& units, TextStyle const& style, Size box, Text::Bounds const& bounds,
              std::span<Rung const> rungs) {
    Choice best;
    for (Rung const rung : rungs) {
        for (int n = 1; n <= bounds.lines; ++n) {
            auto const count = static_cast<std::size_t>(n);
            double const byHeight = box.height / ((n - 1) * style.lineSpacing + InkHeight);
            double const ceiling = std::min(byHeight, bounds.most);
            if (ceiling * rung.worth <= best.worth) continue;
            double const width = leastWidth(units, count, rung.worst);
            if (!std::isfinite(width)) continue;
            double const size = width > 0 ? std::min(ceiling, box.width / width) : ceiling;
            if (size * rung.worth > best.worth * 1.0001 && size >= bounds.least) {
                best = {size, size * rung.worth, count, rung.worst};
            }
        }
    }
    return best;
}

} // namespace

std::optional<Text> Text::fit(Fonts const& fonts, Passage const& raw, TextStyle const& style, Size box,
                              Bounds const& bounds) {
    if (box.width <= 0 || box.height <= 0) return std::nullopt;
    Passage const passage = sound(raw);
    auto inner = std::make_unique<Inner>();
    inner->context = makeContext(fonts, style);
    inner->style = style;
    auto const units = inner->measured(fonts, passage, Ends::Words);

    static constexpr Rung Whole[] = {
        {Break::Preferred, 1.0}, {Break::Punctuation, 0.85}, {Break::Plain, 0.75}};
    static constexpr Rung InWords[] = {{Break::Word, 1.0}};
    static constexpr Rung Broken[] = {{Break::Together, 1.0}};
    Choice choice = choose(units, style, box, bounds, Whole);
    if (choice.lines == 0) choice = choose(units, style, box, bounds, InWords);
    if (choice.lines == 0) choice = choose(units, style, box, bounds, Broken);
    if (choice.lines == 0) return std::nullopt;

    // Ink is known only once it is set: the estimate may be a little too large.
    double size = choice.size;
    for (int attempt = 0; attempt < 6 && size >= bounds.least; ++attempt) {
        inner->style.size = size;
        auto const ranges = balanced(units, box.width / size, choice.lines, choice.worst);
        if (ranges.empty()) return std::nullopt;
        inner->set(passage, units, ranges, box.width);
        double const over = std::max(inner->ink.width / box.width, inner->ink.height / box.height);
        if (over <= 1) return Text(std::move(inner));
        size = size / over * 0.9999;
    }
    return std::nullopt;
}

Size Text::size() const {
    return m_inner->size;
}

Rect Text::ink() const {
    return m_inner->ink;
}

std::vector<Text::Line> const& Text::lines() const {
    return m_inner->lines;
}

double Text::fontSize() const {
    return m_inner->style.size;
}

std::string Text::missingGlyphs() const {
    return m_inner->missing;
}

void Text::draw(Canvas& canvas, Point origin, As as) const {
    auto const kept = canvas.saved();
    cairo_t* context = canvas.raw();
    Colour const c = m_inner->style.colour;
    cairo_set_source_rgba(context, c.red / 255.0, c.green / 255.0, c.blue / 255.0, c.alpha / 255.0);
    for (std::size_t i = 0; i < m_inner->lines.size(); ++i) {
        PangoLayoutLine* line = pango_layout_get_line_readonly(m_inner->layouts[i].get(), 0);
        auto const placed = canvas.saved();
        canvas.translate({origin.x + m_inner->lefts[i], origin.y + m_inner->lines[i].baseline});
        canvas.scale(m_inner->style.size / ShapingSize);
        cairo_new_path(context);
        cairo_move_to(context, 0, 0);
        if (as == As::Text) {
            pango_cairo_show_layout_line(context, line);
        } else {
            pango_cairo_layout_line_path(context, line);
            cairo_fill(context);
        }
    }
}

Point Text::centredIn(Rect const& box) const {
    Point const middle = box.centre();
    Point const black = m_inner->ink.centre();
    return {middle.x - black.x, middle.y - black.y};
}

void Text::colour(Colour colour) {
    m_inner->style.colour = colour;
}

} // namespace huibiao::draw
