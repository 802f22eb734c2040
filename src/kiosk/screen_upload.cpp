#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/staff_parts.h"
#include "kiosk/words_staff.h"
#include "kiosk/words_upload.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double Gap = 16;
constexpr double Below = 40; ///< from one matter to the next

Type const Strong{look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.35};
Type const Small{look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.4};
Type const Plain{look::Small, look::Ink, draw::Weight::Regular, draw::Align::Left, 1.4};
Type const Section{look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2};

double showCounts(Stage& stage, Sending const& sending, double x, double y, double width) {
    double const each = (width - 2 * Gap) / 3;
    double const height = 128;
    showCount(stage, "upload_waiting", stage.in(say::UploadWaiting), std::to_string(sending.waiting),
              {x, y, each, height});
    showCount(stage, "upload_sent", stage.in(say::UploadSent), std::to_string(sending.sent),
              {x + each + Gap, y, each, height});
    showCount(stage, "upload_refused", stage.in(say::UploadRefused), std::to_string(sending.refused),
              {x + 2 * (each + Gap), y, each, height});
    return height;
}

double showPull(Stage& stage, Desk const& desk, double x, double y, double width) {
    if (desk.running()) return 0;
    Paragraphs lines(stage, x, y, width);
    lines.say("pull_title", Role::Heading, stage.in(say::PullTitle), Section, look::Paper, 12);
    lines.say("pull_more", Role::Paragraph, stage.in(say::PullMore), Small, look::Paper, Gap);
    if (desk.ended() == Task::Kind::Pull) lines.add(showOutcome(stage, desk, x, lines.y(), width));
    stage.button("pull", stage.in(say::PullGo), {lines.x(), lines.y(), lines.width(), look::Control},
                 {Verb::Pull, {}, {}}, ButtonKind::Secondary, Sign::Refresh);
    return lines.y() + look::Control - y;
}

/// How far it is, and what can be done about all of it.
double showState(Stage& stage, Desk const& desk, Sending const& sending, double x, double y, double width) {
    base::Language const language = stage.language();
    Paragraphs lines(stage, x, y, width);
    lines.add(showCounts(stage, sending, x, y, width) + Gap);
    lines.say("upload_doing", Role::Status, say::doingNow(sending, language), Strong, look::Paper, 6);
    lines.say("upload_contact", Role::Paragraph, say::lastContact(sending.lastContact, language), Small,
              look::Paper, Gap);
    if (sending.trouble && sending.doing != Sending::Doing::Elsewhere)
        lines.add(showNotice(stage, "upload_trouble", Notice::Caution,
                             say::troubleOf(*sending.trouble, language), x, lines.y(), width) +
                  Gap);
    if (sending.health)
        lines.add(showNotice(stage, "upload_health", Notice::Caution,
                             say::troubleOf(*sending.health, language), x, lines.y(), width) +
                  Gap);
    if (desk.running()) {
        lines.add(showRunning(stage, desk, x, lines.y(), width));
        return lines.y() - y;
    }
    if (desk.ended() != Task::Kind::Pull) lines.add(showOutcome(stage, desk, x, lines.y(), width));
    draw::Rect const at{x, lines.y(), width, 72};
    if (sending.waiting > 0 && sending.doing != Sending::Doing::Elsewhere)
        stage.button("send_now", stage.in(say::UploadNow), at, {Verb::SendNow, {}, {}}, ButtonKind::Primary,
                     Sign::Up);
    else
        stage.deadButton("send_now", stage.in(say::UploadNow), at, std::nullopt);
    lines.add(72 + 32);
    if (sending.refused > 0) {
        lines.say("refused_export", Role::Heading, stage.in(say::RefusedExport), Section, look::Paper, 12);
        showSticks(stage, desk,
                   {"export_refused", say::exportRefused(sending.refused, language), Verb::ExportRefused},
                   lines);
    }
    return lines.y() - y;
}

