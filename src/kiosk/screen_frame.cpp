#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words_staff.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

/// Buttons side by side, from the outer edge inwards.
class Row {
public:
    Row(draw::Rect const& within, bool left) : m_within(within), m_left(left) {}
    [[nodiscard]] draw::Rect next(double width) {
        double const from = m_left ? m_within.x + m_taken : m_within.right() - m_taken - width;
        m_taken += width + Between;
        return {from, m_within.y, width, m_within.height};
    }
    /// What the buttons leave, with air between.
    [[nodiscard]] draw::Rect rest() const {
        return {m_left ? m_within.x + m_taken + 4 : m_within.x, m_within.y, m_within.width - m_taken - 4,
                m_within.height};
    }

    static constexpr double Between = 12;

private:
    draw::Rect m_within;
    bool m_left;
    double m_taken = 0;
};

double compact(Stage& stage, std::string_view words, bool sign) {
    return std::max(stage.buttonWidth(words, sign) - 20, 64.0);
}

base::Words const& sizeWords(Stage const& stage) {
    return stage.large() ? say::StandardSize : say::LargeSize;
}

constexpr double DisplayWidth = 72;

void showComfortIn(Stage& stage, Row& row, ButtonKind kind) {
    showSize(stage, row.next(compact(stage, stage.in(sizeWords(stage)), false)), kind);
    stage.button("display", "Aa", row.next(DisplayWidth), {Verb::Display, {}, {}}, kind).name =
        stage.in(say::Display);
}

/// With two languages one press changes to the other, named in its own script; with more a list opens.
void showLanguageButton(Stage& stage, Survey const& survey, Row& row, double room) {
    form::Form const& form = survey.questionnaire().form;
    std::size_t const count = form.languages().size();
    if (count < 2) return;
    std::size_t const other = (survey.language() + 1) % count;
    std::string const words = count == 2 ? languageLabel(form, other) : stage.in(say::ChooseLanguage);
    double const whole = compact(stage, words, true);
    bool const fits = whole <= room;
    Act act = count == 2 ? Act{Verb::PickLanguage, {}, std::to_string(other)} : Act{Verb::Languages, {}, {}};
    stage
        .button("language", fits ? words : "", row.next(fits ? whole : DisplayWidth), std::move(act),
                ButtonKind::Secondary, Sign::Globe)
        .name = words;
}

double headerLine(Stage const& stage) {
    return stage.large() ? 68 : stage.narrow() ? 76 : look::HeaderHeight;
}

void showProgress(Stage& stage, Session const& session, draw::Rect const& within) {
    Survey const& survey = *session.survey();
    double const logoWidth = 72;
    double const tall = std::min(64.0, within.height);
    stage.logo({within.x, within.centre().y - tall / 2, logoWidth, tall});
    double const left = within.x + logoWidth + 20;
    double const width = std::min(within.right() - left, 460.0);

    bool const review = session.screen() == Screen::Review;
    std::size_t const total = survey.total();
    bool const consent = session.screen() == Screen::Consent;
    std::string words = session.askingStaff()  ? stage.in(say::AssistTitle)
                        : review               ? stage.in(say::Review)
                        : consent              ? stage.in(say::ConsentTitle)
                        : survey.number() == 0 ? stage.in(say::Note)
                                               : say::progress(survey.number(), total, stage.language());
    SetText const set = stage.fit(
        words, {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.25}, width, look::Small);
    double const y = within.centre().y - 26;
    stage.put(set, {left, y});
    std::size_t const pages = std::max<std::size_t>(survey.pages().size(), 1);
    double const share = review    ? 1
                         : consent ? 0
                                   : static_cast<double>(survey.position()) / static_cast<double>(pages);
    double const bar = y + 40;
    stage.box({left, bar, width, 8}, look::Line, 4);
    if (share > 0) stage.box({left, bar, std::max(8.0, width * share), 8}, look::Accent, 4);
    Item& item = stage.item("progress", Role::Progressbar, words, {left, y, width, 52});
    item.value = std::to_string(static_cast<int>(std::lround(share * 100)));
    item.textPx = set.text->fontSize();
    item.fg = look::Ink;
    item.bg = look::Surface;
}

} // namespace

void showSize(Stage& stage, draw::Rect const& rect, ButtonKind kind) {
    Item& item = stage.button("size", stage.in(sizeWords(stage)), rect, {Verb::Comfort, {}, "large"}, kind);
    item.checked = stage.large();
}

