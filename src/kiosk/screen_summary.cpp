#include "figures/wording.h"
#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/staff_parts.h"
#include "kiosk/words_staff.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace huibiao::kiosk {

namespace {

constexpr double MostWide = 1120;
constexpr double Pad = 24;
/// Widths of the columns of figures: how many, their share, and what else there is.
constexpr double Columns[] = {84, 104, 112};

/// The answers in figures, question by question, below one another.
class Figures {
public:
    Figures(Stage& stage, draw::Rect const& area)
        : m_stage(&stage), m_width(std::min(MostWide, stage.width() - 2 * stage.margin())),
          m_x((stage.width() - m_width) / 2), m_y(area.y + 28), m_top(area.y) {
        stage.beginScroll(area);
    }

    [[nodiscard]] double x() const { return m_x; }
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double width() const { return m_width; }
    void add(double height) { m_y += height; }
    void end(double scroll) { m_stage->endScroll(m_y + 8 - m_top, scroll, std::nullopt); }

    void say(std::string const& id, Role role, std::string const& words, Type const& type, double gap) {
        if (words.empty()) return;
        SetText const set = m_stage->set(words, type, m_width);
        m_y += m_stage->tell(id, role, set, {m_x, m_y}, look::Paper).height + gap;
    }
    void notice(std::string const& id, Notice kind, std::string const& words) {
        m_y += showNotice(*m_stage, id, kind, words, m_x, m_y, m_width) + 16;
    }
    void question(std::string const& id, figures::QuestionFigures const& question, std::size_t number);

private:
    [[nodiscard]] bool narrow() const { return m_width < 860; }
    [[nodiscard]] double inner() const { return m_width - 2 * Pad; }
    /// All bars are equally long, whether their questions have two columns of figures or three.
    [[nodiscard]] double edge(std::size_t column) const {
        double x = m_x + m_width - Pad;
        for (std::size_t i = std::size(Columns); i-- > column + 1;) x -= Columns[i];
        return x;
    }
    void headings(std::vector<std::string> const& words);
    void row(std::string const& id, figures::Row const& row);
    void text(std::string const& id, std::string const& words);

    Stage* m_stage;
    double m_width;
    double m_x;
    double m_y;
    double m_top;
};

void Figures::headings(std::vector<std::string> const& words) {
    double height = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        SetText const set = m_stage->fit(words[i], {look::Small, look::Muted}, Columns[i] - 4, 20);
        m_stage->put(set, {edge(i) - set.size.width, m_y});
        height = std::max(height, set.size.height);
    }
    m_y += height + 2;
}

void Figures::row(std::string const& id, figures::Row const& row) {
    Type const type{look::Small + 1, look::Ink, draw::Weight::Regular, draw::Align::Left, 1.35};
    std::size_t const columns = row.figures.size();
    double const left = m_x + Pad;
    double const figuresLeft = edge(0) - Columns[0];
    double const labelWidth = narrow() ? inner() : inner() * 0.36;
    double const top = m_y;
    SetText const label = m_stage->set(row.label, type, labelWidth);
    m_stage->put(label, {left, m_y});
    // Where there is little room the bar stands below what it is of.
    if (narrow()) m_y += label.size.height;
    double const barLeft = narrow() ? left : left + labelWidth + 16;
    double line = 0;
    std::string value;
    for (std::size_t i = 0; i < columns; ++i) {
        SetText const set = m_stage->set(row.figures[i], type);
        m_stage->put(set, {edge(i) - set.size.width, m_y});
        line = std::max(line, set.size.height);
        value += (i == 0 ? "" : " ") + row.figures[i];
    }
    draw::Rect const track{barLeft, m_y + (line - 18) / 2, std::max(0.0, figuresLeft - 8 - barLeft), 18};
    m_stage->box(track, look::Line);
    if (row.part > 0)
        m_stage->box({track.x, track.y, std::max(2.0, track.width * std::min(row.part, 1.0)), track.height},
                     look::Accent);
    m_y += narrow() ? line : std::max(line, label.size.height);
    Item& item = m_stage->item(id, Role::Paragraph, row.label, {left, top, inner(), m_y - top});
    item.value = value;
    item.textPx = label.text->fontSize();
    item.fg = look::Ink;
    item.bg = look::Surface;
    m_y += 8;
}

