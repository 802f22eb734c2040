#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>

namespace huibiao::kiosk {

namespace {

struct Card {
    draw::Rect rect;
    double x = 0; ///< of what is in it
    double y = 0;
    double width = 0;
};

Card showCard(Stage& stage, std::string const& name, double height) {
    double const width = std::min(720.0, stage.width() - 2 * 24);
    draw::Rect const rect{(stage.width() - width) / 2, (stage.height() - height) / 2, width, height};
    stage.box(rect, look::Surface, 24, 0, {}, 0);
    stage.item("dialog", Role::Dialog, name, rect);
    return {rect, rect.x + 48, rect.y + 44, width - 96};
}

void showQuestion(Stage& stage, std::string const& title, std::string const& more, std::string const& yes,
                  Act const& yesAct, std::string const& no) {
    double const width = std::min(720.0, stage.width() - 2 * 24) - 96;
    SetText const head =
        stage.set(title, {look::Heading, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.3}, width);
    SetText const text = stage.set(more, {look::Body, look::Muted}, width);
    Card card = showCard(stage, title, 44 + head.size.height + 12 + text.size.height + 36 + 80 + 44);
    card.y += stage.tell("dialog_title", Role::Heading, head, {card.x, card.y}, look::Surface).height + 12;
    card.y += stage.tell("dialog_text", Role::Paragraph, text, {card.x, card.y}, look::Surface).height + 36;
    double const half = (card.width - 16) / 2;
    stage.button("dialog_yes", yes, {card.x, card.y, half, 80}, yesAct, ButtonKind::Danger);
    stage.button("dialog_no", no, {card.x + half + 16, card.y, half, 80}, {Verb::Dismiss, {}, {}},
                 ButtonKind::Primary);
}

void showIdle(Stage& stage, Session const& session) {
    double const width = std::min(720.0, stage.width() - 2 * 24) - 96;
    double const side = 136;
    SetText const head =
        stage.set(stage.in(say::IdleTitle),
                  {look::Title, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.25}, width - side - 32);
    SetText const text = stage.set(
        stage.in(say::IdleMore),
        {look::Body, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.4, true}, width - side - 32);
    double const top = std::max(side, head.size.height + 8 + text.size.height);
    Card card = showCard(stage, stage.in(say::IdleTitle), 44 + top + 36 + 96 + 16 + look::Control + 44);
    double y = card.y + (top - head.size.height - 8 - text.size.height) / 2;
    y += stage.tell("dialog_title", Role::Heading, head, {card.x, y}, look::Surface).height + 8;
    stage.tell("dialog_text", Role::Paragraph, text, {card.x, y}, look::Surface);
    draw::Rect const ring{card.x + card.width - side, card.y + (top - side) / 2, side, side};
    stage.ring(ring, 10, session.leftShare(), look::Line, look::Accent);
    SetText const number =
        stage.set(std::to_string(session.left().count()),
                  {look::Title + 6, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2});
    stage.putMiddle(number, ring);
    Item& timer =
        stage.item("countdown", Role::Timer, say::secondsLeft(session.left(), stage.language()), ring);
    timer.value = number.words;
    timer.textPx = number.text->fontSize();
    timer.fg = look::Ink;
    timer.bg = look::Surface;
    y = card.y + top + 36;
    stage.button("continue", stage.in(say::GoOn), {card.x, y, card.width, 96}, {Verb::Continue, {}, {}},
                 ButtonKind::Primary, std::nullopt, look::Heading);
    y += 96 + 16;
    stage.button("start_over", stage.in(say::StartOver), {card.x, y, card.width, look::Control},
                 {Verb::StartOver, {}, {}}, ButtonKind::Quiet);
    stage.name("idle", "idle");
}

void showLanguageList(Stage& stage, Session const& session) {
    auto const count = static_cast<double>(session.survey()->questionnaire().form.languages().size());
    double const list = count * (look::Control + 12) - 12;
    std::string const& title = stage.in(say::ChooseLanguage);
    SetText const head = stage.set(title, {look::Heading, look::Ink, draw::Weight::Bold});
    Card card = showCard(stage, title, 44 + head.size.height + 20 + list + 24 + look::Control + 44);
    card.y += stage.tell("dialog_title", Role::Heading, head, {card.x, card.y}, look::Surface).height + 20;
    card.y += showLanguages(stage, *session.survey(), {card.x, card.y, card.width, list}, true) + 24;
    stage.button("dialog_no", stage.in(say::Cancel), {card.x, card.y, card.width, look::Control},
                 {Verb::Dismiss, {}, {}}, ButtonKind::Quiet);
}

} // namespace

void showDialog(Stage& stage, Session const& session) {
    // Whoever comes by while nobody answers must not read what the last person wrote.
    stage.beginDialog(session.dialog() == Dialog::Idle ? look::AccentDeep : look::Scrim);
    switch (session.dialog()) {
    case Dialog::None: return;
    case Dialog::Idle: return showIdle(stage, session);
    case Dialog::Abandon:
        showQuestion(stage, stage.in(say::AbandonTitle), stage.in(say::AbandonMore),
                     stage.in(say::AbandonYes), {Verb::AbandonYes, {}, {}}, stage.in(say::GoOn));
        return stage.place("abandon");
    case Dialog::Quit:
        showQuestion(stage, stage.in(say::QuitTitle), stage.in(say::QuitMore), stage.in(say::Quit),
                     {Verb::QuitYes, {}, {}}, stage.in(say::Cancel));
        return stage.place("quit");
    case Dialog::RemoveRepeat:
        showQuestion(stage, stage.in(say::RemoveTitle), stage.in(say::RemoveMore), stage.in(say::RemoveYes),
                     {Verb::RemoveRepeatYes, {}, {}}, stage.in(say::KeepIt));
        return stage.place("remove_repeat");
    case Dialog::Languages: showLanguageList(stage, session); return stage.place("languages");
    }
}

} // namespace huibiao::kiosk
