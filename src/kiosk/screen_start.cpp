#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

/// About what people need: a choice is read and made in 12 s, a line typed in 40.
int minutesOf(Survey const& survey) {
    if (survey.questionnaire().minutes) return *survey.questionnaire().minutes;
    double seconds = 0;
    for (form::Page const& page : survey.pages())
        for (form::Question const& question : page.questions)
            seconds += question.kind == form::QuestionKind::Text ? 40 : 12;
    return std::max(1, static_cast<int>(std::lround(seconds / 60)));
}

/// The promise, on a ground of its own.
void showPromise(Stage& stage, draw::Rect const& panel) {
    stage.box(panel, look::Accent);
    double const margin = stage.margin();
    double const width = panel.width - 2 * margin;
    bool const tall = stage.wide();
    SetText const big = stage.fit(
        stage.in(say::Anonymous),
        {stage.large() ? 64 : look::Display, draw::Colour::White, draw::Weight::Bold, draw::Align::Left, 1.2},
        width, 40);
    SetText const more = stage.set(
        stage.in(say::AnonymousMore),
        {look::Lead - 2, draw::Colour::White, draw::Weight::Regular, draw::Align::Left, 1.5}, width);
    double const shield = tall ? 96 : 72;
    double const all = shield + 24 + big.size.height + 16 + more.size.height;
    double y = panel.y + (panel.height - all) / 2;
    stage.icon(Sign::Shield, {panel.x + margin - 8, y, shield, shield}, draw::Colour::White);
    y += shield + 24;
    y += stage.tell("anonymous", Role::Heading, big, {panel.x + margin, y}, look::Accent).height + 16;
    stage.tell("anonymous_more", Role::Paragraph, more, {panel.x + margin, y}, look::Accent);
}

double showFact(Stage& stage, std::string id, Sign sign, std::string const& words, draw::Point at,
                double width) {
    SetText const set =
        stage.set(words, {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.35}, width - 46);
    stage.icon(sign, {at.x, at.y + 1, 30, 30}, look::Accent);
    stage.tell(std::move(id), Role::Paragraph, set, {at.x + 46, at.y}, look::Paper);
    return set.size.height;
}

/// The way back, and beside it the scroll buttons where what stands above scrolls.
void showHome(Stage& stage, draw::Rect const& rect) {
    double const scroll = stage.scrolling() ? 2 * 64 + 12 : 0;
    stage.button("home", stage.in(say::Home),
                 {rect.x, rect.y, rect.width - (scroll > 0 ? scroll + 12 : 0), rect.height},
                 {Verb::Home, {}, {}}, ButtonKind::Quiet, Sign::Left);
    if (stage.scrolling())
        showScrollButtons(stage, {rect.right() - scroll, rect.y, scroll, rect.height}, *stage.scrolling());
}

void showForm(Stage& stage, Session const& session, draw::Rect const& area) {
    Survey const& survey = *session.survey();
    // What is pressed stands at the foot, where hands are.
    double const start = stage.large() ? 76 : 96;
    double const home = stage.control();
    double const languages = languagesHeight(stage, survey, area.width, false);
    double bottom = area.bottom() - home;
    double const foot = bottom;
    bottom -= 16 + start;
    stage.button("start", stage.in(say::Start), {area.x, bottom, area.width, start}, {Verb::Start, {}, {}},
                 ButtonKind::Primary, Sign::Right, look::Heading);
    if (languages > 0) {
        bottom -= 20 + languages;
        showLanguages(stage, survey, {area.x, bottom, area.width, languages}, false);
    }

    stage.beginScroll({area.x - 8, area.y, area.width + 16, bottom - 16 - area.y});
    double y = area.y;
    SetText const who = stage.set(say::askedBy(session.event().banner.unit, stage.language()),
                                  {look::Body, look::Muted}, area.width);
    y += stage.tell("asked_by", Role::Paragraph, who, {area.x, y}, look::Paper).height + 8;
    SetText const title = stage.set(
        survey.questionnaire().title,
        {look::Heading + 2, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.3, true}, area.width);
    y += stage.tell("title", Role::Heading, title, {area.x, y}, look::Paper).height + 20;

    double const half = (area.width - 24) / 2;
    double const one = showFact(stage, "questions", Sign::Questions,
                                say::questions(survey.total(), stage.language()), {area.x, y}, half);
    double const two =
        showFact(stage, "minutes", Sign::Clock, say::minutes(minutesOf(survey), stage.language()),
                 {area.x + half + 24, y}, half);
    y += std::max(one, two) + 12;
    y += showFact(stage, "leave", Sign::Door,
                  stage.in(session.event().visits.keepPartial ? say::LeaveAndKeep : say::LeaveAnyTime),
                  {area.x, y}, area.width);
    stage.endScroll(y + 4 - area.y, session.scroll, std::nullopt);
    showHome(stage, {area.x, foot, area.width, home});
    stage.name("start", "start form " + survey.questionnaire().file.string());
}

