#include "kiosk/look.h"
#include "kiosk/panel.h"
#include "kiosk/question_types.h"
#include "kiosk/questions.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

using form::Page;
using form::Question;
using form::QuestionKind;

namespace {

/// 60 dp at least, in the large mode too.
double padHeight(Stage const& stage) {
    return stage.large() ? 50 : 72;
}
double keyHeight(Stage const& stage) {
    return !stage.large() ? 62 : stage.narrow() ? 60 : 48;
}

/// Where they stand beside the page, in large dp.
constexpr double ScrollButtons = 52;

/// Tighter where a keyboard takes half of the screen.
struct Spacing {
    double air = 32;
    bool large = true; ///< the question
};

bool isNumber(Question const& question) {
    return question.kind == QuestionKind::Integer || question.kind == QuestionKind::Decimal;
}

std::string headings(Page const& page) {
    std::string all;
    for (std::string const& heading : page.headings) {
        if (heading.empty()) continue;
        if (!all.empty()) all += " · ";
        all += heading;
    }
    return all;
}

double showGroup(Stage& stage, Survey const& survey, QuestionPlace const& place) {
    Page const& page = survey.page();
    std::string words = headings(page);
    if (auto const instance = survey.instance()) {
        if (!words.empty()) words += " · ";
        words += say::repeatNumber(instance->number, stage.language());
    }
    if (words.empty()) return 0;
    SetText const set = stage.set(words, {look::Small, look::Accent, draw::Weight::Medium}, place.width);
    return stage.tell("group", Role::Paragraph, set, {place.x, place.y}, look::Paper).height + 8;
}

/// An instance of a repeat can be taken away from any of its pages. The height taken.
double showRemove(Stage& stage, Survey const& survey, QuestionPlace const& place) {
    auto const instance = survey.instance();
    // Not beside a keyboard: there is no room, and nobody removes what is being written.
    if (!instance || !instance->removable || survey.focused()) return 0;
    std::string const& words = stage.in(say::RemoveRepeat);
    stage.button("remove:" + instance->ref, words,
                 {place.x, place.y + 24, stage.buttonWidth(words, true), look::Control},
                 {Verb::RemoveRepeat, instance->ref, {}}, ButtonKind::Quiet, Sign::Cross);
    return 24 + look::Control;
}

/// All of one page below each other; the height. `reveal` becomes the place of what must be seen.
double showColumn(Stage& stage, Session const& session, QuestionPlace place, Spacing const& spacing,
                  double room, std::optional<draw::Rect>& reveal) {
    Survey const& survey = *session.survey();
    Page const& page = survey.page();
    double const top = place.y;
    bool const alone = page.questions.size() == 1;
    place.y += showGroup(stage, survey, place);
    if (page.kind == Page::Kind::RepeatPrompt) place.y += showRepeat(stage, page, place);
    for (std::size_t i = 0; i < page.questions.size(); ++i) {
        if (std::size_t const rows = tableRows(page, i, place.width); rows > 0) {
            place.y += showTable(stage, session, i, rows, place, reveal) + 40;
            i += rows - 1;
            continue;
        }
        Question const& question = page.questions[i];
        if (headsTable(question)) continue; // its rows stand below each other, each with all choices
        double const from = place.y;
        double const head = showQuestionHead(stage, question, place, alone && spacing.large);
        place.y += head;
        if (double const fault = showFault(stage, survey, question, {place.x, place.y + 12, place.width});
            fault > 0)
            place.y += fault + 12;
        if (question.kind != QuestionKind::Note || question.readOnly) {
            place.y += 16;
            double const answered = place.y;
            place.y += showAnswer(stage, survey, question, place, room - head - 2 * spacing.air);
            // Of a long text the end is what matters; of what is being typed the field.
            if (session.reveal == question.ref)
                reveal = survey.fault(question.ref) && survey.focus() != question.ref
                             ? draw::Rect{place.x, from, place.width, std::min(place.y - from, room - 48)}
                             : draw::Rect{place.x, std::max(answered, place.y - room + 48), place.width,
                                          std::min(place.y - answered, room - 48)};
        }
        place.y += 40;
    }
    if (!page.questions.empty()) place.y -= 40;
    place.y += showRemove(stage, survey, place);
    return place.y - top;
}

/// The question on the left, where it stays; what takes the answer on the right, where it may scroll.
void showBeside(Stage& stage, Session const& session, draw::Rect const& area, Spacing const& spacing,
                double leftWidth, bool pad) {
    double const air = spacing.air;
    Survey const& survey = *session.survey();
    Page const& page = survey.page();
    Question const& question = page.questions.front();
    bool const mirrored = stage.comfort().left;
    double const margin = stage.margin();
    double const rightWidth = stage.width() - 2 * margin - leftWidth - 56;
    QuestionPlace left{mirrored ? margin + rightWidth + 56 : margin, area.y + air, leftWidth};
    left.y += showGroup(stage, survey, left);
    left.y += showQuestionHead(stage, question, left, spacing.large);
    left.y += 16;
    left.y += showFault(stage, survey, question, left);
    showRemove(stage, survey, left);

    double const x = mirrored ? margin : margin + leftWidth + 56;
    QuestionPlace const right{x, area.y + air, rightWidth};
    stage.beginScroll({x - 8, area.y, rightWidth + 8 + std::min(margin, 28.0), area.height});
    double height = air + showAnswer(stage, survey, question, right, area.height - 2 * air);
    if (pad) {
        KeyBoard const keys = digitKeys(question.kind == QuestionKind::Decimal, false, stage.language());
        double const tall = keysHeight(keys, padHeight(stage));
        showKeys(stage, keys, {right.x, area.y + height + 16, std::min(right.width, 560.0), tall},
                 padHeight(stage));
        height += 16 + tall;
    }
    std::optional<draw::Rect> reveal;
    if (session.reveal == question.ref && !pad)
        reveal = draw::Rect{right.x, area.y + height - std::min(height - air, area.height - 48), right.width,
                            std::min(height - air, area.height - 48)};
    stage.endScroll(height + air, session.scroll, reveal);
}

/// How high the left column would come out, without showing it.
double headHeight(Stage& stage, Survey const& survey, Spacing const& spacing, double width) {
    Stage trial = stage.trial();
    Question const& question = survey.page().questions.front();
    double y = showGroup(trial, survey, {0, 0, width});
    y += showQuestionHead(trial, question, {0, 0, width}, spacing.large) + 16;
    y += showFault(trial, survey, question, {0, 0, width});
    return y + showRemove(trial, survey, {0, 0, width});
}

} // namespace

