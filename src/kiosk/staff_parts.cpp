#include "kiosk/staff_parts.h"

#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words_staff.h"
#include "kiosk/words_things.h"
#include "kiosk/words_upload.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

double showNotice(Stage& stage, std::string const& id, Notice kind, std::string const& words, double x,
                  double y, double width) {
    draw::Colour const ink = kind == Notice::Good      ? look::AccentDeep
                             : kind == Notice::Caution ? look::Caution
                                                       : look::Danger;
    draw::Colour const ground = kind == Notice::Good      ? look::AccentPale
                                : kind == Notice::Caution ? look::CautionPale
                                                          : look::DangerPale;
    SetText const set = stage.set(words, {look::Small + 1, ink, draw::Weight::Medium, draw::Align::Left, 1.4},
                                  width - 2 * 20 - 44);
    double const height = set.size.height + 2 * 16;
    stage.box({x, y, width, height}, ground, look::Radius, 1.5, ink);
    stage.icon(kind == Notice::Good ? Sign::Check : Sign::Warning, {x + 20, y + 17, 30, 30}, ink);
    stage.put(set, {x + 20 + 44, y + 16});
    Item& item =
        stage.item(id, kind == Notice::Good ? Role::Status : Role::Alert, words, {x, y, width, height});
    item.textPx = set.text->fontSize();
    item.fg = ink;
    item.bg = ground;
    return height;
}

void showCount(Stage& stage, std::string const& id, std::string const& words, std::string const& value,
               draw::Rect const& rect) {
    stage.box(rect, look::Surface, look::Radius, 1, look::Line);
    SetText const label = stage.fit(words, {look::Small, look::Muted}, rect.width - 40, 20);
    stage.put(label, {rect.x + 24, rect.y + 18});
    SetText const number =
        stage.fit(value, {look::Title, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2},
                  rect.width - 40, look::Body);
    stage.put(number, {rect.x + 24, rect.y + 24 + label.size.height});
    Item& item = stage.item(id, Role::Status, words, rect);
    item.value = value;
    item.textPx = label.text->fontSize();
    item.fg = look::Muted;
    item.bg = look::Surface;
}

void Paragraphs::say(std::string const& id, Role role, std::string const& words, Type const& type,
                     draw::Colour ground, double below) {
    SetText const set = m_stage->set(words, type, m_width);
    m_y += m_stage->tell(id, role, set, {m_x, m_y}, ground).height + below;
}

void showSticks(Stage& stage, Desk const& desk, StickButton const& button, Paragraphs& lines) {
    Type const small{look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.4};
    if (desk.volumes().empty())
        return lines.say("no_volume", Role::Paragraph, stage.in(say::NoVolume), small, look::Paper, 16);
    for (Volume const& volume : desk.volumes()) {
        std::string const line = volume.trouble          ? volume.trouble->message.in(stage.language())
                                 : volume.folder.empty() ? stage.in(say::TakenOff)
                                                         : say::freeSpace(volume.freeBytes, stage.language());
        Type type = small;
        if (volume.trouble) type.colour = look::Danger;
        lines.say("volume:" + volume.id, Role::Paragraph, volume.name + " · " + line, type, look::Paper, 8);
        if (!volume.trouble) {
            stage.button(button.id + ":" + volume.id, button.words,
                         {lines.x(), lines.y(), lines.width(), look::Control}, {button.verb, {}, volume.id},
                         ButtonKind::Secondary, Sign::Stick);
            lines.add(look::Control + 8);
        }
        lines.add(8);
    }
}

double showRunning(Stage& stage, Desk const& desk, double x, double y, double width) {
    Task::Kind const kind = *desk.running();
    base::Words const& words = kind == Task::Kind::Export    ? say::Exporting
                               : kind == Task::Kind::Purge   ? say::Purging
                               : kind == Task::Kind::Summary ? say::Counting
                               : kind == Task::Kind::Look    ? say::Looking
                               : kind == Task::Kind::Load    ? say::LoadingEvent
                               : kind == Task::Kind::GoBack  ? say::GoingBack
                               : kind == Task::Kind::Retry   ? say::Retrying
                               : kind == Task::Kind::Pull    ? say::Pulling
                               : kind == Task::Kind::Kit     ? say::KeepingKit
                                                             : say::GivingBack;
    SetText const set = stage.set(stage.in(words), {look::Body, look::Ink, draw::Weight::Medium}, width);
    stage.put(set, {x, y});
    double const bar = y + set.size.height + 12;
    stage.box({x, bar, width, 14}, look::Line, 7);
    if (desk.share() > 0) stage.box({x, bar, std::max(14.0, width * desk.share()), 14}, look::Accent, 7);
    Item& item = stage.item("task_progress", Role::Progressbar, set.words, {x, y, width, bar + 14 - y});
    item.value = std::to_string(static_cast<int>(std::lround(desk.share() * 100)));
    item.textPx = set.text->fontSize();
    item.fg = look::Ink;
    item.bg = look::Paper;
    bool const stops = kind == Task::Kind::Export || kind == Task::Kind::Summary ||
                       kind == Task::Kind::Look || kind == Task::Kind::Load || kind == Task::Kind::Pull ||
                       kind == Task::Kind::Kit;
    if (!stops) return bar + 14 + 16 - y; // half erased is worse than either
    stage.button("stop_task", stage.in(say::StopExport), {x, bar + 32, 200, look::Control},
                 {Verb::StopTask, {}, {}}, ButtonKind::Secondary);
    return bar + 32 + look::Control + 16 - y;
}