double showRefused(Stage& stage, Desk const& desk, Refused const& refused, double x, double y, double width) {
    std::string const& key = refused.instanceId;
    return framed(stage, x, y, width, [&](Stage& onto, double left, double top, double wide) {
        base::Language const language = onto.language();
        Paragraphs lines(onto, left, top, wide);
        lines.say("refused:" + key, Role::Paragraph, refused.reason.in(language), Strong, look::Surface, 6);
        if (refused.sent)
            lines.say("words:" + key, Role::Paragraph,
                      refused.words.empty() ? onto.in(say::ServerSilent)
                                            : onto.in(say::ServerSaid) + refused.words,
                      Plain, look::Surface, 6);
        lines.say("which:" + key, Role::Paragraph,
                  refused.form + "\n" + say::refusedWhen(refused, language) + "\n" + key, Small,
                  look::Surface, 14);
        std::string const& words = onto.in(say::Retry);
        draw::Rect const at{left, lines.y(), std::min(wide, std::max(200.0, onto.buttonWidth(words, true))),
                            look::Control};
        if (desk.running())
            onto.deadButton("retry:" + key, words, at, std::nullopt);
        else
            onto.button("retry:" + key, words, at, {Verb::Retry, {}, key}, ButtonKind::Secondary,
                        Sign::Refresh);
        return lines.y() + look::Control - top;
    });
}

double showList(Stage& stage, Desk const& desk, Sending const& sending, double x, double y, double width) {
    base::Language const language = stage.language();
    Paragraphs lines(stage, x, y, width);
    lines.say("refused_title", Role::Heading, stage.in(say::RefusedTitle), Section, look::Paper, 12);
    if (sending.refused == 0) {
        lines.say("refused_none", Role::Paragraph, stage.in(say::RefusedNone), {look::Body, look::Muted},
                  look::Paper, 0);
        return lines.y() - y;
    }
    lines.say("refused_more", Role::Paragraph, stage.in(say::RefusedMore), Small, look::Paper, Gap);
    std::string const all = say::retryAll(sending.refused, language);
    draw::Rect const at{x, lines.y(), width, look::Control};
    if (desk.running())
        stage.deadButton("retry_all", all, at, std::nullopt);
    else
        stage.button("retry_all", all, at, {Verb::Retry, {}, {}}, ButtonKind::Secondary, Sign::Refresh);
    lines.add(look::Control + Gap);
    for (Refused const& refused : sending.list)
        lines.add(showRefused(stage, desk, refused, x, lines.y(), width) + 12);
    if (sending.refused > sending.list.size())
        lines.say("not_listed", Role::Paragraph,
                  say::notListed(sending.refused - sending.list.size(), language), Small, look::Paper, 0);
    return lines.y() - y;
}

} // namespace

void showUpload(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    double const margin = stage.margin();
    draw::Rect const area = showStaffHeader(stage, stage.in(say::UploadTitle));
    double const top = area.y + 28;
    double const whole = stage.width() - 2 * margin;
    stage.beginScroll(area);
    double height = 0;
    if (!desk.sending()) {
        height = showNotice(stage, "upload_error", Notice::Bad, desk.sending().error().text(stage.language()),
                            margin, top, whole);
    } else if (stage.wide()) {
        double const gap = 56;
        double const left = std::floor((whole - gap) * 0.42);
        double const rest = whole - gap - left, beside = margin + left + gap;
        double one = showState(stage, desk, *desk.sending(), margin, top, left);
        double other = showList(stage, desk, *desk.sending(), beside, top, rest);
        // A long list would put it out of sight.
        if (desk.sending()->refused > 0)
            one += Below + showPull(stage, desk, margin, top + one + Below, left);
        else
            other += Below + showPull(stage, desk, beside, top + other + Below, rest);
        height = std::max(one, other);
    } else {
        height = showState(stage, desk, *desk.sending(), margin, top, whole) + 24;
        height += showList(stage, desk, *desk.sending(), margin, top + height, whole) + Below;
        height += showPull(stage, desk, margin, top + height, whole);
    }
    stage.endScroll(28 + height + 24, session.scroll, std::nullopt);
    showStaffFooter(stage, desk, stage.in(say::BackToPage), {Verb::Desk, {}, "home"});
    stage.name("staff", "staff_upload");
}

} // namespace huibiao::kiosk
