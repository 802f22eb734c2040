#include "base/utf8.h"
#include "kiosk/look.h"
#include "kiosk/question_types.h"
#include "kiosk/typing.h"
#include "kiosk/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace huibiao::kiosk {

using form::Choice;
using form::Question;
using form::QuestionKind;

namespace {

constexpr std::size_t MostPoints = 11; ///< on a scale whose points all have their words
constexpr std::array Faces{Sign::FaceBest, Sign::FaceGood, Sign::FaceFair, Sign::FacePoor, Sign::FaceWorst};

bool isBest(std::string const& label) {
    return label.starts_with("非常满意") || base::lowerAscii(label).starts_with("very satisfied");
}
bool isWorst(std::string const& label) {
    return label.starts_with("非常不满意") || base::lowerAscii(label).starts_with("very dissatisfied");
}

/// The five grades of satisfaction, best first or worst first: 1 or -1; 0 for another scale.
int gradesWay(Question const& question) {
    if (question.choices.size() != Faces.size()) return 0;
    std::string const& first = question.choices.front().label;
    std::string const& last = question.choices.back().label;
    if (isBest(first) && isWorst(last)) return 1;
    return isWorst(first) && isBest(last) ? -1 : 0;
}

/// One of the points of a scale, pressed as a whole.
struct Point {
    std::string value;
    std::string words;
    bool on = false;
};

std::vector<Point> pointsOf(Question const& question) {
    std::vector<Point> points;
    for (Choice const& choice : question.choices)
        points.push_back({choice.value, choice.name(), choice.selected});
    if (question.kind == QuestionKind::Range)
        for (std::string const& value : rangeValues(question, MostPoints))
            points.push_back({value, value, value == question.value});
    return points;
}

Item& pointItem(Stage& stage, Question const& question, Point const& point, draw::Rect const& rect) {
    Item& item = stage.item("choice:" + question.ref + "=" + point.value, Role::Radio, point.words, rect);
    item.act = Act{Verb::Choose, question.ref, point.value};
    item.ref = question.ref;
    item.value = point.value;
    item.checked = point.on;
    item.fg = look::Ink;
    return item;
}

Type pointType(bool on) {
    return {look::Small + 1, look::Ink, on ? draw::Weight::Bold : draw::Weight::Medium, draw::Align::Centre,
            1.25};
}

} // namespace

bool isLikert(Question const& question) {
    return question.kind == QuestionKind::SelectOne && question.has("likert") &&
           question.choices.size() >= 2 && question.choices.size() <= MostPoints;
}

double showLikert(Stage& stage, Question const& question, QuestionPlace const& place) {
    std::vector<Point> const points = pointsOf(question);
    int const way = gradesWay(question);
    auto const count = static_cast<double>(points.size());
    double const gap = 10;
    double const width = (place.width - (count - 1) * gap) / count;
    double const mark = way != 0 ? std::min(84.0, width - 24) : 40;
    double tall = 0;
    for (Point const& point : points)
        tall = std::max(tall, stage.set(point.words, pointType(true), width - 12).size.height);
    double const height = 20 + mark + 12 + std::ceil(tall) + 16;
    double const line = place.y + 20 + mark / 2;
    for (std::size_t i = 0; i < points.size(); ++i) {
        Point const& point = points[i];
        draw::Rect const rect{place.x + static_cast<double>(i) * (width + gap), place.y, width, height};
        std::string const id = "choice:" + question.ref + "=" + point.value;
        draw::Colour const fill = point.on            ? look::AccentPale
                                  : stage.pressed(id) ? look::Pressed
                                                      : look::Surface;
        stage.box(rect, fill, look::Radius, point.on ? 3 : 1.5, point.on ? look::Accent : look::Edge);
        draw::Rect const at{rect.centre().x - mark / 2, line - mark / 2, mark, mark};
        if (way != 0) {
            Sign const face = Faces[way > 0 ? i : Faces.size() - 1 - i];
            stage.icon(face, at, point.on ? look::Accent : look::Ink);
        } else {
            double const left = i == 0 ? at.centre().x : rect.x + 3;
            double const right = i + 1 == points.size() ? at.centre().x : rect.right() - 3;
            stage.box({left, line - 2, right - left, 4}, look::Line);
            stage.box(at, point.on ? look::Accent : draw::Colour::White, mark / 2, point.on ? 0 : 2.5,
                      look::Edge);
            if (point.on) stage.icon(Sign::Check, at.inset(7), draw::Colour::White);
        }
        SetText const text = stage.set(point.words, pointType(point.on), width - 12);
        stage.put(text, {rect.x + 6, rect.y + 20 + mark + 12});
        Item& item = pointItem(stage, question, point, rect);
        item.textPx = text.text->fontSize();
        item.bg = fill;
    }
    return height;
}

bool isRating(Question const& question) {
    bool const kind = question.kind == QuestionKind::SelectOne || question.kind == QuestionKind::Range;
    std::size_t const count = question.kind == QuestionKind::Range
                                  ? rangeValues(question, MostPoints + 1).size()
                                  : question.choices.size();
    return kind && question.has("rating") && count >= 2 && count <= MostPoints;
}

double showStars(Stage& stage, Question const& question, QuestionPlace const& place) {
    std::vector<Point> const points = pointsOf(question);
    auto const count = static_cast<double>(points.size());
    double const side = std::min(104.0, std::floor(place.width / count));
    auto const chosen = std::find_if(points.begin(), points.end(), [](Point const& p) { return p.on; });
    for (std::size_t i = 0; i < points.size(); ++i) {
        draw::Rect const rect{place.x + static_cast<double>(i) * side, place.y, side, std::max(side, 72.0)};
        bool const full = chosen != points.end() && points.begin() + static_cast<std::ptrdiff_t>(i) <= chosen;
        double const mark = side * 0.78;
        bool const down = stage.pressed("choice:" + question.ref + "=" + points[i].value);
        stage.icon(full ? Sign::StarFull : Sign::Star,
                   {rect.centre().x - mark / 2, rect.centre().y - mark / 2, mark, mark},
                   full || down ? look::Accent : look::Edge);
        pointItem(stage, question, points[i], rect);
    }
    double const y = place.y + std::max(side, 72.0) + 8;
    std::string const words = chosen == points.end() ? stage.in(say::NotChosen)
                              : question.kind == QuestionKind::Range
                                  ? say::starsOf(chosen->words, points.back().words, stage.language())
                                  : chosen->words;
    SetText const told =
        stage.set(words, {look::Lead, chosen == points.end() ? look::Muted : look::Ink, draw::Weight::Medium},
                  place.width);
    stage.tell("stars:" + question.ref, Role::Status, told, {place.x, y}, look::Paper);
    return y + told.size.height - place.y;
}

} // namespace huibiao::kiosk
