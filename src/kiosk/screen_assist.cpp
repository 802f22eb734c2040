#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words_staff.h"

#include <algorithm>
#include <vector>

namespace huibiao::kiosk {

namespace {

std::string methodLabel(Session const& session) {
    std::string const& method = session.assist()->method;
    base::Language const language = session.words();
    return (method == "visit"   ? say::AssistVisit
            : method == "phone" ? say::AssistPhone
                                : say::AssistHelp)
        .in(language);
}

/// One line of what is noted on each answer.
struct Fact {
    std::string id;
    SetText label;
    SetText value;
    [[nodiscard]] double height() const { return std::max(label.size.height, value.size.height); }
};

constexpr double FactGap = 12;
constexpr double CardPad = 24;

double labelWidth(double width) {
    return std::min(150.0, width * 0.3);
}

std::vector<Fact> factsOf(Stage& stage, Session const& session, double width) {
    Assist const& assist = *session.assist();
    auto const fact = [&](std::string id, base::Words const& label, std::string const& value) {
        return Fact{std::move(id), stage.set(stage.in(label), {look::Body, look::Muted}, labelWidth(width)),
                    stage.set(value.empty() ? stage.in(say::Unanswered) : value,
                              {look::Body, look::Ink, draw::Weight::Medium}, width - labelWidth(width) - 16)};
    };
    return {fact("method", say::AssistMethod, methodLabel(session)),
            fact("interviewer", say::AssistWho, assist.interviewer),
            fact("place", say::AssistWhere, assist.place)};
}

/// The three, and beside them the button that changes them; the height taken.
double showFacts(Stage& stage, Session const& session, double x, double y, double width) {
    double const edit = stage.buttonWidth(stage.in(say::Edit), true) - 12;
    double const words = width - 2 * CardPad - edit - 16;
    std::vector<Fact> const facts = factsOf(stage, session, words);
    double height = 2 * CardPad - FactGap;
    for (Fact const& fact : facts) height += fact.height() + FactGap;
    stage.box({x, y, width, height}, look::Surface, look::Radius, 1, look::Line);
    double line = y + CardPad;
    for (Fact const& fact : facts) {
        stage.put(fact.label, {x + CardPad, line});
        stage.put(fact.value, {x + CardPad + labelWidth(words) + 16, line});
        Item& item =
            stage.item(fact.id, Role::Paragraph, fact.label.words, {x + CardPad, line, words, fact.height()});
        item.value = fact.value.words;
        item.textPx = fact.label.text->fontSize();
        item.fg = look::Muted;
        item.bg = look::Surface;
        line += fact.height() + FactGap;
    }
    stage.button("edit", stage.in(say::Edit),
                 {x + width - CardPad - edit, y + (height - stage.control()) / 2, edit, stage.control()},
                 {Verb::Assist, {}, {}}, ButtonKind::Secondary, Sign::Pencil);
    return height;
}

} // namespace

void showAssist(Stage& stage, Session const& session) {
    Assist const& assist = *session.assist();
    double const margin = stage.margin();
    double const width = std::min(stage.width() - 2 * margin, 820.0);
    double const x = (stage.width() - width) / 2;
    draw::Rect const foot = footerRect(stage);
    double const high = stage.large() ? 52 : 56;
    showComfort(stage, {margin, 20, stage.width() - 2 * margin - 108, high}, ButtonKind::Secondary);
    draw::Rect const area{0, 20 + high + 12, stage.width(), foot.y - 32 - high};

    stage.beginScroll(area);
    double y = area.y + 12;
    SetText const title = stage.set(
        assist.kept == 0 ? stage.in(say::AssistTitle) : say::assisted(assist.kept, stage.language()),
        {look::Heading, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.3}, width);
    y += stage.tell("title", Role::Heading, title, {x, y}, look::Paper).height + 20;

    y += showFacts(stage, session, x, y, width) + 24;
    SetText const hint = stage.set(stage.in(say::AssistHint), {look::Body, look::Muted}, width);
    y += stage.tell("hint", Role::Paragraph, hint, {x, y}, look::Paper).height + 16;
    stage.endScroll(y - area.y, session.scroll, std::nullopt);
    showCorner(stage, session);
    showFooter(stage,
               {stage.in(say::AssistEnd),
                stage.in(say::AssistNext),
                {Verb::AssistNext, {}, {}},
                {Verb::Home, {}, {}}},
               stage.scrolling());
    stage.name("assist", "assist");
}

} // namespace huibiao::kiosk
