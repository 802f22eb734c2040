#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

double showCount(Stage& stage, std::string const& id, std::string const& words, std::string const& value,
                 draw::Rect const& rect) {
    stage.box(rect, look::Surface, look::Radius, 1, look::Line);
    SetText const label = stage.fit(words, {look::Small, look::Muted}, rect.width - 40, 20);
    stage.put(label, {rect.x + 24, rect.y + 18});
    SetText const number =
        stage.set(value, {look::Title, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2});
    stage.put(number, {rect.x + 24, rect.y + 24 + label.size.height});
    Item& item = stage.item(id, Role::Status, words, rect);
    item.value = value;
    item.textPx = label.text->fontSize();
    item.fg = look::Muted;
    item.bg = look::Surface;
    return rect.height;
}

double showNotice(Stage& stage, std::string const& id, Role role, std::string const& words, Sign sign,
                  draw::Colour ink, draw::Colour ground, double x, double y, double width) {
    SetText const set = stage.set(words, {look::Small + 1, ink, draw::Weight::Medium, draw::Align::Left, 1.4},
                                  width - 2 * 20 - 44);
    double const height = set.size.height + 2 * 16;
    stage.box({x, y, width, height}, ground, look::Radius, 1.5, ink);
    stage.icon(sign, {x + 20, y + 17, 30, 30}, ink);
    stage.put(set, {x + 20 + 44, y + 16});
    Item& item = stage.item(id, role, words, {x, y, width, height});
    item.textPx = set.text->fontSize();
    item.fg = ink;
    item.bg = ground;
    return height;
}

double showState(Stage& stage, Session const& session, double x, double y, double width) {
    double const top = y;
    SetText const banner =
        stage.set(session.event().banner.line,
                  {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.4}, width);
    y += stage.tell("banner", Role::Paragraph, banner, {x, y}, look::Paper).height + 20;
    double const half = (width - 16) / 2;
    auto const& counts = session.counts();
    if (counts) {
        showCount(stage, "count_total", stage.in(say::CountTotal), std::to_string(counts->total),
                  {x, y, half, 128});
        y += showCount(stage, "count_fresh", stage.in(say::CountFresh), std::to_string(counts->fresh),
                       {x + half + 16, y, half, 128}) +
             16;
    } else {
        y += showNotice(stage, "count_error", Role::Alert, counts.error().text(stage.language()),
                        Sign::Warning, look::Danger, look::DangerPale, x, y, width) +
             16;
    }
    auto const warn = [&](std::string const& id, std::string const& words) {
        y += showNotice(stage, id, Role::Alert, words, Sign::Warning, look::Caution, look::CautionPale, x, y,
                        width) +
             16;
    };
    if (session.event().assist && !session.handover().running) {
        stage.button("assist", stage.in(say::AssistButton), {x, y, width, 72}, {Verb::Assist, {}, {}},
                     ButtonKind::Secondary, Sign::Pencil);
        y += 72 + 16;
    }
    if (session.waiting() > 0)
        warn("waiting", fmt::format("{}: {}", stage.in(say::Waiting), session.waiting()));
    if (session.diskNearlyFull()) warn("disk_warning", stage.in(say::DiskLow));
    if (session.clockSuspicious()) warn("clock_warning", stage.in(say::ClockWrong));
    if (session.event().logoIsDefault) warn("logo_warning", stage.in(say::DefaultLogo));
    return y - 16 - top;
}

double showOutcome(Stage& stage, Session const& session, double x, double y, double width) {
    Handover const& handover = session.handover();
    if (handover.running) {
        SetText const set =
            stage.set(stage.in(say::Exporting), {look::Body, look::Ink, draw::Weight::Medium}, width);
        stage.put(set, {x, y});
        double const bar = y + set.size.height + 12;
        stage.box({x, bar, width, 14}, look::Line, 7);
        if (handover.share > 0)
            stage.box({x, bar, std::max(14.0, width * handover.share), 14}, look::Accent, 7);
        Item& item = stage.item("export_progress", Role::Progressbar, set.words, {x, y, width, bar + 14 - y});
        item.value = std::to_string(static_cast<int>(std::lround(handover.share * 100)));
        item.textPx = set.text->fontSize();
        item.fg = look::Ink;
        item.bg = look::Paper;
        stage.button("stop_export", stage.in(say::StopExport), {x, bar + 32, 200, look::Control},
                     {Verb::StopExport, {}, {}}, ButtonKind::Secondary);
        return bar + 32 + look::Control + 16 - y;
    }
    if (!handover.outcome) return 0;
    auto const& outcome = *handover.outcome;
    if (outcome)
        return showNotice(stage, "export_done", Role::Status,
                          say::exported(outcome->count, outcome->folder.string(), stage.language()),
                          Sign::Check, look::AccentDeep, look::AccentPale, x, y, width) +
               16;
    return showNotice(stage, "export_failed", Role::Alert, outcome.error().text(stage.language()),
                      Sign::Warning, look::Danger, look::DangerPale, x, y, width) +
           16;
}

