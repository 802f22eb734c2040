#include "kiosk/look.h"
#include "kiosk/question_types.h"
#include "kiosk/typing.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

namespace huibiao::kiosk {

using form::Question;

namespace {

constexpr double Side = 88;
constexpr double Knob = 44;
constexpr double TallTrack = 448;

/// A line of `length` dp from `start`, to the right or upwards.
struct Track {
    draw::Point start;
    double length = 0;
    bool upright = false;

    /// A rectangle from `a` to `b` along it, `thick` across.
    [[nodiscard]] draw::Rect along(double a, double b, double thick) const {
        return upright ? draw::Rect{start.x - thick / 2, start.y - b, thick, b - a}
                       : draw::Rect{start.x + a, start.y - thick / 2, b - a, thick};
    }
    [[nodiscard]] draw::Rect spot(double at, double side) const {
        return along(at - side / 2, at + side / 2, side);
    }
};

double shareOf(std::string const& value, std::vector<std::string> const& values) {
    double const low = std::strtod(values.front().c_str(), nullptr);
    double const high = std::strtod(values.back().c_str(), nullptr);
    double const at = std::strtod(value.c_str(), nullptr);
    return high > low ? std::clamp((at - low) / (high - low), 0.0, 1.0) : 0;
}

/// The track in as many places to be tapped as fingers can tell apart, with the numbers beside it.
void showTrack(Stage& stage, Question const& question, Track const& track,
               std::vector<std::string> const& values) {
    double const closest = shareOf(values[1], values);
    double const each = track.length * closest / (1 + closest);
    double const from = each / 2;
    double const span = track.length - each;
    stage.box(track.along(from, from + span, 10), look::Line, 5, 1, look::Edge);
    bool const given = !question.value.empty();
    double const here = from + span * (given ? shareOf(question.value, values) : 0);
    if (given && here > from) stage.box(track.along(from, here, 10), look::Accent, 5);
    // Every number where there is room for it, else some of them.
    double const room = track.upright ? 40 : 16 + 13.0 * static_cast<double>(values.back().size());
    auto const every = static_cast<std::size_t>(std::ceil(room / each));
    for (std::size_t i = 0; i < values.size(); ++i) {
        double const at = from + span * shareOf(values[i], values);
        stage.box(track.spot(at, 16), look::Surface, 8, 2, look::Edge);
        bool const last = i + 1 == values.size();
        if (!last && (i % every != 0 || values.size() - 1 - i < every)) continue;
        SetText const set = stage.set(values[i], {look::Small, look::Muted});
        draw::Point const middle = track.spot(at, 1).centre();
        stage.put(set, track.upright ? draw::Point{middle.x + 40, middle.y - set.size.height / 2}
                                     : draw::Point{middle.x - set.size.width / 2, middle.y + 28});
    }
    if (given) stage.box(track.spot(here, Knob), look::Accent, Knob / 2, 4, draw::Colour::White, 3);
    for (std::size_t i = 0; i < values.size(); ++i) {
        double const at = from + span * shareOf(values[i], values);
        Item& item = stage.item("point:" + question.ref + "=" + values[i], Role::Button, values[i],
                                track.along(at - each / 2, at + each / 2, Side));
        item.act = Act{Verb::Choose, question.ref, values[i]};
        item.ref = question.ref;
        item.value = values[i];
    }
}

void showStep(Stage& stage, Question const& question, draw::Rect const& at, int by) {
    Item& item = stage.button("step:" + question.ref + (by > 0 ? "+" : "-"), "", at,
                              {Verb::Step, question.ref, by > 0 ? "+1" : "-1"}, ButtonKind::Secondary,
                              by > 0 ? Sign::Plus : Sign::Minus, 36);
    item.name = stage.in(by > 0 ? say::More : say::Less);
    item.rapid = true;
}

void showValue(Stage& stage, Question const& question, draw::Rect const& at) {
    bool const given = !question.value.empty();
    SetText const set =
        given
            ? stage.set(question.value, {look::Title, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2})
            : stage.set(stage.in(say::NotChosen), {look::Body, look::Muted});
    stage.putMiddle(set, at);
    Item& item = stage.item("field:" + question.ref, Role::Spinbutton, question.label, at);
    item.ref = question.ref;
    item.value = question.value;
    item.textPx = set.text->fontSize();
    item.fg = set.type.colour;
    item.bg = look::Paper;
}

/// The track as high as there is room, the steps and the value beside it.
double showUpright(Stage& stage, Question const& question, QuestionPlace const& place, double room) {
    double const length = std::clamp(room, 3 * (Side + 8), TallTrack);
    auto const values = rangeValues(question, static_cast<std::size_t>(length / look::LeastTarget));
    showTrack(stage, question, {{place.x + Side / 2, place.y + length}, length, true}, values);
    double const x = place.x + Side + 80;
    showStep(stage, question, {x, place.y + length / 2 - Side / 2 - 8 - Side, Side, Side}, 1);
    showValue(stage, question, {x - 40, place.y + length / 2 - Side / 2, Side + 80, Side});
    showStep(stage, question, {x, place.y + length / 2 + Side / 2 + 8, Side, Side}, -1);
    return length;
}

/// The least length of a track on which every value is a place of its own; no more than `most`.
double lengthOf(Question const& question, double most) {
    auto const places = static_cast<std::size_t>(most / look::LeastTarget) + 1;
    return static_cast<double>(rangeValues(question, places).size()) * look::LeastTarget;
}

} // namespace

bool wantsWidth(Question const& question) {
    if (isLikert(question)) return question.choices.size() > 5;
    return question.kind == form::QuestionKind::Range && !isRating(question) && !question.has("picker") &&
           !question.has("vertical") && lengthOf(question, 900) > 430;
}

double showSlider(Stage& stage, Question const& question, QuestionPlace const& place, double room) {
    if (question.has("vertical")) return showUpright(stage, question, place, room);
    double const beside = place.width - 2 * (Side + 8);
    // The steps stand at the ends of the track, or above it where it needs the whole width.
    bool const above = lengthOf(question, place.width) > beside;
    double const length = above ? place.width : beside;
    auto const values = rangeValues(question, static_cast<std::size_t>(length / look::LeastTarget));
    double const top = above ? Side : 64;
    double const y = place.y + top + 8;
    double const steps = above ? place.y : y;
    showStep(stage, question, {place.x, steps, Side, Side}, -1);
    showValue(stage, question, {place.x + Side + 8, place.y, beside, top});
    showStep(stage, question, {place.x + place.width - Side, steps, Side, Side}, 1);
    showTrack(stage, question, {{above ? place.x : place.x + Side + 8, y + Side / 2}, length, false}, values);
    return top + 8 + Side + 28;
}

} // namespace huibiao::kiosk
