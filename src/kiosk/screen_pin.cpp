#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words_staff.h"

#include <algorithm>

namespace huibiao::kiosk {

namespace {

void showPad(Stage& stage, draw::Rect const& rect, bool open) {
    double const gap = 12;
    double const width = (rect.width - 2 * gap) / 3;
    double const height = (rect.height - 3 * gap) / 4;
    auto const at = [&](int column, int row) {
        return draw::Rect{rect.x + column * (width + gap), rect.y + row * (height + gap), width, height};
    };
    for (int digit = 0; digit <= 9; ++digit) {
        std::string const words = std::to_string(digit);
        int const place = digit == 0 ? 10 : digit - 1;
        draw::Rect const key = at(place % 3, place / 3);
        if (open)
            stage
                .button("digit:" + words, words, key, {Verb::Digit, {}, words}, ButtonKind::Secondary,
                        std::nullopt, look::Heading)
                .rapid = true;
        else
            stage.deadButton("digit:" + words, words, key, std::nullopt, look::Heading);
    }
    if (!open) {
        stage.deadButton("digit_erase", stage.in(say::KeyErase), at(0, 3), Sign::Backspace, 34);
        return stage.deadButton("pin_ok", stage.in(say::Ok), at(2, 3), std::nullopt);
    }
    Item& erase = stage.button("digit_erase", "", at(0, 3), {Verb::DigitErase, {}, {}}, ButtonKind::Quiet,
                               Sign::Backspace, 34);
    erase.name = stage.in(say::KeyErase);
    erase.rapid = true;
    stage.button("pin_ok", stage.in(say::Ok), at(2, 3), {Verb::DigitsEnter, {}, {}}, ButtonKind::Primary);
}

} // namespace

void showPin(Stage& stage, Session const& session) {
    bool const unset = !session.pinSet();
    double const width = std::min(unset ? 760.0 : 440.0, stage.width() - 2 * stage.margin());
    double const x = (stage.width() - width) / 2;
    stage.button("home", stage.in(say::Home), {stage.margin(), 28, 168, look::Control}, {Verb::Home, {}, {}},
                 ButtonKind::Secondary, Sign::Left);
    stage.name("pin", "pin");
    if (unset) {
        SetText const head =
            stage.set(stage.in(say::PinUnset), {look::Title, look::Ink, draw::Weight::Bold}, width);
        SetText const more = stage.set(stage.in(say::PinUnsetMore), {look::Body, look::Ink}, width);
        std::string const command = "huibiao event pin " + session.event().folder.string();
        SetText const line =
            stage.set(command, {look::Body, look::AccentDeep, draw::Weight::Medium}, width - 48);
        SetText const then = stage.set(stage.in(say::PinUnsetThen), {look::Body, look::Ink}, width);
        double y = (stage.height() - head.size.height - more.size.height - line.size.height -
                    then.size.height - 96) /
                   2;
        y += stage.tell("pin_title", Role::Heading, head, {x, y}, look::Paper).height + 16;
        y += stage.tell("pin_unset", Role::Alert, more, {x, y}, look::Paper).height + 16;
        stage.box({x, y, width, line.size.height + 32}, look::AccentPale, look::Radius);
        y += 16 +
             stage.tell("pin_command", Role::Paragraph, line, {x + 24, y + 16}, look::AccentPale).height + 32;
        stage.tell("pin_then", Role::Paragraph, then, {x, y}, look::Paper);
        return;
    }
    SetText const head = stage.set(stage.in(say::PinTitle), {look::Heading, look::Ink, draw::Weight::Bold});
    bool const waits = session.pinWaits();
    std::string const words =
        waits ? say::wrongPin(session.left(), stage.language()) : stage.in(say::PinHint);
    SetText const hint = stage.set(words, {look::Body, waits ? look::Danger : look::Muted,
                                           waits ? draw::Weight::Medium : draw::Weight::Regular});
    double const pad = 4 * 84 + 3 * 12;
    double const all = head.size.height + 8 + hint.size.height + 20 + 32 + 28 + pad;
    double y = std::max(96.0, (stage.height() - all) / 2);
    double const middle = stage.width() / 2;
    y += stage.tell("pin_title", Role::Heading, head, {middle - head.size.width / 2, y}, look::Paper).height +
         8;
    y += stage
             .tell("pin_hint", waits ? Role::Alert : Role::Status, hint, {middle - hint.size.width / 2, y},
                   look::Paper)
             .height +
         20;
    // How many digits, never which.
    double const dot = 22;
    std::size_t const shown = std::max<std::size_t>(session.digits(), 4);
    double const dots = static_cast<double>(shown) * (dot + 14) - 14;
    for (std::size_t i = 0; i < shown; ++i) {
        draw::Rect const at{middle - dots / 2 + static_cast<double>(i) * (dot + 14), y + 5, dot, dot};
        bool const on = i < session.digits();
        stage.box(at, on ? look::Accent : look::Paper, dot / 2, on ? 0 : 2, look::Edge);
    }
    stage.item("pin", Role::Textbox, say::entered(session.digits(), stage.language()), {x, y, width, 32});
    y += 32 + 28;
    showPad(stage, {x, y, width, pad}, !waits);
}

} // namespace huibiao::kiosk