double showVolumes(Stage& stage, Session const& session, double x, double y, double width) {
    double const top = y;
    SetText const head = stage.set(stage.in(say::Volumes),
                                   {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2});
    double const refresh = stage.buttonWidth(stage.in(say::Refresh), true);
    stage.tell("volumes", Role::Heading, head, {x, y + (look::Control - head.size.height) / 2}, look::Paper);
    if (!session.handover().running)
        stage.button("refresh", stage.in(say::Refresh), {x + width - refresh, y, refresh, look::Control},
                     {Verb::Volumes, {}, {}}, ButtonKind::Secondary, Sign::Refresh);
    y += look::Control + 16;
    y += showOutcome(stage, session, x, y, width);
    if (session.handover().running) return y - top;
    if (session.volumes().empty()) {
        SetText const none = stage.set(stage.in(say::NoVolume), {look::Body, look::Muted}, width);
        return y - top + stage.tell("no_volume", Role::Paragraph, none, {x, y}, look::Paper).height;
    }
    for (std::size_t i = 0; i < session.volumes().size(); ++i) {
        Volume const& volume = session.volumes()[i];
        double const button = stage.buttonWidth(stage.in(say::Export), false) + 16;
        double const words = width - button - 24 - 24 - 52 - 16;
        SetText const name = stage.set(
            volume.name, {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.3}, words);
        SetText const space =
            stage.set(volume.folder.string() + " · " + say::freeSpace(volume.freeBytes, stage.language()),
                      {look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.3}, words);
        double const height = std::max(104.0, name.size.height + space.size.height + 36);
        draw::Rect const rect{x, y, width, height};
        stage.box(rect, look::Surface, look::Radius, 1, look::Line);
        stage.icon(Sign::Stick, {x + 24, rect.centre().y - 18, 36, 36}, look::Accent);
        double const line = y + (height - name.size.height - space.size.height) / 2;
        stage.put(name, {x + 76, line});
        stage.put(space, {x + 76, line + name.size.height});
        Item& item = stage.item("volume:" + std::to_string(i), Role::Paragraph, volume.name,
                                {x + 76, line, words, name.size.height + space.size.height});
        item.value = volume.folder.string();
        item.textPx = space.text->fontSize();
        item.fg = look::Muted;
        item.bg = look::Surface;
        stage.button("export:" + std::to_string(i), stage.in(say::Export),
                     {rect.right() - 24 - button, rect.centre().y - 32, button, look::Control},
                     {Verb::Export, {}, std::to_string(i)}, ButtonKind::Primary);
        y += height + 12;
    }
    return y - top;
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

void showStaff(Stage& stage, Session const& session) {
    double const margin = stage.margin();
    SetText const title =
        stage.set(stage.in(say::Staff), {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2});
    stage.box({0, 0, stage.width(), look::HeaderHeight}, look::Surface);
    stage.box({0, look::HeaderHeight - 1, stage.width(), 1}, look::Line);
    stage.tell("title", Role::Heading, title, {margin, (look::HeaderHeight - title.size.height) / 2},
               look::Surface);
    double const logoWidth = 96;
    stage.logo({stage.width() - margin - logoWidth, 12, logoWidth, 64});

    draw::Rect const foot = footerRect(stage);
    draw::Rect const area{0, look::HeaderHeight, stage.width(), foot.y - look::HeaderHeight};
    double const top = area.y + 28;
    stage.beginScroll(area);
    double height = 0;
    if (stage.wide()) {
        double const gap = 56;
        double const left = std::floor((stage.width() - 2 * margin - gap) * 0.48);
        double const right = stage.width() - 2 * margin - gap - left;
        height = std::max(showState(stage, session, margin, top, left),
                          showVolumes(stage, session, margin + left + gap, top, right));
    } else {
        double const width = stage.width() - 2 * margin;
        height = showState(stage, session, margin, top, width) + 32;
        height += showVolumes(stage, session, margin, top + height, width);
    }
    stage.endScroll(28 + height + 24, session.scroll, std::nullopt);

    bool const busy = session.handover().running;
    stage.box(foot, look::Surface);
    stage.box({0, foot.y, stage.width(), 1}, look::Line);
    double const y = foot.y + 16;
    stage
        .button("home", stage.in(say::Home), {margin, y, 200, 72}, {Verb::Home, {}, {}},
                ButtonKind::Secondary, Sign::Left)
        .enabled = !busy;
    double const quit = std::max(220.0, stage.buttonWidth(stage.in(say::Quit), false));
    stage
        .button("quit", stage.in(say::Quit), {stage.width() - margin - quit, y, quit, 72},
                {Verb::Quit, {}, {}}, ButtonKind::Danger)
        .enabled = !busy;
    if (stage.scrolling())
        showScrollButtons(stage,
                          {margin + 200 + (stage.width() - 2 * margin - 200 - quit - 140) / 2, y, 140, 72},
                          *stage.scrolling());
    stage.name("staff", "staff");
}

} // namespace huibiao::kiosk