double showOutcome(Stage& stage, Desk const& desk, double x, double y, double width) {
    auto const ended = desk.ended();
    if (!ended) return 0;
    base::Language const language = stage.language();
    if (!desk.outcome())
        return showNotice(stage, "task_failed", Notice::Bad, desk.outcome().error().text(language), x, y,
                          width) +
               16;
    TaskDone const& done = *desk.outcome();
    switch (*ended) {
    case Task::Kind::Export: {
        double height = showNotice(stage, "task_done", done.stillIn ? Notice::Caution : Notice::Good,
                                   say::exported(done, language), x, y, width) +
                        16;
        if (done.opened > 0)
            height += showNotice(stage, "task_readable", Notice::Caution,
                                 say::readable(done.opened, language), x, y + height, width) +
                      16;
        if (!done.shut.empty())
            height += showNotice(stage, "task_shut", Notice::Bad, say::notOpened(done.shut, language), x,
                                 y + height, width) +
                      16;
        if (done.sealed > done.opened + done.shut.size())
            height += showNotice(stage, "task_sealed", Notice::Good, say::sealed(done.sealed, language), x,
                                 y + height, width) +
                      16;
        return height;
    }
    case Task::Kind::Purge:
        return showNotice(stage, "task_done", Notice::Good, say::purged(done.count, language), x, y, width) +
               16;
    case Task::Kind::Retry:
        return showNotice(stage, "task_done", done.count > 0 ? Notice::Good : Notice::Caution,
                          say::retried(done.count, language), x, y, width) +
               16;
    case Task::Kind::Pull: {
        double height = 0;
        for (PulledForm const& form : done.pulled) {
            Notice const kind = form.what == PulledForm::What::Refused                       ? Notice::Bad
                                : form.what == PulledForm::What::Left || !form.notes.empty() ? Notice::Caution
                                                                                             : Notice::Good;
            height += showNotice(stage, "pulled:" + form.title, kind, say::pulled(form, language), x,
                                 y + height, width) +
                      16;
        }
        return height;
    }
    case Task::Kind::Kit:
        return showNotice(stage, "task_done", done.stillIn ? Notice::Caution : Notice::Good,
                          say::kitKept(done, language), x, y, width) +
               16;
    case Task::Kind::GiveBack:
    case Task::Kind::Summary:
    case Task::Kind::Look:
    case Task::Kind::Load:
    case Task::Kind::GoBack: return 0; // what is seen next tells it
    }
    return 0;
}

draw::Rect showStaffHeader(Stage& stage, std::string const& title) {
    double const margin = stage.margin();
    double const logoWidth = 96;
    stage.box({0, 0, stage.width(), look::HeaderHeight}, look::Surface);
    stage.box({0, look::HeaderHeight - 1, stage.width(), 1}, look::Line);
    SetText const set = stage.fit(title, {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2},
                                  stage.width() - 2 * margin - logoWidth - 16, look::Small);
    stage.tell("title", Role::Heading, set, {margin, (look::HeaderHeight - set.size.height) / 2},
               look::Surface);
    stage.logo({stage.width() - margin - logoWidth, 12, logoWidth, 64});
    return {0, look::HeaderHeight, stage.width(), footerRect(stage).y - look::HeaderHeight};
}

void showStaffFooter(Stage& stage, Desk const& desk, std::string const& back, Act const& backAct) {
    double const margin = stage.margin();
    draw::Rect const foot = footerRect(stage);
    bool const busy = desk.running().has_value();
    stage.box(foot, look::Surface);
    stage.box({0, foot.y, stage.width(), 1}, look::Line);
    double const y = foot.y + 16;
    double const left = std::max(200.0, stage.buttonWidth(back, true));
    stage.button("back", back, {margin, y, left, 72}, backAct, ButtonKind::Secondary, Sign::Left).enabled =
        !busy;
    double const quit = std::max(220.0, stage.buttonWidth(stage.in(say::Quit), false));
    stage
        .button("quit", stage.in(say::Quit), {stage.width() - margin - quit, y, quit, 72},
                {Verb::Quit, {}, {}}, ButtonKind::Danger)
        .enabled = !busy;
    if (stage.scrolling())
        showScrollButtons(stage,
                          {margin + left + (stage.width() - 2 * margin - left - quit - 140) / 2, y, 140, 72},
                          *stage.scrolling());
}

} // namespace huibiao::kiosk
