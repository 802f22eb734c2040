#include "draw/internal/shaping.h"

#include "base/utf8.h"
#include "draw/internal/punctuation.h"
#include "draw/internal/words.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

namespace huibiao::draw {

namespace {

struct Character {
    char32_t point = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Character> characters(std::string_view text) {
    std::vector<Character> list;
    std::size_t at = 0;
    for (char32_t const point : base::decode(text)) {
        std::size_t const length = base::encode(point).size();
        list.push_back({point, at, at + length});
        at += length;
    }
    return list;
}

bool chinese(TextStyle const& style) {
    return style.language.starts_with("zh");
}

PangoWeight pangoWeight(Weight weight) {
    switch (weight) {
    case Weight::Regular: return PANGO_WEIGHT_NORMAL;
    case Weight::Medium: return PANGO_WEIGHT_MEDIUM;
    case Weight::Bold: return PANGO_WEIGHT_BOLD;
    case Weight::Black: return PANGO_WEIGHT_HEAVY;
    }
    return PANGO_WEIGHT_NORMAL;
}

void feature(PangoAttrList* list, char const* name, Character const& c) {
    PangoAttribute* attribute = pango_attr_font_features_new(name);
    attribute->start_index = static_cast<guint>(c.begin);
    attribute->end_index = static_cast<guint>(c.end);
    pango_attr_list_insert(list, attribute);
}

/// Whether the blank half of list[i] goes, given its neighbours and that the list is one whole line
/// (`line`) or a passage still to be broken.
bool squeezed(std::vector<Character> const& list, std::size_t i, Squeeze squeeze, bool line) {
    bool const opens = opensFull(list[i].point);
    bool const closes = closesFull(list[i].point);
    if (!opens && !closes) return false;
    if (squeeze == Squeeze::All && !pausesFull(list[i].point)) return true;
    if (closes) {
        if (i + 1 == list.size()) return line;
        return opensFull(list[i + 1].point) || closesFull(list[i + 1].point);
    }
    if (i == 0) return line;
    return opensFull(list[i - 1].point);
}

/// One half of the dash of Chinese, two ems without a gap even where no ideograph is near.
bool dashPair(std::vector<Character> const& list, std::size_t i) {
    if (list[i].point != U'—') return false;
    return (i > 0 && list[i - 1].point == U'—') || (i + 1 < list.size() && list[i + 1].point == U'—');
}

/// A quote or apostrophe of an English word or phrase inside Chinese text.
bool amongLatin(std::vector<Character> const& list, std::size_t i) {
    auto const outside = [&](bool edge, std::size_t at) {
        return edge || base::isBlank(list[at].point) || latinLetter(list[at].point) || list[at].point < 0x80;
    };
    bool const first = i == 0;
    bool const last = i + 1 == list.size();
    bool const opens = opensFull(list[i].point);
    bool const inside = opens ? !last && latinLetter(list[i + 1].point)
                              : !first && (latinLetter(list[i - 1].point) || pauses(list[i - 1].point));
    return inside && (opens ? outside(first, i - 1) : outside(last, i + 1) && list[i - 1].point < 0x250);
}

void setFeatures(PangoAttrList* attributes, std::vector<Character> const& list, TextStyle const& style,
                 bool line) {
    constexpr std::u32string_view Proportional = U"“”‘’";
    for (std::size_t i = 0; i < list.size(); ++i) {
        char32_t const c = list[i].point;
        bool const quote = Proportional.find(c) != std::u32string_view::npos;
        if (quote && (!chinese(style) || amongLatin(list, i))) {
            feature(attributes, "pwid=1", list[i]);
        } else if (chinese(style) && dashPair(list, i)) {
            feature(attributes, "fwid=1", list[i]);
        } else if (squeezed(list, i, style.squeeze, line)) {
            feature(attributes, style.vertical ? "vhal=1" : "halt=1", list[i]);
        }
    }
}

LayoutOwner shape(PangoContext* context, std::string_view text, std::vector<Character> const& list,
                  TextStyle const& style, double spacing, bool line) {
    LayoutOwner layout(pango_layout_new(context));
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, style.family == Family::Serif ? "Noto Serif CJK SC"
                                                                                 : "Noto Sans CJK SC");
    pango_font_description_set_weight(font, pangoWeight(style.weight));
    pango_font_description_set_absolute_size(font, ShapingSize * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);

