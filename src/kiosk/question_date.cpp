#include "kiosk/look.h"
#include "kiosk/moment.h"
#include "kiosk/question_types.h"
#include "kiosk/words.h"

#include <algorithm>
#include <string>
#include <vector>

namespace huibiao::kiosk {

using form::Question;
using form::QuestionKind;

namespace {

constexpr double Between = 12;
constexpr double StepHeight = 68;
constexpr double ValueHeight = 84;

struct PartWords {
    Part part;
    char const* name; ///< of its panel
    base::Words words;
};

PartWords wordsOf(Part part) {
    switch (part) {
    case Part::Year: return {part, "year", {"年", "Year"}};
    case Part::Month: return {part, "month", {"月", "Month"}};
    case Part::Day: return {part, "day", {"日", "Day"}};
    case Part::Hour: return {part, "hour", {"时", "Hour"}};
    case Part::Minute: return {part, "minute", {"分", "Minute"}};
    }
    return {};
}

/// One part: a step on above, its value, which opens all values, a step back below.
void showPart(Stage& stage, Question const& question, Moment const& moment, Part part, bool given,
              draw::Rect const& at) {
    PartWords const words = wordsOf(part);
    std::string const id = std::string(words.name) + ":" + question.ref;
    auto const step = [&](int by, double y) {
        Item& item =
            stage.button(id + (by > 0 ? "+" : "-"), "", {at.x, y, at.width, StepHeight},
                         {Verb::Choose, question.ref, storedMoment(question, stepped(moment, part, by))},
                         ButtonKind::Secondary, by > 0 ? Sign::Up : Sign::Down, 32);
        item.name = stage.in(words.words) + " " + (by > 0 ? "+1" : "-1");
        item.ref = question.ref;
        item.rapid = true;
    };
    step(1, at.y);
    draw::Rect const middle{at.x, at.y + StepHeight + 8, at.width, ValueHeight};
    draw::Colour const fill = given ? look::AccentPale : look::Surface;
    stage.box(middle, fill, look::Radius, given ? 3 : 2, given ? look::Accent : look::Edge);
    std::string const value = digitsOf(part, valueOf(moment, part));
    SetText const set = stage.fit(
        value, {look::Heading, given ? look::Ink : look::Muted, draw::Weight::Bold, draw::Align::Left, 1.15},
        at.width - 16, look::Small);
    SetText const unit = stage.fit(stage.in(words.words), {look::Small, look::Muted}, at.width - 12, 20);
    double const top = middle.y + (ValueHeight - set.size.height - unit.size.height) / 2;
    stage.put(set, {at.x + (at.width - set.size.width) / 2, top});
    stage.put(unit, {at.x + (at.width - unit.size.width) / 2, top + set.size.height});
    Item& item = stage.item(id, Role::Button, stage.in(words.words) + " " + value, middle);
    item.act = Act{Verb::Open, question.ref, words.name};
    item.ref = question.ref;
    item.value = value;
    item.textPx = unit.text->fontSize();
    item.fg = look::Muted;
    item.bg = fill;
    step(-1, middle.bottom() + 8);
}

} // namespace

double showMoment(Stage& stage, Survey const& survey, Question const& question, QuestionPlace const& place) {
    auto const held = readMoment(question.value);
    Moment const moment = held.value_or(readMoment(survey.now()).value_or(Moment{}));
    bool const given = held.has_value();
    double y = place.y;
    // In words, so that a slip is seen: the day of the week tells.
    SetText const words = stage.set(
        momentWords(question, moment, stage.language()),
        {look::Lead, given ? look::Ink : look::Muted, given ? draw::Weight::Bold : draw::Weight::Regular},
        place.width);
    Item& told = stage.item("field:" + question.ref, Role::Status,
                            given ? words.words : stage.in(say::NotChosen), stage.put(words, {place.x, y}));
    told.ref = question.ref;
    told.value = question.value;
    told.textPx = words.text->fontSize();
    told.fg = words.type.colour;
    told.bg = look::Paper;
    y += words.size.height + 12;

    std::vector<Part> const parts = partsOf(question);
    // A year has four digits, the others two.
    double weights = 0;
    for (Part const part : parts) weights += part == Part::Year ? 1.4 : 1;
    double const room =
        std::min(place.width, weights * 168) - static_cast<double>(parts.size() - 1) * Between;
    double x = place.x;
    for (Part const part : parts) {
        double const width = room / weights * (part == Part::Year ? 1.4 : 1);
        showPart(stage, question, moment, part, given, {x, y, width, 0});
        x += width + Between;
    }
    y += 2 * (StepHeight + 8) + ValueHeight + 16;
    if (given) {
        stage
            .button(
                "clear:" + question.ref, stage.in(say::Clear),
                {place.x, y, std::max(160.0, stage.buttonWidth(stage.in(say::Clear), true)), look::Control},
                {Verb::Clear, question.ref, {}}, ButtonKind::Quiet, Sign::Cross)
            .ref = question.ref;
    } else {
        std::string const& take = stage.in(question.kind != QuestionKind::Date ? say::TakeTime
                                           : parts.back() == Part::Day         ? say::TakeDay
                                                                               : say::TakeIt);
        stage
            .button("take:" + question.ref, take, {place.x, y, stage.buttonWidth(take, true), look::Control},
                    {Verb::Choose, question.ref, storedMoment(question, moment)}, ButtonKind::Secondary,
                    Sign::Check)
            .ref = question.ref;
    }
    return y + look::Control - place.y;
}

} // namespace huibiao::kiosk
