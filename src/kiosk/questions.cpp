#include "kiosk/questions.h"

#include "kiosk/choices.h"
#include "kiosk/look.h"
#include "kiosk/question_types.h"
#include "kiosk/typing.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

using form::Question;
using form::QuestionKind;

namespace {

constexpr double Inset = 20;

double showField(Stage& stage, Survey const& survey, Question const& question, QuestionPlace const& place) {
    bool const focused = survey.focus() == question.ref;
    bool const text = question.kind == QuestionKind::Text;
    std::string const value = survey.shown(question);
    double const width = text ? place.width : std::min(place.width, 560.0);
    Type type{text ? look::Lead : look::Heading, look::Ink,
              text ? draw::Weight::Regular : draw::Weight::Medium};
    std::string words = value.empty() && !focused ? stage.in(say::TapToType) : value;
    if (value.empty() && !focused) type = {look::Body, look::Muted};
    SetText const set = stage.set(words, type, width - 2 * Inset - 8);
    double const least = question.has("multiline") ? 3 * type.size * type.spacing : 0;
    double const height = std::max({look::Row, std::ceil(set.size.height) + 2 * 14, least + 2 * 14});
    draw::Rect const rect{place.x, place.y, width, height};
    bool const wrong = survey.fault(question.ref) != nullptr;
    stage.box(rect, look::Surface, look::Radius, focused || wrong ? 3 : 2,
              wrong     ? look::Danger
              : focused ? look::Accent
                        : look::Edge);
    double const top = question.has("multiline") ? rect.y + 14 : rect.centre().y - set.size.height / 2;
    stage.put(set, {rect.x + Inset, top});
    if (focused) {
        // The place where the next character comes; it does not blink, so nothing moves.
        double after = 0;
        double line = 0;
        if (!value.empty() && !set.text->lines().empty()) {
            auto const& last = set.text->lines().back();
            after = last.box.right() / stage.px(1) + 2;
            line = last.box.y / stage.px(1);
        }
        double const tall = type.size * 1.15;
        double const middle = top + line + type.size * type.spacing / 2;
        stage.box({rect.x + Inset + after, middle - tall / 2, 3, tall}, look::Accent);
    }
    Item& item = stage.item("field:" + question.ref, Role::Textbox, question.label, rect);
    item.act = Act{Verb::Focus, question.ref, {}};
    item.ref = question.ref;
    item.value = value;
    item.textPx = set.text->fontSize();
    item.fg = type.colour;
    item.bg = look::Surface;
    return height;
}

double showSteps(Stage& stage, Question const& question, QuestionPlace const& place) {
    double const side = 88;
    double const width = std::min(place.width, 520.0);
    std::string const bounds = question.range ? question.range->start + " – " + question.range->end : "";
    stage
        .button("step:" + question.ref + "-", "", {place.x, place.y, side, side},
                {Verb::Step, question.ref, "-1"}, ButtonKind::Secondary, Sign::Minus, 36)
        .name = stage.in(say::Less);
    stage
        .button("step:" + question.ref + "+", "", {place.x + width - side, place.y, side, side},
                {Verb::Step, question.ref, "+1"}, ButtonKind::Secondary, Sign::Plus, 36)
        .name = stage.in(say::More);
    draw::Rect const middle{place.x + side + 12, place.y, width - 2 * side - 24, side};
    stage.box(middle, look::Surface, look::Radius, 2, look::Edge);
    SetText const set = stage.set(question.value.empty() ? "–" : question.value,
                                  {look::Title, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2});
    stage.putMiddle(set, middle);
    Item& item = stage.item("field:" + question.ref, Role::Spinbutton, question.label, middle);
    item.ref = question.ref;
    item.value = question.value;
    item.textPx = set.text->fontSize();
    item.fg = look::Ink;
    item.bg = look::Surface;
    SetText const limits = stage.set(bounds, {look::Body, look::Muted});
    stage.tell("limits:" + question.ref, Role::Paragraph, limits,
               {place.x + (width - limits.size.width) / 2, place.y + side + 8}, look::Paper);
    return side + 8 + limits.size.height;
}

} // namespace

