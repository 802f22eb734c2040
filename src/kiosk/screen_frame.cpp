#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

/// With two languages one press changes to the other, named in its own script; with more a list opens.
double showLanguageButton(Stage& stage, Survey const& survey, double right, double y, double height) {
    form::Form const& form = survey.questionnaire().form;
    std::size_t const count = form.languages().size();
    if (count < 2) return right;
    std::size_t const other = (survey.language() + 1) % count;
    std::string const words = count == 2 ? languageLabel(form, other) : stage.in(say::ChooseLanguage);
    double const width = std::max(112.0, stage.buttonWidth(words, true) - 20);
    draw::Rect const rect{right - width, y, width, height};
    Act act = count == 2 ? Act{Verb::PickLanguage, {}, std::to_string(other)} : Act{Verb::Languages, {}, {}};
    stage.button("language", words, rect, std::move(act), ButtonKind::Secondary, Sign::Globe);
    return rect.x - 12;
}

} // namespace

draw::Rect showHeader(Stage& stage, Session const& session) {
    Survey const& survey = *session.survey();
    double const margin = stage.margin();
    stage.box({0, 0, stage.width(), look::HeaderHeight}, look::Surface);
    stage.box({0, look::HeaderHeight - 1, stage.width(), 1}, look::Line);
    double const y = (look::HeaderHeight - 56) / 2;

    double const stopWidth = stage.buttonWidth(stage.in(say::Abandon), false) - 4;
    double right = stage.width() - margin - stopWidth;
    stage.button("abandon", stage.in(say::Abandon), {right, y, stopWidth, 56}, {Verb::Abandon, {}, {}},
                 ButtonKind::Secondary);
    right = showLanguageButton(stage, survey, right - 12, y, 56);

    double const logoWidth = 72;
    stage.logo({margin, y - 4, logoWidth, 64});
    double const left = margin + logoWidth + 20;
    double const width = std::min(right - 16 - left, 460.0);

    bool const review = session.screen() == Screen::Review;
    std::size_t const total = survey.total();
    std::string words = review                 ? stage.in(say::Review)
                        : survey.number() == 0 ? stage.in(say::Note)
                                               : say::progress(survey.number(), total, stage.language());
    SetText const set = stage.fit(
        words, {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.25}, width, look::Small);
    stage.put(set, {left, y + 2});
    std::size_t const pages = std::max<std::size_t>(survey.pages().size(), 1);
    double const share = review ? 1 : static_cast<double>(survey.position()) / static_cast<double>(pages);
    double const bar = y + 42;
    stage.box({left, bar, width, 8}, look::Line, 4);
    if (share > 0) stage.box({left, bar, std::max(8.0, width * share), 8}, look::Accent, 4);
    Item& item = stage.item("progress", Role::Progressbar, words, {left, y, width, 52});
    item.value = std::to_string(static_cast<int>(std::lround(share * 100)));
    item.textPx = set.text->fontSize();
    item.fg = look::Ink;
    item.bg = look::Surface;
    return {0, look::HeaderHeight, stage.width(), stage.height() - look::HeaderHeight};
}

draw::Rect footerRect(Stage const& stage) {
    return {0, stage.height() - look::FooterHeight, stage.width(), look::FooterHeight};
}

void showFooter(Stage& stage, Footer const& footer, std::optional<Scrolling> const& scrolling) {
    draw::Rect const foot = footerRect(stage);
    stage.box(foot, look::Surface);
    stage.box({0, foot.y, stage.width(), 1}, look::Line);
    double const height = 72;
    double const y = foot.y + (foot.height - height) / 2;
    double const margin = stage.margin();
    bool const narrow = stage.width() < 900;
    double const backWidth = narrow ? 176 : 200;
    double const onWidth = narrow ? 256 : 320;
    stage.button("back", footer.back, {margin, y, backWidth, height}, {Verb::Back, {}, {}},
                 ButtonKind::Secondary, Sign::Left);
    stage.button("next", footer.on, {stage.width() - margin - onWidth, y, onWidth, height}, footer.onAct,
                 ButtonKind::Primary, Sign::Right, look::Lead);
    if (!scrolling) return;
    double const from = margin + backWidth;
    double const to = stage.width() - margin - onWidth;
    double const side = narrow ? 64 : 72;
    showScrollButtons(stage, {from + (to - from - 2 * side - 12) / 2, y, 2 * side + 12, height}, *scrolling);
}