void Figures::text(std::string const& id, std::string const& words) {
    SetText const set = m_stage->set(
        words, {look::Small + 1, look::Ink, draw::Weight::Regular, draw::Align::Left, 1.4}, inner() - 24);
    m_stage->box({m_x + Pad + 2, m_y + 12, 8, 8}, look::Accent, 4);
    m_y += m_stage->tell(id, Role::Paragraph, set, {m_x + Pad + 24, m_y}, look::Surface).height + 8;
}

void Figures::question(std::string const& id, figures::QuestionFigures const& question, std::size_t number) {
    base::Language const language = m_stage->language();
    std::vector<figures::Row> const rows = figures::rows(question, language);
    // The card lies below what it holds, and is as high as that comes out.
    auto const fill = [&](bool real) {
        Stage trial = m_stage->trial();
        Figures copy = *this;
        if (!real) copy.m_stage = &trial;
        copy.m_y += 18;
        auto const tell = [&](std::string const& part, Role role, std::string const& words,
                              Type const& type) {
            SetText const set = copy.m_stage->set(words, type, inner());
            copy.m_y += copy.m_stage->tell(id + part, role, set, {m_x + Pad, copy.m_y}, look::Surface).height;
        };
        tell("", Role::Heading, fmt::format("{}. {}", number, question.heading),
             {look::Body, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.35});
        tell(":base", Role::Paragraph, figures::baseLine(question, language),
             {look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.4});
        if (!rows.empty()) copy.headings(figures::headings(question, language));
        for (std::size_t i = 0; i < rows.size(); ++i) copy.row(fmt::format("{}:row{}", id, i), rows[i]);
        if (!question.texts.empty()) copy.m_y += 8;
        for (std::size_t i = 0; i < question.texts.size(); ++i)
            copy.text(fmt::format("{}:text{}", id, i), question.texts[i]);
        std::string const more = figures::leftOut(question, question.texts.size(), language);
        if (!more.empty())
            tell(":more", Role::Paragraph, more,
                 {look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.4});
        return copy.m_y + 12 - m_y;
    };
    double const height = fill(false);
    m_stage->box({m_x, m_y, m_width, height}, look::Surface, look::Radius, 1, look::Line);
    fill(true);
    m_y += height + 16;
}

void showFigures(Stage& stage, Figures& page, figures::EventSummary const& summary) {
    base::Language const language = stage.language();
    if (summary.shut > 0 && summary.submissions == 0)
        return page.notice("sealed", Notice::Caution, say::summarySealed(summary.shut, language));
    for (std::size_t i = 0; i < summary.notes.size(); ++i)
        page.notice("note:" + std::to_string(i), Notice::Caution, summary.notes[i]);
    page.say("print", Role::Paragraph, stage.in(say::SummaryPrint), {look::Small, look::Muted}, 20);
    for (std::size_t f = 0; f < summary.forms.size(); ++f) {
        figures::Summary const& form = summary.forms[f];
        std::string const id = "form" + std::to_string(f);
        page.say(id, Role::Heading, form.title,
                 {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.3}, 4);
        page.say(id + ":count", Role::Paragraph, figures::submissionsLine(form, language),
                 {look::Small, look::Muted}, 16);
        if (form.submissions == 0) continue;
        std::size_t number = 0;
        for (figures::QuestionFigures const& question : form.questions)
            if (question.asked) {
                ++number;
                page.question(fmt::format("{}:q{}", id, number), question, number);
            }
        page.add(12);
    }
}

} // namespace

void showSummary(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    Figures page(stage, showStaffHeader(stage, stage.in(say::SummaryTitle)));
    if (desk.running()) {
        page.add(showRunning(stage, desk, page.x(), page.y(), page.width()));
    } else if (desk.ended() == Task::Kind::Summary && desk.outcome() && desk.outcome()->summary) {
        showFigures(stage, page, *desk.outcome()->summary);
    } else {
        page.add(showOutcome(stage, desk, page.x(), page.y(), page.width()));
        std::string const again = stage.in(say::SummaryAgain);
        double const wide = std::min(page.width(), std::max(280.0, stage.buttonWidth(again, false) + 24));
        stage.button("again", again, {page.x(), page.y() + 8, wide, 80}, {Verb::Desk, {}, "summary"},
                     ButtonKind::Primary);
        page.add(8 + 80 + 24);
    }
    page.end(session.scroll);
    showStaffFooter(stage, desk, stage.in(say::BackToPage), {Verb::Desk, {}, "home"});
    stage.name("staff", "staff_summary");
}

} // namespace huibiao::kiosk