void showForms(Stage& stage, Session const& session, draw::Rect const& area) {
    double y = area.y;
    SetText const title =
        stage.set(stage.in(say::ChooseForm),
                  {look::Heading, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.3}, area.width);
    y += stage.tell("title", Role::Heading, title, {area.x, y}, look::Paper).height + 24;
    double const home = stage.control();
    draw::Rect const view{area.x - 8, y, area.width + 16, area.bottom() - home - 24 - y};
    stage.beginScroll(view);
    auto const& forms = session.event().questionnaires;
    double const first = y;
    for (std::size_t i = 0; i < forms.size(); ++i) {
        std::string const id = "form:" + std::to_string(i);
        SetText const set =
            stage.set(forms[i].title, {look::Lead, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.35},
                      area.width - 24 - 72);
        double const height = std::max(96.0, set.size.height + 48);
        draw::Rect const rect{area.x, y, area.width, height};
        draw::Colour const fill = stage.pressed(id) ? look::Pressed : look::Surface;
        stage.box(rect, fill, look::Radius, 1.5, look::Edge);
        stage.put(set, {rect.x + 24, rect.y + (height - set.size.height) / 2});
        stage.icon(Sign::Right, {rect.right() - 54, rect.centre().y - 15, 30, 30}, look::Accent);
        Item& item = stage.item(id, Role::Button, forms[i].title, rect);
        item.act = Act{Verb::PickForm, {}, std::to_string(i)};
        item.textPx = set.text->fontSize();
        item.fg = look::Ink;
        item.bg = fill;
        y += height + 12;
    }
    stage.endScroll(y - first, session.scroll, std::nullopt);
    showHome(stage, {area.x, area.bottom() - home, area.width, home});
    stage.name("start", "start forms");
}

} // namespace

void showStart(Stage& stage, Session const& session) {
    double const margin = stage.margin();
    double const high = stage.large() ? 52 : 56;
    draw::Rect area;
    if (stage.wide()) {
        double const panel = std::floor(stage.width() * 0.42);
        showPromise(stage, {0, 0, panel, stage.height()});
        // Beside the corner of the staff.
        showComfort(stage, {panel + margin, 20, stage.width() - panel - margin - 108, high},
                    ButtonKind::Secondary);
        double const top = 20 + high + 20;
        area = {panel + margin, top, stage.width() - panel - 2 * margin,
                stage.height() - top - (stage.large() ? 20 : 40)};
    } else {
        bool const low = stage.above() > 0;
        double const panel = low ? 0 : std::floor(stage.height() * (stage.large() ? 0.3 : 0.34));
        showPromise(stage, {0, low ? -stage.above() : 0, stage.width(), low ? stage.above() : panel});
        showComfort(stage, {margin, panel + 16, stage.width() - 2 * margin, high}, ButtonKind::Secondary);
        double const top = panel + 16 + high + 16;
        area = {margin, top, stage.width() - 2 * margin, stage.height() - top - (low ? 16 : 40)};
    }
    if (session.choosing())
        showForms(stage, session, area);
    else
        showForm(stage, session, area);
    showCorner(stage, session);
}

} // namespace huibiao::kiosk