void showComfort(Stage& stage, draw::Rect const& within, ButtonKind kind) {
    Row row(within, stage.comfort().left);
    showComfortIn(stage, row, kind);
}

double headerTop(Stage const& stage) {
    // Where all has no room beside each other, what is read stands above what is pressed; where
    // controls lie low, up there where no hand need go.
    return stage.narrow() && stage.above() > 0 ? -headerLine(stage) : 0;
}

draw::Rect showHeader(Stage& stage, Session const& session) {
    Survey const& survey = *session.survey();
    double const margin = stage.margin();
    double const high = stage.large() ? 52 : 56;
    double const line = headerLine(stage);
    double const top = headerTop(stage);
    double const buttons = stage.narrow() ? top + line : top;
    double const bottom = buttons + line;
    stage.box({0, top, stage.width(), bottom - top}, look::Surface);
    stage.box({0, bottom - 1, stage.width(), 1}, look::Line);

    draw::Rect const inner{margin, buttons + (line - high) / 2, stage.width() - 2 * margin, high};
    Row row(inner, stage.comfort().left);
    double const stop = compact(stage, stage.in(say::Abandon), false);
    stage.button("abandon", stage.in(say::Abandon), row.next(stop), {Verb::Abandon, {}, {}},
                 ButtonKind::Secondary);
    bool const aloud = session.canRead();
    double const others = compact(stage, stage.in(sizeWords(stage)), false) + DisplayWidth +
                          2 * Row::Between + (aloud ? DisplayWidth + Row::Between : 0);
    showLanguageButton(stage, survey, row,
                       inner.width - stop - others - Row::Between - (stage.narrow() ? 0 : 260));
    showComfortIn(stage, row, ButtonKind::Secondary);
    if (aloud)
        stage
            .button("read_aloud", "", row.next(DisplayWidth), {Verb::ReadAloud, {}, {}},
                    ButtonKind::Secondary, session.reading() ? Sign::Stop : Sign::Speaker)
            .name = stage.in(session.reading() ? say::StopReading : say::ReadAloud);
    showProgress(stage, session,
                 stage.narrow() ? draw::Rect{margin, top + (line - high) / 2, inner.width, high}
                                : row.rest());
    return {0, bottom, stage.width(), stage.height() - bottom};
}

namespace {

constexpr double FootAir = 12;

/// Two rows where the buttons have no room beside each other.
bool twoRows(Stage const& stage) {
    return stage.narrow() && stage.large();
}
double footButton(Stage const& stage) {
    return stage.large() ? 58 : 72;
}

} // namespace

draw::Rect footerRect(Stage const& stage) {
    double const row = footButton(stage);
    double const height = twoRows(stage)  ? 2 * row + 3 * FootAir
                          : stage.large() ? row + 2 * FootAir
                                          : look::FooterHeight;
    return {0, stage.height() - height, stage.width(), height};
}

void showFooter(Stage& stage, Footer const& footer, std::optional<Scrolling> const& scrolling) {
    draw::Rect const foot = footerRect(stage);
    stage.box(foot, look::Surface);
    stage.box({0, foot.y, stage.width(), 1}, look::Line);
    double const height = footButton(stage);
    double const y = foot.bottom() - (twoRows(stage) ? FootAir : (foot.height - height) / 2) - height;
    double const margin = stage.margin();
    double const all = stage.width() - 2 * margin;
    double const backWidth = twoRows(stage) ? all * 0.4 - 12 : stage.narrow() ? 176 : 200;
    double const onWidth = twoRows(stage) ? all * 0.6 : stage.narrow() ? 256 : 320;
    bool const left = stage.comfort().left;
    double const backX = left ? margin + all - backWidth : margin;
    double const onX = left ? margin : margin + all - onWidth;
    stage.button("back", footer.back, {backX, y, backWidth, height}, footer.backAct, ButtonKind::Secondary,
                 Sign::Left);
    stage.button("next", footer.on, {onX, y, onWidth, height}, footer.onAct, ButtonKind::Primary, Sign::Right,
                 look::Lead);
    if (!scrolling) return;
    if (twoRows(stage))
        return showScrollButtons(stage, {margin, y - FootAir - height, all, height}, *scrolling);
    double const from = margin + (left ? onWidth : backWidth);
    double const between = all - backWidth - onWidth;
    double const side = stage.narrow() ? 64 : 72;
    showScrollButtons(stage, {from + (between - 2 * side - 12) / 2, y, 2 * side + 12, height}, *scrolling);
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
    draw::Rect const rect{stage.width() - side, -stage.above(), side, side};
    stage.item("staff_corner", Role::Button, say::Corner.in(session.staffWords()), rect);
    if (double const held = session.hold(); held > 0) {
        draw::Rect const ring{rect.x + 22, rect.y + 22, 52, 52};
        stage.box(ring.inset(-8), look::Surface, 34, 0, {}, 0);
        stage.ring(ring, 6, held, look::Line, look::Accent);
    }
}

