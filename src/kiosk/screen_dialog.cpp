#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words_staff.h"

#include <algorithm>
#include <vector>

namespace huibiao::kiosk {

namespace {

struct Card {
    double x = 0; ///< of what is in it
    double y = 0;
    double width = 0;
};

double pad(Stage const& stage) {
    return stage.large() ? 30 : 44;
}

double cardWidth(Stage const& stage) {
    return std::min(720.0, stage.width() - 2 * 24);
}

double innerWidth(Stage const& stage) {
    return cardWidth(stage) - 2 * (stage.large() ? 32 : 48);
}

/// `height`: of what is in it. Below that the card has the button of the size, as every page of a visit has.
Card showCard(Stage& stage, std::string const& name, double height, bool visit = true) {
    double const size = stage.control();
    double const all = pad(stage) + height + (visit ? 16 + size : 0) + pad(stage);
    double const width = cardWidth(stage);
    // One that is too high for where controls lie low stands out above, with its words.
    double const y =
        std::min((stage.height() - all) / 2, std::max(stage.height() - all - 12, -stage.above()));
    draw::Rect const rect{(stage.width() - width) / 2, y, width, all};
    bool const edge = stage.comfort().contrast;
    stage.box(rect, look::Surface, 24, edge ? 3 : 0, look::Edge);
    stage.item("dialog", Role::Dialog, name, rect);
    double const inner = innerWidth(stage);
    double const x = rect.x + (width - inner) / 2;
    if (visit) showSize(stage, {x, rect.bottom() - pad(stage) - size, inner, size}, ButtonKind::Quiet);
    return {x, rect.y + pad(stage), inner};
}

void showQuestion(Stage& stage, std::string const& title, std::string const& more, std::string const& yes,
                  Act const& yesAct, std::string const& no, bool visit) {
    double const width = innerWidth(stage);
    double const high = stage.large() ? 68 : 80;
    SetText const head =
        stage.set(title, {look::Heading, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.3}, width);
    SetText const text = stage.set(more, {look::Body, look::Muted}, width);
    Card card = showCard(stage, title, head.size.height + 12 + text.size.height + 36 + high, visit);
    card.y += stage.tell("dialog_title", Role::Heading, head, {card.x, card.y}, look::Surface).height + 12;
    card.y += stage.tell("dialog_text", Role::Paragraph, text, {card.x, card.y}, look::Surface).height + 36;
    double const half = (card.width - 16) / 2;
    stage.button("dialog_yes", yes, {card.x, card.y, half, high}, yesAct, ButtonKind::Danger);
    stage.button("dialog_no", no, {card.x + half + 16, card.y, half, high}, {Verb::Dismiss, {}, {}},
                 ButtonKind::Primary);
}

void showIdle(Stage& stage, Session const& session) {
    double const side = stage.narrow() && stage.large() ? 104 : 136;
    double const width = innerWidth(stage) - side - 32;
    double const high = stage.large() ? 76 : 96;
    double const control = stage.control();
    SetText const head = stage.set(
        stage.in(say::IdleTitle),
        {stage.large() ? look::Heading : look::Title, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.25},
        width);
    SetText const text =
        stage.set(stage.in(session.event().visits.keepPartial ? say::IdleKeep : say::IdleMore),
                  {look::Body, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.4, true}, width);
    double const top = std::max(side, head.size.height + 8 + text.size.height);
    Card card = showCard(stage, stage.in(say::IdleTitle), top + 28 + high + 16 + control);
    double y = card.y + (top - head.size.height - 8 - text.size.height) / 2;
    y += stage.tell("dialog_title", Role::Heading, head, {card.x, y}, look::Surface).height + 8;
    stage.tell("dialog_text", Role::Paragraph, text, {card.x, y}, look::Surface);
    draw::Rect const ring{card.x + card.width - side, card.y + (top - side) / 2, side, side};
    stage.ring(ring, 10, session.leftShare(), look::Line, look::Accent);
    SetText const number = stage.set(std::to_string(session.left().count()),
                                     {look::Title, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2});
    stage.putMiddle(number, ring);
    Item& timer =
        stage.item("countdown", Role::Timer, say::secondsLeft(session.left(), stage.language()), ring);
    timer.value = number.words;
    timer.textPx = number.text->fontSize();
    timer.fg = look::Ink;
    timer.bg = look::Surface;
    y = card.y + top + 28;
    stage.button("continue", stage.in(say::GoOn), {card.x, y, card.width, high}, {Verb::Continue, {}, {}},
                 ButtonKind::Primary, std::nullopt, look::Heading);
    y += high + 16;
    stage.button("start_over", stage.in(say::StartOver), {card.x, y, card.width, control},
                 {Verb::StartOver, {}, {}}, ButtonKind::Quiet);
    stage.name("idle", "idle");
}

void showLanguageList(Stage& stage, Session const& session) {
    Survey const& survey = *session.survey();
    double const list = languagesHeight(stage, survey, innerWidth(stage), true);
    std::string const& title = stage.in(say::ChooseLanguage);
    SetText const head = stage.set(title, {look::Heading, look::Ink, draw::Weight::Bold});
    Card card = showCard(stage, title, head.size.height + 20 + list + 24 + stage.control());
    card.y += stage.tell("dialog_title", Role::Heading, head, {card.x, card.y}, look::Surface).height + 20;
    card.y += showLanguages(stage, survey, {card.x, card.y, card.width, list}, true) + 24;
    stage.button("dialog_no", stage.in(say::Cancel), {card.x, card.y, card.width, stage.control()},
                 {Verb::Dismiss, {}, {}}, ButtonKind::Quiet);
}

/// The ways to see and reach, beside the size.
void showDisplay(Stage& stage) {
    Comfort const& now = stage.comfort();
    struct Way {
        char const* id;
        base::Words const* words;
        bool on;
    };
    std::vector<Way> ways{{"contrast", &say::HighContrast, now.contrast}, {"left", &say::LeftHand, now.left}};
    if (stage.tall()) ways.push_back({"low", &say::LowReach, now.low});
    double const line = stage.control() + 12;
    std::string const& title = stage.in(say::Display);
    SetText const head = stage.set(title, {look::Heading, look::Ink, draw::Weight::Bold}, innerWidth(stage));
    double const list = static_cast<double>(ways.size()) * line;
    Card card = showCard(stage, title, head.size.height + 16 + list + 12 + stage.control());
    card.y += stage.tell("dialog_title", Role::Heading, head, {card.x, card.y}, look::Surface).height + 16;
    for (Way const& way : ways) {
        showTick(stage, way.id, stage.in(*way.words), {card.x, card.y, card.width, stage.control()},
                 Role::Checkbox, way.on)
            .act = Act{Verb::Comfort, {}, way.id};
        card.y += line;
    }
    card.y += 12;
    stage.button("dialog_no", stage.in(say::Done), {card.x, card.y, card.width, stage.control()},
                 {Verb::Dismiss, {}, {}}, ButtonKind::Primary);
}

} // namespace

void showDialog(Stage& stage, Session const& session) {
    // Whoever comes by while nobody answers must not read what the last person wrote.
    stage.beginDialog(session.dialog() == Dialog::Idle ? look::Veil : look::Scrim);
    switch (session.dialog()) {
    case Dialog::None: return;
    case Dialog::Idle: return showIdle(stage, session);
    case Dialog::Abandon:
        showQuestion(stage, stage.in(say::AbandonTitle), stage.in(say::AbandonMore),
                     stage.in(say::AbandonYes), {Verb::AbandonYes, {}, {}}, stage.in(say::GoOn), true);
        return stage.place("abandon");
    case Dialog::Quit:
        showQuestion(stage, stage.in(say::QuitTitle), stage.in(say::QuitMore), stage.in(say::Quit),
                     {Verb::QuitYes, {}, {}}, stage.in(say::Cancel), false);
        return stage.place("quit");
    case Dialog::Purge:
        showQuestion(stage,
                     say::eraseCount(session.desk().counts() ? session.desk().counts()->purgeable : 0,
                                     stage.language()),
                     stage.in(say::PurgeMore), stage.in(say::PurgeYes), {Verb::Confirm, {}, {}},
                     stage.in(say::Cancel), false);
        return stage.place("purge");
    case Dialog::GiveBack:
        showQuestion(stage, stage.in(say::GiveBackAsk), stage.in(say::GiveBackAskMore),
                     stage.in(say::GiveBackYes), {Verb::Confirm, {}, {}}, stage.in(say::Cancel), false);
        return stage.place("give_back");
    case Dialog::GiveBackLast:
        showQuestion(stage, stage.in(say::GiveBackLast),
                     say::giveBackLast(session.event().folder.filename().string(),
                                       session.desk().counts() ? session.desk().counts()->all() : 0,
                                       stage.language()),
                     stage.in(say::GiveBackLastYes), {Verb::Confirm, {}, {}}, stage.in(say::Cancel), false);
        return stage.place("give_back_last");
    case Dialog::LoadEvent:
        showQuestion(stage, stage.in(say::LoadAsk),
                     say::loadAsk(session.event().banner.line, *session.desk().chosen(), stage.language()),
                     stage.in(say::LoadYes), {Verb::Confirm, {}, {}}, stage.in(say::Cancel), false);
        return stage.place("load_event");
    case Dialog::FormerEvent:
        showQuestion(
            stage, stage.in(say::FormerAsk),
            say::formerAsk(session.event().banner.line, *session.desk().around()->former, stage.language()),
            stage.in(say::FormerYes), {Verb::Confirm, {}, {}}, stage.in(say::Cancel), false);
        return stage.place("former_event");
    case Dialog::RemoveRepeat:
        showQuestion(stage, stage.in(say::RemoveTitle), stage.in(say::RemoveMore), stage.in(say::RemoveYes),
                     {Verb::RemoveRepeatYes, {}, {}}, stage.in(say::KeepIt), true);
        return stage.place("remove_repeat");
    case Dialog::Languages: showLanguageList(stage, session); return stage.place("languages");
    case Dialog::Display: showDisplay(stage); return stage.place("display");
    }
}

} // namespace huibiao::kiosk
