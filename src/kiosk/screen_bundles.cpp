#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/staff_parts.h"
#include "kiosk/words_staff.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double Gap = 16;
constexpr std::size_t FaultsShown = 3;

Type const Strong{look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.35};
Type const Small{look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.4};
Type const Fault{look::Small, look::Danger, draw::Weight::Regular, draw::Align::Left, 1.4};
Type const Section{look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2};

double showNow(Stage& stage, Session const& session, double x, double y, double width) {
    Desk const& desk = session.desk();
    Paragraphs lines(stage, x, y, width);
    lines.say("now", Role::Heading, stage.in(say::EventNow), Section, look::Paper, 12);
    lines.say("banner", Role::Paragraph, session.event().banner.line, Strong, look::Paper, Gap);
    auto const warn = [&](std::string const& id, Notice kind, std::string const& words) {
        lines.add(showNotice(stage, id, kind, words, x, lines.y(), width) + Gap);
    };
    if (session.waiting() > 0)
        warn("waiting", Notice::Bad, stage.in(say::WaitFirst));
    else if (!desk.counts())
        warn("count_error", Notice::Bad, desk.counts().error().text(stage.language()));
    else if (desk.counts()->toExport() > 0)
        warn("answers_stay", Notice::Caution,
             say::answersStay(desk.counts()->toExport(), desk.around() ? desk.around()->folder : fs::path(),
                              stage.language()));
    return lines.y() - y;
}

double showFormer(Stage& stage, Session const& session, FormerEvent const& former, double x, double y,
                  double width) {
    Paragraphs lines(stage, x, y, width);
    lines.say("former", Role::Heading, stage.in(say::EventBefore), Section, look::Paper, 12);
    lines.add(framed(stage, x, lines.y(), width, [&](Stage& onto, double left, double top, double wide) {
        Paragraphs inner(onto, left, top, wide);
        if (!former.banner.empty())
            inner.say("former_banner", Role::Paragraph, former.banner, Strong, look::Surface, 4);
        if (former.trouble) {
            inner.say("former_trouble", Role::Alert, former.trouble->text(onto.language()), Fault,
                      look::Surface, 0);
            return inner.y() - top;
        }
        inner.say("former_answers", Role::Paragraph,
                  say::formerAnswers(former.answers, former.fresh, onto.language()), Small, look::Surface,
                  16);
        std::string const& words = onto.in(say::FormerButton);
        draw::Rect const at{left, inner.y(), std::min(wide, std::max(240.0, onto.buttonWidth(words, false))),
                            look::Control};
        if (session.waiting() > 0)
            onto.deadButton("go_back", words, at, std::nullopt);
        else
            onto.button("go_back", words, at, {Verb::Ask, {}, "former"}, ButtonKind::Secondary);
        return inner.y() + look::Control - top;
    }));
    return lines.y() + 32 - y;
}

/// Where it lies, for staff who look for it with a file manager: "KINGSTON / 活动 / 高坪镇".
std::string placeOf(Bundle const& bundle) {
    std::string out = bundle.volume.name;
    for (fs::path const& part : bundle.folder.lexically_relative(bundle.volume.folder))
        if (part != ".") out += " / " + part.string();
    return out;
}

double showBundle(Stage& stage, Session const& session, Bundle const& bundle, double x, double y,
                  double width) {
    std::string const key = bundle.folder.string();
    return framed(stage, x, y, width, [&](Stage& onto, double left, double top, double wide) {
        base::Language const language = onto.language();
        Paragraphs lines(onto, left, top, wide);
        bool const good = bundle.faults.empty();
        lines.say("bundle:" + key, Role::Paragraph, good ? bundle.banner : placeOf(bundle), Strong,
                  look::Surface, 4);
        if (!good) {
            std::size_t const shown = std::min(FaultsShown, bundle.faults.size());
            for (std::size_t i = 0; i < shown; ++i)
                lines.say("fault:" + std::to_string(i) + ":" + key, Role::Alert,
                          bundle.faults[i].error.text(language), Fault, look::Surface, 6);
            if (bundle.faults.size() > shown)
                lines.say("faults:" + key, Role::Paragraph,
                          say::moreFaults(bundle.faults.size() - shown, language), Small, look::Surface, 0);
            return lines.y() - top;
        }
        std::string more = placeOf(bundle) + " · " + say::formsIn(bundle.questionnaires, language);
        if (bundle.ownPin) more += " · " + onto.in(say::OwnPin);
        lines.say("place:" + key, Role::Paragraph, more, Small, look::Surface, 16);
        std::string const& words = onto.in(say::LoadButton);
        draw::Rect const at{left, lines.y(), std::min(wide, std::max(240.0, onto.buttonWidth(words, false))),
                            look::Control};
        if (session.waiting() > 0)
            onto.deadButton("load:" + key, words, at, std::nullopt);
        else
            onto.button("load:" + key, words, at, {Verb::Ask, key, "load"}, ButtonKind::Primary);
        return lines.y() + look::Control - top;
    });
}

double showSticks(Stage& stage, Session const& session, double x, double y, double width) {
    Desk const& desk = session.desk();
    Paragraphs lines(stage, x, y, width);
    lines.say("on_sticks", Role::Heading, stage.in(say::EventsOnSticks), Section, look::Paper, 12);
    if (desk.running()) {
        lines.add(showRunning(stage, desk, x, lines.y(), width));
        return lines.y() - y;
    }
    lines.add(showOutcome(stage, desk, x, lines.y(), width));
    if (TaskDone const* const around = desk.around()) {
        for (Bundle const& bundle : around->bundles)
            lines.add(showBundle(stage, session, bundle, x, lines.y(), width) + 12);
        if (around->bundles.empty())
            lines.say("no_bundles", Role::Paragraph, stage.in(say::BundlesNone), {look::Body, look::Muted},
                      look::Paper, Gap);
        if (around->cut)
            lines.add(
                showNotice(stage, "cut", Notice::Caution, stage.in(say::BundlesCut), x, lines.y(), width) +
                Gap);
    }
    std::string const& again = stage.in(say::LookAgain);
    stage.button("look_again", again,
                 {x, lines.y() + 4, std::max(200.0, stage.buttonWidth(again, false)), 64},
                 {Verb::Desk, {}, "bundles"}, ButtonKind::Secondary);
    return lines.y() + 4 + 64 - y;
}

} // namespace

void showBundles(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    double const margin = stage.margin();
    draw::Rect const area = showStaffHeader(stage, stage.in(say::BundlesTitle));
    double const top = area.y + 28;
    double const whole = stage.width() - 2 * margin;
    auto const here = [&](double x, double y, double width) {
        double height = showNow(stage, session, x, y, width) + 16;
        if (desk.around() && desk.around()->former)
            height += showFormer(stage, session, *desk.around()->former, x, y + height, width);
        return height;
    };
    stage.beginScroll(area);
    double height = 0;
    if (stage.wide()) {
        double const gap = 56;
        double const left = std::floor((whole - gap) * 0.48);
        height = std::max(here(margin, top, left),
                          showSticks(stage, session, margin + left + gap, top, whole - gap - left));
    } else {
        height = here(margin, top, whole);
        height += showSticks(stage, session, margin, top + height, whole);
    }
    stage.endScroll(28 + height + 24, session.scroll, std::nullopt);
    showStaffFooter(stage, desk, stage.in(say::BackToPage), {Verb::Desk, {}, "home"});
    stage.name("staff", "staff_bundles");
}

} // namespace huibiao::kiosk
