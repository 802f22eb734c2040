#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>

namespace huibiao::kiosk {

namespace {

Item itemOf(layout::Drawn const& drawn, event::Event const& event) {
    Item item;
    item.id = std::string(layout::name(drawn.slot));
    item.role = Role::Paragraph;
    item.name = drawn.text;
    item.rect = drawn.ink.empty() ? drawn.rect : drawn.ink;
    if (layout::kind(drawn.slot) == layout::SlotKind::Text) {
        item.textPx = drawn.textSize;
        item.fg = drawn.colour;
        item.bg = drawn.ground;
    }
    switch (drawn.slot) {
    case layout::Slot::Banner:
        item.role = Role::Img;
        item.name = event.banner.line;
        break;
    case layout::Slot::Logo:
        item.role = Role::Img;
        item.name = "LOGO";
        break;
    case layout::Slot::Qr:
        item.role = Role::Img;
        item.name = "QR";
        item.value = drawn.text;
        break;
    case layout::Slot::Call:
        item.role = Role::Button;
        item.rect = drawn.rect;
        item.act = Act{Verb::Begin, {}, {}};
        break;
    default: break;
    }
    return item;
}

/// How the person sees it, at the top beside the corner of the staff.
void showTop(Stage& stage, ButtonKind kind) {
    showComfort(
        stage, {stage.margin(), 20, stage.width() - stage.margin() - 108, stage.large() ? 52.0 : 56.0}, kind);
}

/// On a narrow screen nothing else has room beside them.
double belowTop(Stage const& stage, double y) {
    return stage.narrow() ? std::max(y, 20.0 + 56 + 12) : y;
}

} // namespace

void showAttract(Stage& stage, Session const& session, std::vector<layout::Drawn> const& drawn) {
    stage.poster(session.poster());
    bool called = false;
    for (layout::Drawn const& part : drawn) {
        called = called || part.slot == layout::Slot::Call;
        Item item = itemOf(part, session.event());
        Item& put = stage.item(item.id, item.role, item.name, {});
        put = std::move(item);
    }
    // A layout without a place for it: the call comes on top.
    if (!called && !session.event().questionnaires.empty()) {
        std::string const& words = stage.in(say::Touch);
        double const width =
            std::min(stage.width() - 2 * stage.margin(), stage.buttonWidth(words, true, look::Heading) + 40);
        stage.button("call", words, {(stage.width() - width) / 2, stage.height() - 96 - 40, width, 96},
                     {Verb::Begin, {}, {}}, ButtonKind::OnAccent, Sign::Right, look::Heading);
    }
    showCorner(stage, session);
    stage.name("attract", "attract");
}

void showThanks(Stage& stage, Session const& session) {
    stage.ground(look::Accent);
    double const side = stage.large() ? 120 : stage.wide() ? 168 : 200;
    SetText const big = stage.set(stage.in(say::Thanks), {look::Display, draw::Colour::White,
                                                          draw::Weight::Bold, draw::Align::Left, 1.2});
    SetText const more =
        stage.set(stage.in(say::ThanksMore),
                  {look::Lead, draw::Colour::White, draw::Weight::Regular, draw::Align::Centre, 1.45, true},
                  std::min(720.0, stage.width() - 2 * stage.margin()));
    double const width = 320;
    double const after = stage.large() ? 32 : 48;
    double const all = side + 32 + big.size.height + 12 + more.size.height + after + 80;
    double y = belowTop(stage, (stage.height() - all) / 2);
    double const middle = stage.width() / 2;
    draw::Rect const circle{middle - side / 2, y, side, side};
    // The ring runs out as the page does.
    stage.ring(circle, 10, session.leftShare(), look::AccentDeep, draw::Colour::White);
    stage.icon(Sign::Check, circle.inset(side * 0.24), draw::Colour::White);
    y += side + 32;
    y += stage.tell("thanks", Role::Heading, big, {middle - big.size.width / 2, y}, look::Accent).height + 12;
    double const column = std::min(720.0, stage.width() - 2 * stage.margin());
    draw::Rect const told = stage.put(more, {middle - column / 2, y});
    Item& item =
        stage.item("thanks_more", Role::Status, more.words, {middle - column / 2, y, column, told.height});
    item.textPx = more.text->fontSize();
    item.fg = draw::Colour::White;
    item.bg = look::Accent;
    y += told.height + after;
    stage.button("done", stage.in(say::Done), {middle - width / 2, y, width, 80}, {Verb::Done, {}, {}},
                 ButtonKind::OnAccent, std::nullopt, look::Lead);
    showTop(stage, ButtonKind::OnAccent);
    showCorner(stage, session);
    stage.name("thanks", "thanks");
}

void showMessage(Stage& stage, Session const& session) {
    double const width = std::min(760.0, stage.width() - 2 * stage.margin());
    double const x = (stage.width() - width) / 2;
    SetText const words = stage.set(
        session.message(), {look::Lead + 2, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.5}, width);
    double const all = 88 + 28 + words.size.height + 48 + 80;
    double y = belowTop(stage, (stage.height() - all) / 2);
    stage.icon(Sign::Warning, {x, y, 88, 88}, look::Caution);
    y += 88 + 28;
    y += stage.tell("message", Role::Alert, words, {x, y}, look::Paper).height + 48;
    stage.button("home", stage.in(say::Home), {x, y, 320, 80}, {Verb::Home, {}, {}}, ButtonKind::Primary,
                 std::nullopt, look::Lead);
    showTop(stage, ButtonKind::Secondary);
    showCorner(stage, session);
    stage.name("message", "message");
}

} // namespace huibiao::kiosk