    PangoAttrList* attributes = pango_attr_list_new();
    setFeatures(attributes, list, style, line);
    if (spacing != 0) {
        auto const each = static_cast<int>(std::lround(spacing * ShapingSize * PANGO_SCALE));
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(each));
    }
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

/// The end of each byte's cluster, in ems from the left.
std::vector<double> clusterEnds(PangoLayout* layout, std::size_t bytes) {
    std::vector<double> ends(bytes + 1, 0);
    PangoLayoutIter* iter = pango_layout_get_iter(layout);
    do {
        auto const index = static_cast<std::size_t>(pango_layout_iter_get_index(iter));
        PangoRectangle logical;
        pango_layout_iter_get_cluster_extents(iter, nullptr, &logical);
        if (index < bytes) ends[index] = (logical.x + logical.width) / (PANGO_SCALE * ShapingSize);
    } while (pango_layout_iter_next_cluster(iter) != 0);
    pango_layout_iter_free(iter);
    for (std::size_t i = 1; i <= bytes; ++i) ends[i] = std::max(ends[i], ends[i - 1]);
    return ends;
}

void findMissing(PangoLayout* layout, std::string& missing) {
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) return;
    std::string_view const text = pango_layout_get_text(layout);
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout, 0);
    for (GSList* run = line->runs; run != nullptr; run = run->next) {
        auto const* item = static_cast<PangoGlyphItem*>(run->data);
        for (int i = 0; i < item->glyphs->num_glyphs; ++i) {
            if ((item->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) continue;
            auto const at = static_cast<std::size_t>(item->item->offset + item->glyphs->log_clusters[i]);
            char const* next = g_utf8_next_char(text.data() + at);
            std::string const character(text.data() + at, next);
            if (missing.find(character) == std::string::npos) missing += character;
        }
    }
}

bool inside(std::vector<Passage::Span> const& spans, std::size_t offset) {
    return std::ranges::any_of(spans, [&](auto const& s) { return offset > s.begin && offset < s.end; });
}

/// UAX 14 as Pango does it, with the quotes of Chinese as the brackets they are there, and marks that
/// GB/T 15834 keeps from the head of a line.
bool mayBreak(std::vector<Character> const& list, PangoLogAttr const* log, std::size_t i, bool zh) {
    char32_t const before = list[i - 1].point;
    char32_t const after = list[i].point;
    if (neverFirst(after) || (after == U'—' && before == U'—')) return false;
    if (log[i].is_line_break != 0) return true;
    if (!zh) return false;
    auto const han = [](char32_t c) { return base::isHan(c) || digit(c); };
    if (after == U'“' || after == U'‘')
        return base::isHan(before) || closesFull(before) || before == U'—' || before == U'…';
    if (before == U'”' || before == U'’') return han(after) || opensFull(after);
    return false;
}

Break quality(std::vector<Character> const& list, std::size_t i, Passage const& passage, std::size_t offset) {
    if (std::ranges::find(passage.breaks, offset) != passage.breaks.end()) return Break::Preferred;
    if (inside(passage.together, offset)) return Break::Together;
    char32_t const before = list[i - 1].point;
    if (digit(before) && countsWith(list[i].point)) return Break::Together;
    return pauses(before) ? Break::Punctuation : Break::Plain;
}

/// The same in a title, where words stay whole.
Break titleQuality(std::vector<Character> const& list, std::size_t i, Break running,
                   std::vector<std::size_t> const& words) {
    bool const inside = base::isHan(list[i - 1].point) && base::isHan(list[i].point) &&
                        !std::ranges::binary_search(words, list[i].begin);
    return running == Break::Plain && inside ? Break::Word : running;
}

void finish(Unit& unit, std::vector<Character> const& list, std::size_t first, std::size_t last,
            std::vector<double> const& ends, TextStyle const& style) {
    double const left = first == 0 ? 0 : ends[list[first].begin - 1];
    auto const endOf = [&](std::size_t i) { return ends[list[i].end - 1]; };
    unit.width = endOf(last - 1) - left;
    std::size_t solid = last;
    while (solid > first && base::isBlank(list[solid - 1].point)) --solid;
    if (solid < last && solid > first) unit.tailTrim = endOf(last - 1) - endOf(solid - 1);
    for (std::size_t i = first; i < solid; ++i) {
        char32_t const c = list[i].point;
        if (!opensFull(c) && !closesFull(c) && !pauses(c)) ++unit.weight;
    }
    if (!chinese(style) || solid == first) return;
    if (opensFull(list[first].point) && !squeezed(list, first, style.squeeze, false)) unit.headTrim = 0.5;
    if (closesFull(list[solid - 1].point) && !squeezed(list, solid - 1, style.squeeze, false))
        unit.tailTrim += 0.5;
}

void measureParagraph(PangoContext* context, std::string_view text, std::size_t offset,
                      Passage const& passage, TextStyle const& style, Ends at, std::vector<Unit>& units,
                      std::string& missing) {
    std::vector<Character> const list = characters(text);
    LayoutOwner const layout = shape(context, text, list, style, style.letterSpacing, false);
    findMissing(layout.get(), missing);
    std::vector<double> const ends = clusterEnds(layout.get(), text.size());
    int count = 0;
    PangoLogAttr const* log = pango_layout_get_log_attrs_readonly(layout.get(), &count);
    bool const title = at == Ends::Words && chinese(style);
    std::vector<std::size_t> const words = title ? wordEnds(text) : std::vector<std::size_t>();
    std::size_t first = 0;
    for (std::size_t i = 1; i <= list.size(); ++i) {
        bool const end = i == list.size();
        std::size_t const here = offset + (end ? text.size() : list[i].begin);
        bool const wanted = !end && std::ranges::find(passage.breaks, here) != passage.breaks.end();
        if (!end && !wanted && !mayBreak(list, log, i, chinese(style))) continue;
        Unit unit{.begin = offset + list[first].begin, .end = here};
        unit.after = end ? Break::Hard : quality(list, i, passage, here);
        if (title && !end) unit.after = titleQuality(list, i, unit.after, words);
        finish(unit, list, first, i, ends, style);
        unit.pause = !end && i > first + 1 && base::isBlank(list[i - 1].point) &&
                     base::isHan(list[i - 2].point) && base::isHan(list[i].point);
        units.push_back(unit);
        first = i;
    }
    if (list.empty()) units.push_back({.begin = offset, .end = offset, .after = Break::Hard});
}

} // namespace