double showQuestionHead(Stage& stage, Question const& question, QuestionPlace const& place, bool alone) {
    bool const note = question.kind == QuestionKind::Note;
    double y = place.y;
    double const size = alone ? look::Heading : look::Lead;
    if (!question.label.empty()) {
        Type const type{note && !alone ? look::Body + 2 : size, look::Ink,
                        note ? draw::Weight::Medium : draw::Weight::Bold, draw::Align::Left, 1.35};
        y += stage
                 .tell("question:" + question.ref, Role::Heading,
                       stage.set(question.label, type, place.width), {place.x, y}, look::Paper)
                 .height;
        y += 8;
    }
    if (!question.hint.empty()) {
        SetText const hint = stage.set(question.hint, {look::Body, look::Muted}, place.width);
        y += stage.tell("hint:" + question.ref, Role::Paragraph, hint, {place.x, y}, look::Paper).height + 4;
    }
    if (!note && !question.readOnly) {
        std::string how = stage.in(question.required ? say::Required : say::Optional);
        if (question.kind == QuestionKind::SelectOne) how += " · " + stage.in(say::OneChoice);
        if (question.kind == QuestionKind::SelectMultiple) how += " · " + stage.in(say::ManyChoices);
        if (question.kind == QuestionKind::Rank) how += " · " + stage.in(say::RankHow);
        SetText const set = stage.set(how, {look::Small, look::Muted}, place.width);
        y += stage.tell("how:" + question.ref, Role::Paragraph, set, {place.x, y}, look::Paper).height;
    }
    y += 12;
    auto const image = stage.photo(question.media.image, {place.x, y, place.width, alone ? 320.0 : 220.0});
    if (!image) return y - 12 - place.y;
    stage.item("image:" + question.ref, Role::Img,
               question.label.empty() ? question.media.image : question.label, *image);
    return image->bottom() - place.y;
}

double showAnswer(Stage& stage, Survey const& survey, Question const& question, QuestionPlace const& place,
                  double room) {
    if (question.readOnly) {
        if (question.value.empty()) return 0;
        SetText const set =
            stage.set(question.value, {look::Lead, look::Ink, draw::Weight::Medium}, place.width);
        return stage.tell("value:" + question.ref, Role::Paragraph, set, {place.x, place.y}, look::Paper)
            .height;
    }
    switch (question.kind) {
    case QuestionKind::Rank: return showRank(stage, survey, question, place);
    case QuestionKind::SelectOne:
        if (isLikert(question)) return showLikert(stage, question, place);
        if (isRating(question)) return showStars(stage, question, place);
        [[fallthrough]];
    case QuestionKind::SelectMultiple:
        if (isCollapsed(question)) return showCollapsed(stage, question, place);
        return showChoices(stage, question, place, room);
    case QuestionKind::Integer:
    case QuestionKind::Decimal:
    case QuestionKind::Text: return showField(stage, survey, question, place);
    case QuestionKind::Date:
    case QuestionKind::Time:
    case QuestionKind::DateTime: return showMoment(stage, survey, question, place);
    case QuestionKind::Range:
        if (isRating(question)) return showStars(stage, question, place);
        if (question.has("picker") || rangeValues(question, 2).size() < 2)
            return showSteps(stage, question, place);
        return showSlider(stage, question, place, room);
    case QuestionKind::Acknowledge: return showAcknowledge(stage, question, place);
    case QuestionKind::Image: return showDrawing(stage, survey, question, place, room);
    default: return 0;
    }
}

