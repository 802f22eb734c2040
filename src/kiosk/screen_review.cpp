#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

double showAnswerRow(Stage& stage, Survey::Answer const& answer, std::size_t number, double x, double y,
                     double width) {
    double const editWidth = stage.buttonWidth(stage.in(say::Edit), true) - 12;
    double const words = width - editWidth - 28 - 28 - 24;
    std::string const label = std::to_string(number) + "  " + answer.question;
    SetText const question = stage.set(
        label, {look::Small + 1, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.35}, words);
    bool const none = answer.text.empty();
    SetText const text =
        stage.set(none ? stage.in(say::Unanswered) : answer.text,
                  {look::Lead - 2, none ? look::Muted : look::Ink,
                   none ? draw::Weight::Regular : draw::Weight::Medium, draw::Align::Left, 1.35},
                  words);
    double const height = std::max(96.0, question.size.height + 6 + text.size.height + 2 * 18);
    stage.box({x, y, width, height}, look::Surface, look::Radius, 1, look::Line);
    double const top = y + (height - question.size.height - 6 - text.size.height) / 2;
    stage.put(question, {x + 28, top});
    stage.put(text, {x + 28, top + question.size.height + 6});
    Item& item = stage.item("answer:" + answer.ref, Role::Paragraph, answer.question,
                            {x + 28, top, words, question.size.height + 6 + text.size.height});
    item.ref = answer.ref;
    item.value = answer.text;
    item.textPx = question.text->fontSize();
    item.fg = look::Muted;
    item.bg = look::Surface;
    Item& edit = stage.button(
        "edit:" + answer.ref, stage.in(say::Edit),
        {x + width - 28 - editWidth, y + (height - stage.control()) / 2, editWidth, stage.control()},
        {Verb::Edit, answer.pageRef, {}}, ButtonKind::Secondary, Sign::Pencil);
    edit.ref = answer.ref;
    return height;
}

} // namespace

void showReview(Stage& stage, Session const& session) {
    Survey const& survey = *session.survey();
    draw::Rect area = showHeader(stage, session);
    area.height = footerRect(stage).y - area.y;
    double const width = std::min(stage.width() - 2 * stage.margin(), 960.0);
    double const x = (stage.width() - width) / 2;
    stage.beginScroll(area);
    double y = area.y + 28;
    if (session.keepFailed()) {
        SetText const set = stage.set(
            stage.in(say::NotKept), {look::Body, look::Danger, draw::Weight::Medium, draw::Align::Left, 1.4},
            width - 2 * 24 - 52);
        double const height = set.size.height + 2 * 20;
        stage.box({x, y, width, height}, look::DangerPale, look::Radius, 2, look::Danger);
        stage.icon(Sign::Warning, {x + 24, y + 20, 36, 36}, look::Danger);
        stage.put(set, {x + 24 + 52, y + 20});
        Item& item = stage.item("not_kept", Role::Alert, set.words, {x, y, width, height});
        item.textPx = set.text->fontSize();
        item.fg = look::Danger;
        item.bg = look::DangerPale;
        y += height + 20;
    } else {
        SetText const hint = stage.set(stage.in(say::ReviewHint), {look::Body, look::Muted}, width);
        y += stage.tell("hint", Role::Paragraph, hint, {x, y}, look::Paper).height + 16;
    }
    std::size_t number = 0;
    for (Survey::Answer const& answer : survey.answers())
        y += showAnswerRow(stage, answer, ++number, x, y, width) + 12;
    stage.endScroll(y + 16 - area.y, session.scroll, std::nullopt);
    showFooter(stage,
               {stage.in(say::Back),
                session.keepFailed() ? stage.in(say::TryAgain) : stage.in(say::Submit),
                {Verb::Submit, {}, {}}},
               stage.scrolling());
    stage.name("review", "review");
}

} // namespace huibiao::kiosk