void showSurvey(Stage& stage, Session const& session) {
    Survey const& survey = *session.survey();
    stage.picturesIn(survey.questionnaire().file.parent_path());
    if (survey.opened()) return showPanel(stage, session);
    Page const& page = survey.page();
    draw::Rect area = showHeader(stage, session);
    Question const* const focused = survey.focused();
    // Large text and a keyboard on a wide screen, or low on a tall one, leave no room for the way on; it
    // comes back with the key that puts the keyboard away.
    bool const low = stage.above() > 0 && !session.entry().modes().empty();
    bool const tight = stage.large() && (stage.wide() || low) && focused && !isNumber(*focused);
    draw::Rect const foot = tight ? draw::Rect{0, stage.height(), stage.width(), 0} : footerRect(stage);
    area.height = foot.y - area.y;

    bool const single = page.kind == Page::Kind::Questions && page.questions.size() == 1;
    bool const number = focused && isNumber(*focused);
    bool const note = single && page.questions.front().kind == QuestionKind::Note;
    double const leftWidth = std::floor((stage.width() - 2 * stage.margin() - 56) * 0.42);
    bool const padBeside = single && number && stage.wide();

    bool const keyboard = focused && !padBeside;
    Spacing const spacing = keyboard && stage.wide() ? Spacing{12, false} : Spacing{};
    double const air = spacing.air;
    draw::Rect panel;
    if (keyboard) {
        KeyBoard const keys =
            digitKeys(focused->kind == QuestionKind::Decimal, stage.wide(), stage.language());
        double const tall =
            number ? keysHeight(keys, keyHeight(stage)) + 2 * 12 : panelHeight(stage, session, *focused);
        panel = {0, foot.y - tall, stage.width(), tall};
        area.height = panel.y - area.y;
        if (number) {
            stage.box(panel, look::KeyGround);
            double const side = stage.narrow() ? stage.large() ? 8 : 12 : stage.margin();
            showKeys(stage, keys, {side, panel.y + 12, stage.width() - 2 * side, tall - 2 * 12},
                     keyHeight(stage));
        }
        // Where controls lie low, what is being typed is read above them: there is room for all of it.
        if (stage.above() > 0) area = {0, -stage.above(), stage.width(), stage.above() + headerTop(stage)};
    }

    bool const beside = single && stage.wide() && !note && !tight && !wantsWidth(page.questions.front()) &&
                        headHeight(stage, survey, spacing, leftWidth) + 2 * air <= area.height;
    if (beside) {
        showBeside(stage, session, area, spacing, leftWidth, padBeside);
    } else {
        double const scrollWidth = tight ? 2 * (ScrollButtons + 12) : 0;
        double const width = std::min(stage.width() - 2 * (stage.margin() + scrollWidth), 920.0);
        QuestionPlace place{(stage.width() - width) / 2, area.y + air, width};
        // Words alone stand a little above the middle, as on a page.
        if (note)
            place.y +=
                std::max(0.0, (area.height - 2 * air - headHeight(stage, survey, spacing, width)) * 0.38);
        stage.beginScroll(area);
        std::optional<draw::Rect> reveal;
        double height =
            air + place.y - area.y + showColumn(stage, session, place, spacing, area.height, reveal);
        if (padBeside) {
            KeyBoard const keys = digitKeys(focused->kind == QuestionKind::Decimal, false, stage.language());
            double const tall = keysHeight(keys, padHeight(stage));
            showKeys(stage, keys, {place.x, area.y + height - air + 16, std::min(width, 560.0), tall},
                     padHeight(stage));
            height += 16 + tall;
        }
        stage.endScroll(height, session.scroll, reveal);
    }
    if (keyboard && !number) showPanel(stage, session, *focused, panel);
    stage.name("survey", "survey " + page.ref + " " + survey.focus());
    if (tight) {
        double const side = 2 * ScrollButtons + 12;
        double const x = stage.comfort().left ? stage.margin() : stage.width() - stage.margin() - side;
        if (stage.scrolling())
            showScrollButtons(stage, {x, area.y + (area.height - ScrollButtons) / 2, side, ScrollButtons},
                              *stage.scrolling());
        return;
    }
    bool const last = survey.position() + 1 == survey.pages().size();
    showFooter(stage,
               {survey.first() ? stage.in(say::Home) : stage.in(say::Back),
                !last                   ? stage.in(say::Next)
                : session.askingStaff() ? stage.in(say::Ok)
                                        : stage.in(say::ToReview),
                {Verb::Next, {}, {}}},
               stage.scrolling());
}

} // namespace huibiao::kiosk
