#include "kiosk/look.h"
#include "kiosk/question_types.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace huibiao::kiosk {

using form::Choice;
using form::Page;
using form::Question;
using form::QuestionKind;

namespace {

constexpr double LeastCell = 88; ///< three characters of a heading
constexpr double Shape = 36;

bool sameChoices(Question const& a, Question const& b) {
    return std::equal(a.choices.begin(), a.choices.end(), b.choices.begin(), b.choices.end(),
                      [](Choice const& x, Choice const& y) { return x.value == y.value; });
}

bool isRow(Question const& question) {
    bool const select =
        question.kind == QuestionKind::SelectOne || question.kind == QuestionKind::SelectMultiple;
    return select && !question.readOnly && (question.has("list") || question.has("list-nolabel"));
}

/// The columns of a table: the words of the rows, then one for each choice.
struct Columns {
    double x = 0;
    double words = 0;
    double cell = 0;
};

Columns columnsOf(std::size_t choices, QuestionPlace const& place) {
    double const words = std::max(180.0, std::floor(place.width * 0.3));
    return {place.x, words, (place.width - words) / static_cast<double>(choices)};
}

double showHeadings(Stage& stage, Question const& of, Columns const& columns, double y, bool required) {
    Type const type{look::Small, look::Ink, draw::Weight::Medium, draw::Align::Centre, 1.25};
    std::vector<SetText> set;
    double tall = 0;
    for (Choice const& choice : of.choices) {
        set.push_back(stage.set(choice.name(), type, columns.cell - 10));
        tall = std::max(tall, set.back().size.height);
    }
    for (std::size_t i = 0; i < set.size(); ++i)
        stage.tell("column:" + of.ref + "=" + of.choices[i].value, Role::Paragraph, set[i],
                   {columns.x + columns.words + static_cast<double>(i) * columns.cell + 5,
                    y + tall - set[i].size.height},
                   look::Paper);
    SetText const star =
        stage.fit(stage.in(say::StarRequired), {look::Small, look::Muted}, columns.words - 8, 20);
    if (required)
        stage.tell("how:" + of.ref, Role::Paragraph, star,
                   {columns.x, y + std::max(0.0, tall - star.size.height)}, look::Paper);
    return std::max(tall, required ? star.size.height : 0) + 10;
}

double showRow(Stage& stage, Question const& question, Columns const& columns, double y, double width) {
    std::string const words = question.label + (question.required ? " *" : "");
    SetText const label = stage.set(
        words, {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.3}, columns.words - 36);
    double const height = std::max(look::Row, std::ceil(label.size.height) + 2 * 14);
    stage.box({columns.x, y, width, height}, look::Surface, look::Radius, 1, look::Line);
    stage.tell("question:" + question.ref, Role::Heading, label,
               {columns.x + 20, y + (height - label.size.height) / 2}, look::Surface);
    bool const round = question.kind == QuestionKind::SelectOne;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        Choice const& choice = question.choices[i];
        draw::Rect const cell{columns.x + columns.words + static_cast<double>(i) * columns.cell, y,
                              columns.cell, height};
        std::string const id = "choice:" + question.ref + "=" + choice.value;
        if (choice.selected || stage.pressed(id))
            stage.box(cell.inset(6), choice.selected ? look::AccentPale : look::Pressed, look::Radius);
        draw::Rect const mark{cell.centre().x - Shape / 2, cell.centre().y - Shape / 2, Shape, Shape};
        double const radius = round ? Shape / 2 : 8;
        if (choice.selected) {
            stage.box(mark, look::Accent, radius);
            stage.icon(Sign::Check, mark.inset(6), draw::Colour::White);
        } else {
            stage.box(mark, draw::Colour::White, radius, 2.5, look::Edge);
        }
        Item& item = stage.item(id, round ? Role::Radio : Role::Checkbox, choice.name(), cell);
        item.act = Act{Verb::Choose, question.ref, choice.value};
        item.ref = question.ref;
        item.value = choice.value;
        item.checked = choice.selected;
    }
    return height;
}

} // namespace

std::size_t tableRows(Page const& page, std::size_t first, double width) {
    auto const& questions = page.questions;
    Question const& head = questions[first];
    if (!headsTable(head) && !head.has("list")) return 0;
    if (head.choices.empty() || columnsOf(head.choices.size(), {0, 0, width}).cell < LeastCell) return 0;
    std::size_t last = first + (headsTable(head) ? 1 : 0);
    while (last < questions.size() && isRow(questions[last]) && sameChoices(questions[last], head)) ++last;
    std::size_t const rows = last - first - (headsTable(head) ? 1 : 0);
    return rows > 0 ? last - first : 0;
}

double showTable(Stage& stage, Session const& session, std::size_t first, std::size_t count,
                 QuestionPlace const& place, std::optional<draw::Rect>& reveal) {
    Survey const& survey = *session.survey();
    auto const& questions = survey.page().questions;
    Question const& head = questions[first];
    Columns const columns = columnsOf(head.choices.size(), place);
    double y = place.y;
    bool const headed = headsTable(head);
    if (headed && !head.label.empty()) {
        SetText const label = stage.set(
            head.label, {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.35}, place.width);
        y += stage.tell("question:" + head.ref, Role::Heading, label, {place.x, y}, look::Paper).height + 12;
    }
    auto const begin = questions.begin() + static_cast<std::ptrdiff_t>(first);
    bool const required = std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                                      [](Question const& q) { return q.required; });
    y += showHeadings(stage, head, columns, y, required);
    for (std::size_t i = first + (headed ? 1 : 0); i < first + count; ++i) {
        double const from = y;
        y += showRow(stage, questions[i], columns, y, place.width);
        if (double const fault = showFault(stage, survey, questions[i], {place.x, y + 6, place.width});
            fault > 0)
            y += fault + 6;
        if (session.reveal == questions[i].ref) reveal = draw::Rect{place.x, from, place.width, y - from};
        y += 8;
    }
    return y - 8 - place.y;
}

} // namespace huibiao::kiosk
