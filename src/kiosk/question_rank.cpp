#include "kiosk/look.h"
#include "kiosk/question_types.h"
#include "kiosk/typing.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace huibiao::kiosk {

using form::Choice;
using form::Question;

namespace {

constexpr double Between = 12;
constexpr double Badge = 48;

/// The place that a choice was given, or an empty one that waits for it.
void showBadge(Stage& stage, draw::Rect const& at, std::size_t place) {
    if (place == 0) return stage.box(at, draw::Colour::White, Badge / 2, 2.5, look::Edge);
    stage.box(at, look::Accent, Badge / 2);
    stage.putMiddle(stage.set(std::to_string(place),
                              {look::Lead, draw::Colour::White, draw::Weight::Bold, draw::Align::Left, 1.1}),
                    at);
}

} // namespace

double showRank(Stage& stage, Survey const& survey, Question const& question, QuestionPlace const& place) {
    std::vector<std::string> const order = tokens(survey.shown(question));
    double y = place.y;
    double const words = place.width - 2 * 20 - Badge - 18;
    for (Choice const& choice : question.choices) {
        auto const at = std::find(order.begin(), order.end(), choice.value);
        std::size_t const number = at == order.end() ? 0 : static_cast<std::size_t>(at - order.begin()) + 1;
        SetText const text = stage.set(
            choice.name(), {look::Body + 2, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.3}, words);
        draw::Rect const rect{place.x, y, place.width,
                              std::max(look::Row, std::ceil(text.size.height) + 2 * 16)};
        std::string const id = "choice:" + question.ref + "=" + choice.value;
        draw::Colour const fill = number > 0          ? look::AccentPale
                                  : stage.pressed(id) ? look::Pressed
                                                      : look::Surface;
        stage.box(rect, fill, look::Radius, number > 0 ? 3 : 1.5, number > 0 ? look::Accent : look::Edge);
        showBadge(stage, {rect.x + 20, rect.centre().y - Badge / 2, Badge, Badge}, number);
        stage.put(text, {rect.x + 20 + Badge + 18, rect.y + (rect.height - text.size.height) / 2});
        Item& item = stage.item(id, Role::Checkbox, text.words, rect);
        item.act = Act{Verb::Choose, question.ref, choice.value};
        item.ref = question.ref;
        item.value = number > 0 ? std::to_string(number) : std::string{};
        item.checked = number > 0;
        item.textPx = text.text->fontSize();
        item.fg = look::Ink;
        item.bg = fill;
        y += rect.height + Between;
    }
    if (!order.empty()) {
        y += 4;
        double const width = std::max(160.0, stage.buttonWidth(stage.in(say::Clear), true));
        stage
            .button("clear:" + question.ref, stage.in(say::Clear), {place.x, y, width, look::Control},
                    {Verb::Clear, question.ref, {}}, ButtonKind::Quiet, Sign::Cross)
            .ref = question.ref;
        y += look::Control + Between;
    }
    return std::max(0.0, y - Between - place.y);
}

} // namespace huibiao::kiosk
