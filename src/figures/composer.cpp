#include "figures/internal/composer.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::figures::internal {

namespace {

/// Widths of the columns of figures in ems: how many, their share, and what else there is.
constexpr double Columns[] = {3.4, 3.9, 4.4};
constexpr double LineSpacing = 1.35;
constexpr double WholeShare = 0.3; ///< of a column: a question of this height is kept whole

} // namespace

SetText Composer::set(std::string_view words, Kind const& kind, double width) {
    std::string const key = fmt::format("{} {} {} {} {}", kind.size, kind.colour.print(),
                                        static_cast<int>(kind.weight), width, words);
    SetText& known = m_known[key];
    if (known) return known;
    draw::TextStyle style;
    style.weight = kind.weight;
    style.size = m_is.size * kind.size;
    style.colour = kind.colour;
    style.lineSpacing = LineSpacing;
    style.language = m_words == base::Language::Chinese ? "zh-CN" : "en";
    known = std::make_shared<draw::Text const>(draw::Text::lay(*m_fonts, words, style, width));
    return known;
}

void Composer::add(std::vector<Piece>& to, std::string_view words, Kind const& kind, double indent,
                   double before) {
    double const width = m_is.width - indent;
    SetText const whole = set(words, kind, width);
    double const most = m_is.columnHeight / 3;
    if (whole->size().height <= most) {
        Piece piece{.height = whole->size().height, .before = before};
        piece.marks.push_back({Mark::Words{whole, {indent, 0}}});
        to.push_back(std::move(piece));
        return;
    }
    for (draw::Text::Line const& line : whole->lines()) {
        SetText const one = set(line.text, kind, 0);
        Piece piece{.height = one->size().height, .before = before};
        piece.marks.push_back({Mark::Words{one, {indent, 0}}});
        to.push_back(std::move(piece));
        before = 0;
    }
}

double Composer::edge(std::size_t column) const {
    double x = m_is.width;
    for (std::size_t i = m_is.figures; i-- > column + 1;)
        x -= Columns[std::min<std::size_t>(i, 2)] * m_is.size;
    return x;
}

void Composer::right(Piece& piece, SetText const& text, double edge, double y) const {
    piece.marks.push_back({Mark::Words{text, {edge - text->size().width, y}}});
}

void Composer::addHeadings(std::vector<Piece>& to, std::vector<std::string> const& headings) {
    if (headings.empty()) return;
    Kind const kind{.size = 0.85, .colour = ink::Grey};
    // Beside the base where that leaves room for them.
    Piece& above = to.back();
    auto const* const words = above.marks.empty() ? nullptr : std::get_if<Mark::Words>(&above.marks[0].what);
    double const left = edge(0) - std::max(Columns[0] * m_is.size, set(headings[0], kind, 0)->size().width);
    bool const beside = words && words->text->lines().size() == 1 && words->text->size().width < left;
    Piece own{.before = m_is.size * 0.1, .withNext = true};
    Piece& piece = beside ? above : own;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        SetText const text = set(headings[i], kind, 0);
        right(piece, text, edge(i), beside ? above.height - text->size().height : 0);
        if (!beside) own.height = std::max(own.height, text->size().height);
    }
    if (!beside) to.push_back(std::move(own));
}

void Composer::addRow(std::vector<Piece>& to, Row const& row) {
    double const em = m_is.size;
    SetText label = set(row.label, {}, labelWidth());
    if (label->size().height > m_is.columnHeight / 3) {
        add(to, row.label, {}, 0, em * 0.15); // a choice as long as a page
        label = set("", {}, 0);
    }
    Piece piece{.height = std::max(label->size().height, em * LineSpacing), .before = em * 0.15};
    piece.marks.push_back({Mark::Words{label, {0, 0}}});
    double const figures = edge(0) - Columns[0] * em;
    draw::Rect const track{labelWidth() + em * 0.6, em * (LineSpacing - 0.75) / 2,
                           figures - labelWidth() - em * 0.8, em * 0.75};
    piece.marks.push_back({Mark::Fill{track, ink::Track}});
    draw::Rect bar = track;
    bar.width *= std::clamp(row.part, 0.0, 1.0);
    if (bar.width > 0) piece.marks.push_back({Mark::Fill{bar, ink::Bar}});
    for (std::size_t i = 0; i < row.figures.size(); ++i) right(piece, set(row.figures[i], {}, 0), edge(i), 0);
    to.push_back(std::move(piece));
}

void Composer::addTexts(std::vector<Piece>& to, std::vector<std::string> const& texts, std::size_t most) {
    double const em = m_is.size;
    for (std::size_t i = 0; i < std::min(most, texts.size()); ++i) {
        std::size_t const first = to.size();
        add(to, texts[i], {}, em * 1.1, em * 0.15);
        double const middle = em * LineSpacing / 2;
        draw::Rect const dot{em * 0.35, middle - em * 0.14, em * 0.28, em * 0.28};
        to[first].marks.push_back({Mark::Fill{dot, ink::Bar}});
    }
}

std::vector<Piece> Composer::title(Summary const& form) {
    std::vector<Piece> out;
    double const em = m_is.size;
    if (!form.title.empty()) add(out, form.title, {.size = 1.25, .weight = draw::Weight::Bold}, 0, em * 1.6);
    add(out, submissionsLine(form, m_words), {.colour = ink::Grey}, 0, out.empty() ? em * 1.6 : 0);
    for (Piece& piece : out) piece.heads = true;
    if (out.size() <= 4) // not one that is set line by line
        for (Piece& piece : out) piece.withNext = true;
    return out;
}

std::vector<Piece> Composer::question(QuestionFigures const& question, std::size_t number,
                                      std::size_t texts) {
    std::vector<Piece> out;
    double const em = m_is.size;
    add(out, fmt::format("{}. {}", number, question.heading), {.size = 1.05, .weight = draw::Weight::Bold}, 0,
        em * 0.9);
    std::size_t const head = out.size();
    add(out, baseLine(question, m_words), {.size = 0.9, .colour = ink::Grey}, 0, 0);
    std::vector<Row> const bars = rows(question, m_words);
    std::size_t const shown = std::min(texts, question.texts.size());
    std::string const more = leftOut(question, shown, m_words);
    // One after the other where the words of the question alone are higher than a piece may be.
    if (head == 1) out[0].withNext = true;
    if (out.size() == head + 1) out[head].withNext = !bars.empty() || shown > 0 || !more.empty();
    for (Piece& piece : out) piece.heads = true;
    addHeadings(out, bars.empty() ? std::vector<std::string>{} : headings(question, m_words));
    for (Row const& row : bars) addRow(out, row);
    // A short one is not parted: a choice reads beside the others.
    double height = 0;
    for (Piece const& piece : out) height += piece.before + piece.height;
    if (!bars.empty() && height <= m_is.columnHeight * WholeShare)
        for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i].withNext = true;
    addTexts(out, question.texts, texts);
    if (!more.empty()) add(out, more, {.size = 0.9, .colour = ink::Grey}, em * 1.1, em * 0.15);
    return out;
}

Piece Composer::again(std::size_t number) {
    SetText const text = set(m_words == base::Language::Chinese ? fmt::format("第{}题（续）", number)
                                                                : fmt::format("{} (continued)", number),
                             {.size = 0.9, .colour = ink::Grey}, 0);
    Piece piece{.height = text->size().height};
    piece.marks.push_back({Mark::Words{text, {0, 0}}});
    return piece;
}

} // namespace huibiao::figures::internal
