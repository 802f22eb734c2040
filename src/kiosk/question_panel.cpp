#include "kiosk/choices.h"
#include "kiosk/look.h"
#include "kiosk/moment.h"
#include "kiosk/question_types.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

namespace huibiao::kiosk {

using form::Question;

namespace {

constexpr double Between = 12;

struct Cell {
    std::string id;
    std::string words;
    Act act;
    bool on = false;
};

double showCells(Stage& stage, Question const& question, std::vector<Cell> const& cells,
                 QuestionPlace const& place, std::size_t columns) {
    double const height = 76;
    double const width =
        (place.width - static_cast<double>(columns - 1) * Between) / static_cast<double>(columns);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Cell const& cell = cells[i];
        draw::Rect const at{place.x + static_cast<double>(i % columns) * (width + Between),
                            place.y + static_cast<double>(i / columns) * (height + Between), width, height};
        draw::Colour const fill = cell.on                  ? look::AccentPale
                                  : stage.pressed(cell.id) ? look::Pressed
                                                           : look::Surface;
        stage.box(at, fill, look::Radius, cell.on ? 3 : 1.5, cell.on ? look::Accent : look::Edge);
        SetText const set =
            stage.fit(cell.words, {look::Lead, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.2},
                      width - 12, 20);
        stage.putMiddle(set, at);
        Item& item = stage.item(cell.id, Role::Radio, cell.words, at);
        item.act = cell.act;
        item.ref = question.ref;
        item.checked = cell.on;
        item.textPx = set.text->fontSize();
        item.fg = look::Ink;
        item.bg = fill;
    }
    auto const rows = static_cast<double>((cells.size() + columns - 1) / columns);
    return rows * (height + Between) - Between;
}

struct Grid {
    base::Words title;
    std::vector<Cell> cells;
    std::size_t wide = 5; ///< columns
    std::size_t narrow = 4;
};

/// A cell for each value of one part.
Grid valuesOf(Stage const& stage, Question const& question, Moment const& moment, bool given, Part part,
              base::Words const& title, Bounds const& bounds, int by, std::size_t wide, std::size_t narrow) {
    Grid grid{title, {}, wide, narrow};
    for (int value = bounds.least; value <= bounds.most; value += by) {
        std::string const words = digitsOf(part, value);
        Cell cell;
        cell.id = "pick:" + words;
        bool const said = part == Part::Hour && stage.language() == base::Language::Chinese;
        cell.words = said ? hourWords(value) : words;
        cell.act = Act{Verb::Choose, question.ref, storedMoment(question, with(moment, part, value))};
        cell.on = given && valueOf(moment, part) == value;
        grid.cells.push_back(std::move(cell));
    }
    return grid;
}

Grid gridOf(Stage const& stage, Survey const& survey, Question const& question, std::string const& panel) {
    auto const held = readMoment(question.value);
    bool const given = held.has_value();
    Moment const now = readMoment(survey.now()).value_or(Moment{});
    Moment const moment = held.value_or(now);
    if (panel == "month")
        return valuesOf(stage, question, moment, given, Part::Month, say::ChooseMonth, {1, 12}, 1, 6, 4);
    if (panel == "day")
        return valuesOf(stage, question, moment, given, Part::Day, say::ChooseDay,
                        boundsOf(moment, Part::Day), 1, 8, 7);
    if (panel == "hour")
        return valuesOf(stage, question, moment, given, Part::Hour, say::ChooseHour, {0, 23}, 1, 6, 3);
    if (panel == "minute")
        return valuesOf(stage, question, moment, given, Part::Minute, say::ChooseMinute, {0, 55}, 5, 6, 4);
    int first = 0;
    if (panel.starts_with("year:")) std::from_chars(panel.data() + 5, panel.data() + panel.size(), first);
    if (first > 0)
        return valuesOf(stage, question, moment, given, Part::Year, say::ChooseYear, {first, first + 9}, 1, 5,
                        2);
    Grid grid{say::ChooseDecade, {}, 4, 2};
    // The decades that people were born in and the one to come.
    for (int decade = now.year / 10 * 10 - 100; decade <= now.year / 10 * 10 + 10; decade += 10) {
        Cell cell;
        cell.id = "decade:" + std::to_string(decade);
        cell.words = say::decade(decade, stage.language());
        cell.act = Act{Verb::Open, question.ref, "year:" + std::to_string(decade)};
        cell.on = given && moment.year / 10 * 10 == decade;
        grid.cells.push_back(std::move(cell));
    }
    return grid;
}

} // namespace

void showPanel(Stage& stage, Session const& session) {
    Survey const& survey = *session.survey();
    if (survey.search()) return showSearch(stage, session);
    Question const& question = *survey.openedQuestion();
    std::string const& panel = survey.opened()->panel;
    draw::Rect area = showHeader(stage, session);
    draw::Rect const foot = footerRect(stage);
    area.height = foot.y - area.y;
    double const width = std::min(stage.width() - 2 * stage.margin(), 960.0);
    QuestionPlace place{(stage.width() - width) / 2, area.y + 24, width};
    stage.beginScroll(area);
    SetText const label = stage.set(
        question.label, {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.35}, width);
    place.y +=
        stage.tell("question:" + question.ref, Role::Heading, label, {place.x, place.y}, look::Paper).height +
        8;
    if (panel == "list") {
        place.y += 8;
        place.y += showChoices(stage, question, place, area.bottom() - place.y - 24);
    } else {
        Grid const grid = gridOf(stage, survey, question, panel);
        SetText const title = stage.set(stage.in(grid.title), {look::Body, look::Muted}, width);
        place.y +=
            stage.tell("panel_title", Role::Paragraph, title, {place.x, place.y}, look::Paper).height + 12;
        place.y += showCells(stage, question, grid.cells, place, stage.wide() ? grid.wide : grid.narrow);
    }
    stage.endScroll(place.y + 24 - area.y, session.scroll, std::nullopt);
    Footer const footer{stage.in(say::BackToPage), stage.in(say::PanelDone), {Verb::Shut, {}, {}}};
    showFooter(stage, footer, stage.scrolling());
    stage.name("survey", "panel " + panel + " " + question.ref);
}

} // namespace huibiao::kiosk