Item& showTick(Stage& stage, std::string id, std::string const& words, draw::Rect const& at, Role role,
               bool on) {
    draw::Colour const fill = on ? look::AccentPale : stage.pressed(id) ? look::Pressed : look::Surface;
    stage.box(at, fill, look::Radius, on ? 3 : 1.5, on ? look::Accent : look::Edge);
    draw::Rect const dot{at.x + 18, at.centre().y - 15, 30, 30};
    stage.box(dot, on ? look::Accent : draw::Colour::White, role == Role::Radio ? 15 : 8, on ? 0 : 2.5,
              look::Edge);
    if (on) stage.icon(Sign::Check, dot.inset(5), draw::Colour::White);
    SetText const set =
        stage.fit(words, {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.2}, at.width - 76,
                  stage.large() ? 16 : look::Small);
    stage.put(set, {at.x + 60, at.y + (at.height - set.size.height) / 2});
    Item& item = stage.item(std::move(id), role, words, at);
    item.checked = on;
    item.textPx = set.text->fontSize();
    item.fg = look::Ink;
    item.bg = fill;
    return item;
}

namespace {
constexpr double LeastTick = 150;

std::size_t languagesAcross(std::size_t count, double width, bool column) {
    std::size_t const most = column ? (count > 4 ? 2 : 1) : 3;
    std::size_t const fits =
        std::max<std::size_t>(1, static_cast<std::size_t>((width + 12) / (LeastTick + 12)));
    return std::min({count, most, fits});
}
} // namespace

double languagesHeight(Stage const& stage, Survey const& survey, double width, bool column) {
    std::size_t const count = survey.questionnaire().form.languages().size();
    if (count < 2) return 0;
    std::size_t const across = languagesAcross(count, width, column);
    return static_cast<double>((count + across - 1) / across) * (stage.control() + 12) - 12;
}

double showLanguages(Stage& stage, Survey const& survey, draw::Rect const& rect, bool column) {
    form::Form const& form = survey.questionnaire().form;
    std::size_t const count = form.languages().size();
    if (count < 2) return 0;
    std::size_t const across = languagesAcross(count, rect.width, column);
    double const width = (rect.width - static_cast<double>(across - 1) * 12) / static_cast<double>(across);
    for (std::size_t i = 0; i < count; ++i)
        showTick(stage, "language:" + std::to_string(i), languageLabel(form, i),
                 {rect.x + static_cast<double>(i % across) * (width + 12),
                  rect.y + static_cast<double>(i / across) * (stage.control() + 12), width, stage.control()},
                 Role::Radio, i == survey.language())
            .act = Act{Verb::PickLanguage, {}, std::to_string(i)};
    return languagesHeight(stage, survey, rect.width, column);
}

Scene makeScene(Session const& session, TextCache& texts, int width, int height, std::string_view pressed,
                std::vector<layout::Drawn> const& drawn) {
    Stage stage(texts, width, height, session.words(), pressed, session.comfort());
    switch (session.screen()) {
    case Screen::Attract: showAttract(stage, session, drawn); break;
    case Screen::Start: showStart(stage, session); break;
    case Screen::Survey: showSurvey(stage, session); break;
    case Screen::Review: showReview(stage, session); break;
    case Screen::Thanks: showThanks(stage, session); break;
    case Screen::Pin: showPin(stage, session); break;
    case Screen::Staff: showStaff(stage, session); break;
    case Screen::Message: showMessage(stage, session); break;
    case Screen::Consent: showConsent(stage, session); break;
    case Screen::Assist: showAssist(stage, session); break;
    case Screen::Show: showShow(stage, session); break;
    }
    if (session.dialog() != Dialog::None) showDialog(stage, session);
    return stage.take();
}

} // namespace huibiao::kiosk