double showFault(Stage& stage, Survey const& survey, Question const& question, QuestionPlace const& place) {
    std::string const* const message = survey.fault(question.ref);
    if (!message) return 0;
    double const side = 30;
    SetText const set =
        stage.set(*message, {look::Body, look::Danger, draw::Weight::Medium, draw::Align::Left, 1.35},
                  place.width - 3 * 16 - side);
    double const height = set.size.height + 2 * 12;
    stage.box({place.x, place.y, place.width, height}, look::DangerPale, look::Radius, 1.5, look::Danger);
    stage.icon(Sign::Warning, {place.x + 16, place.y + 12 + (set.type.size * 1.35 - side) / 2, side, side},
               look::Danger);
    stage.put(set, {place.x + 2 * 16 + side, place.y + 12});
    Item& item =
        stage.item("fault:" + question.ref, Role::Alert, *message, {place.x, place.y, place.width, height});
    item.ref = question.ref;
    item.textPx = set.text->fontSize();
    item.fg = look::Danger;
    item.bg = look::DangerPale;
    return height;
}

double showRepeat(Stage& stage, form::Page const& page, QuestionPlace const& place) {
    double y = place.y;
    SetText const question =
        stage.set(stage.in(say::RepeatQuestion),
                  {look::Heading, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.35}, place.width);
    y += stage.tell("question:" + page.ref, Role::Heading, question, {place.x, y}, look::Paper).height + 8;
    SetText const hint = stage.set(stage.in(say::RepeatHint), {look::Body, look::Muted}, place.width);
    y += stage.tell("hint:" + page.ref, Role::Paragraph, hint, {place.x, y}, look::Paper).height + 24;
    stage.button("repeat:" + page.ref, stage.in(say::AddRepeat),
                 {place.x, y, std::min(place.width, 360.0), look::Row}, {Verb::AddRepeat, page.ref, {}},
                 ButtonKind::Secondary, Sign::Plus);
    return y + look::Row - place.y;
}

double keysHeight(KeyBoard const& board, double keyHeight) {
    return static_cast<double>(board.rows.size()) * (keyHeight + 8) - 8;
}

namespace {

void showKey(Stage& stage, KeyCap const& key, draw::Rect const& rect) {
    draw::Colour fill = key.strong ? look::Pressed : look::Key;
    if (stage.pressed(key.id)) fill = look::AccentPale;
    if (key.dead) fill = look::Paper; // flat, and its letter pale
    draw::Colour const ink = key.dead ? look::Muted : look::Ink;
    stage.box(rect, fill, 10, 1, key.dead ? look::Line : look::Edge);
    SetText const label = stage.fit(key.label,
                                    {key.strong || key.label.size() > 4 ? look::Small : look::Lead, ink,
                                     draw::Weight::Medium, draw::Align::Left, 1.2},
                                    rect.width - 8, 20);
    if (key.sign) {
        double const side = 30;
        stage.icon(*key.sign, {rect.centre().x - side / 2, rect.centre().y - side / 2, side, side}, ink);
    } else {
        stage.putMiddle(label, rect);
    }
    Item& item = stage.item(key.id, Role::Button, key.label, rect);
    item.enabled = !key.dead;
    if (!key.dead) item.act = key.act;
    item.rapid = true;
    item.textPx = label.text->fontSize();
    item.fg = ink;
    item.bg = fill;
}

} // namespace

void showKeys(Stage& stage, KeyBoard const& board, draw::Rect const& within, double keyHeight) {
    double const Gap = stage.large() && stage.narrow() ? 5 : 8;
    double const unit = std::min(board.mostWide, (within.width + Gap) / board.unitsWide - Gap);
    double y = within.y;
    for (auto const& row : board.rows) {
        double units = 0;
        for (KeyCap const& key : row) units += key.width;
        double const wide = units * (unit + Gap) - Gap;
        double x = within.x + (within.width - wide) / 2;
        for (KeyCap const& key : row) {
            double const width = key.width * (unit + Gap) - Gap;
            if (key.gap) {
                x += width + Gap;
                continue;
            }
            showKey(stage, key, {x, y, width, keyHeight});
            x += width + Gap;
        }
        y += keyHeight + Gap;
    }
}

} // namespace huibiao::kiosk