ContextOwner makeContext(Fonts const& fonts, TextStyle const& style) {
    ContextOwner context(pango_font_map_create_context(fonts.map()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string(style.language.c_str()));
    if (style.vertical) {
        // Digits stand upright too.
        pango_context_set_base_gravity(context.get(), PANGO_GRAVITY_EAST);
        pango_context_set_gravity_hint(context.get(), PANGO_GRAVITY_HINT_STRONG);
    }
    return context;
}

LayoutOwner shapeLine(PangoContext* context, std::string_view line, TextStyle const& style,
                      double extraSpacing) {
    return shape(context, line, characters(line), style, style.letterSpacing + extraSpacing, true);
}

std::vector<Unit> measure(PangoContext* context, Passage const& passage, TextStyle const& style, Ends ends,
                          std::string& missing) {
    std::vector<Unit> units;
    std::string_view const text = passage.text;
    for (std::size_t begin = 0;;) {
        std::size_t const newline = std::min(text.find('\n', begin), text.size());
        measureParagraph(context, text.substr(begin, newline - begin), begin, passage, style, ends, units,
                         missing);
        if (newline == text.size()) break;
        begin = newline + 1;
    }
    return units;
}

std::vector<Unit> splitWide(PangoContext* context, std::vector<Unit> const& units, Passage const& passage,
                            TextStyle const& style, double width) {
    std::vector<Unit> result;
    for (Unit const& unit : units) {
        if (unit.width - unit.headTrim - unit.tailTrim <= width) {
            result.push_back(unit);
            continue;
        }
        std::string_view const text =
            std::string_view(passage.text).substr(unit.begin, unit.end - unit.begin);
        auto const list = characters(text);
        LayoutOwner const layout = shape(context, text, list, style, style.letterSpacing, false);
        auto const ends = clusterEnds(layout.get(), text.size());
        int count = 0;
        PangoLogAttr const* log = pango_layout_get_log_attrs_readonly(layout.get(), &count);
        std::size_t first = 0;
        for (std::size_t i = 1; i <= list.size(); ++i) {
            bool const end = i == list.size();
            bool const tied = !end && (log[i].is_cursor_position == 0 || closesFull(list[i].point) ||
                                       neverFirst(list[i].point) || opensFull(list[i - 1].point));
            if (tied) continue;
            Unit piece{.begin = unit.begin + list[first].begin,
                       .end = unit.begin + list[i - 1].end,
                       .after = end ? unit.after : Break::Plain};
            finish(piece, list, first, i, ends, style);
            result.push_back(piece);
            first = i;
        }
    }
    return result;
}

} // namespace huibiao::draw