void showScrollButtons(Stage& stage, draw::Rect const& rect, Scrolling const& scrolling) {
    double const side = (rect.width - 12) / 2;
    draw::Rect const up{rect.x, rect.y, side, rect.height};
    draw::Rect const down{rect.right() - side, rect.y, side, rect.height};
    auto const show = [&](bool can, std::string const& id, base::Words const& words, draw::Rect const& at,
                          std::string const& way, Sign sign) {
        if (can) {
            stage.button(id, "", at, {Verb::Scroll, {}, way}, ButtonKind::Quiet, sign, 32).name =
                stage.in(words);
        } else {
            stage.deadButton(id, stage.in(words), at, sign, 32);
        }
    };
    show(scrolling.offset > 0.5, "scroll_up", say::ScrollUp, up, "up", Sign::Up);
    show(scrolling.offset < scrolling.most() - 0.5, "scroll_down", say::ScrollDown, down, "down", Sign::Down);
}

void showCorner(Stage& stage, Session const& session) {
    double const side = 96;
    draw::Rect const rect{stage.width() - side, 0, side, side};
    stage.item("staff_corner", Role::Button, say::Corner.in(session.staffWords()), rect);
    if (double const held = session.hold(); held > 0) {
        draw::Rect const ring{rect.x + 22, rect.y + 22, 52, 52};
        stage.box(ring.inset(-8), look::Surface, 34, 0, {}, 0);
        stage.ring(ring, 6, held, look::Line, look::Accent);
    }
}

double showLanguages(Stage& stage, Survey const& survey, draw::Rect const& rect, bool column) {
    form::Form const& form = survey.questionnaire().form;
    std::size_t const count = form.languages().size();
    if (count < 2) return 0;
    std::size_t const across = column ? 1 : std::min<std::size_t>(count, 3);
    double const width = (rect.width - static_cast<double>(across - 1) * 12) / static_cast<double>(across);
    for (std::size_t i = 0; i < count; ++i) {
        draw::Rect const at{rect.x + static_cast<double>(i % across) * (width + 12),
                            rect.y + static_cast<double>(i / across) * (look::Control + 12), width,
                            look::Control};
        bool const on = i == survey.language();
        std::string const id = "language:" + std::to_string(i);
        draw::Colour const fill = on ? look::AccentPale : stage.pressed(id) ? look::Pressed : look::Surface;
        stage.box(at, fill, look::Radius, on ? 3 : 1.5, on ? look::Accent : look::Edge);
        draw::Rect const dot{at.x + 18, at.centre().y - 15, 30, 30};
        stage.box(dot, on ? look::Accent : draw::Colour::White, 15, on ? 0 : 2.5, look::Edge);
        if (on) stage.icon(Sign::Check, dot.inset(5), draw::Colour::White);
        SetText const set = stage.fit(languageLabel(form, i),
                                      {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.2},
                                      width - 76, look::Small);
        stage.put(set, {at.x + 60, at.y + (at.height - set.size.height) / 2});
        Item& item = stage.item(id, Role::Radio, languageLabel(form, i), at);
        item.act = Act{Verb::PickLanguage, {}, std::to_string(i)};
        item.checked = on;
        item.textPx = set.text->fontSize();
        item.fg = look::Ink;
        item.bg = fill;
    }
    auto const rows = static_cast<double>((count + across - 1) / across);
    return rows * (look::Control + 12) - 12;
}

Scene makeScene(Session const& session, TextCache& texts, int width, int height, std::string_view pressed,
                std::vector<layout::Drawn> const& drawn) {
    Stage stage(texts, width, height, session.words(), pressed);
    switch (session.screen()) {
    case Screen::Attract: showAttract(stage, session, drawn); break;
    case Screen::Start: showStart(stage, session); break;
    case Screen::Survey: showSurvey(stage, session); break;
    case Screen::Review: showReview(stage, session); break;
    case Screen::Thanks: showThanks(stage, session); break;
    case Screen::Pin: showPin(stage, session); break;
    case Screen::Staff: showStaff(stage, session); break;
    case Screen::Message: showMessage(stage, session); break;
    }
    if (session.dialog() != Dialog::None) showDialog(stage, session);
    return stage.take();
}

} // namespace huibiao::kiosk
