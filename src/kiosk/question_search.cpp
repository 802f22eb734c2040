#include "kiosk/choices.h"
#include "kiosk/look.h"
#include "kiosk/question_types.h"
#include "kiosk/screens.h"
#include "kiosk/search.h"
#include "kiosk/typing.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace huibiao::kiosk {

using form::Question;
using form::QuestionKind;

namespace {

constexpr double Gap = 8;
constexpr double Inset = 12;

/// The letters in the order in which everybody has learned them, then digits where the list has such.
std::string keysOf(Search const& search) {
    return std::string("abcdefghijklmnopqrstuvwxyz") + (search.digits() ? "0123456789" : "");
}

struct Board {
    std::size_t columns = 7;
    std::size_t rows = 4;
    double keyHeight = 64;
    double lineHeight = 60; ///< of what was typed
    [[nodiscard]] double height() const {
        return lineHeight + Gap + static_cast<double>(rows) * (keyHeight + Gap) - Gap;
    }
};

Board boardFor(Stage const& stage, Search const& search) {
    Board board;
    if (stage.wide()) board.columns = stage.large() ? (search.digits() ? 8 : 7) : (search.digits() ? 7 : 5);
    // Beside the letters one key takes back, one takes all back.
    board.rows = (keysOf(search).size() + 2 + board.columns - 1) / board.columns;
    // 48 dp of the large mode are 62 of the screen's own.
    board.keyHeight = stage.large() ? 48 : stage.wide() ? 58 : 64;
    board.lineHeight = stage.large() ? 52 : 60;
    return board;
}

/// What was typed, and how many there are.
void showLine(Stage& stage, Question const& question, Search const& search, draw::Rect const& rect) {
    bool const none = search.query().empty();
    stage.box(rect, look::Surface, look::Radius, 2, none ? look::Edge : look::Accent);
    std::string typed;
    for (char const key : search.query()) typed += static_cast<char>(key >= 'a' ? key - 'a' + 'A' : key);
    SetText const count =
        stage.set(say::found(search.found().size(), question.choices.size(), stage.language()),
                  {look::Small, look::Muted}, 0);
    double const room = rect.width - 3 * Inset - count.size.width;
    SetText const words = none ? stage.fit(stage.in(say::FindHint), {look::Body, look::Muted}, room, 20)
                               : stage.fit(typed, {look::Lead, look::Ink, draw::Weight::Medium}, room, 12);
    stage.put(words, {rect.x + Inset, rect.y + (rect.height - words.size.height) / 2});
    stage.put(count,
              {rect.right() - Inset - count.size.width, rect.y + (rect.height - count.size.height) / 2});
    Item& item = stage.item("find", Role::Status, none ? words.words : typed, rect);
    item.value = count.words;
    item.textPx = count.text->fontSize();
    item.fg = look::Muted;
    item.bg = look::Surface;
}

void showBoard(Stage& stage, Question const& question, Search const& search, Board const& board,
               draw::Rect const& at) {
    showLine(stage, question, search, {at.x, at.y, at.width, board.lineHeight});
    double const wide =
        (at.width - static_cast<double>(board.columns - 1) * Gap) / static_cast<double>(board.columns);
    auto const place = [&](std::size_t i) {
        return draw::Rect{at.x + static_cast<double>(i % board.columns) * (wide + Gap),
                          at.y + board.lineHeight + Gap +
                              static_cast<double>(i / board.columns) * (board.keyHeight + Gap),
                          wide, board.keyHeight};
    };
    std::string const keys = keysOf(search);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        std::string const key(1, keys[i]);
        std::string const label(1, static_cast<char>(keys[i] >= 'a' ? keys[i] - 'a' + 'A' : keys[i]));
        if (search.leadsOn(keys[i]))
            stage.button("find:" + key, label, place(i), {Verb::Find, {}, key}, ButtonKind::Secondary, {},
                         look::Lead);
        else
            stage.deadButton("find:" + key, label, place(i), {}, look::Body);
    }
    bool const typed = !search.query().empty();
    std::string const& erase = stage.in(say::FindErase);
    std::string const& all = stage.in(say::FindAll);
    if (typed) {
        stage.button("find_erase", erase, place(keys.size()), {Verb::FindErase, {}, {}}, ButtonKind::Quiet,
                     Sign::Backspace);
        stage.button("find_all", all, place(keys.size() + 1), {Verb::FindAll, {}, {}}, ButtonKind::Quiet);
    } else {
        stage.deadButton("find_erase", erase, place(keys.size()), Sign::Backspace);
        stage.deadButton("find_all", all, place(keys.size() + 1), {});
    }
}

} // namespace

void showSearch(Stage& stage, Session const& session) {
    Survey const& survey = *session.survey();
    Search const& search = *survey.search();
    Question const& question = *survey.openedQuestion();
    draw::Rect area = showHeader(stage, session);
    draw::Rect const foot = footerRect(stage);
    area.height = foot.y - area.y;
    Board const board = boardFor(stage, search);
    double const margin = stage.margin();
    draw::Rect keys{margin, area.bottom() - board.height() - Gap, stage.width() - 2 * margin, board.height()};
    draw::Rect list{0, area.y, stage.width(), keys.y - Gap - area.y};
    if (stage.wide()) {
        double const key = stage.large() ? 52 : 68;
        keys.width = static_cast<double>(board.columns) * (key + Gap) - Gap;
        keys.x = stage.comfort().left ? margin : stage.width() - margin - keys.width;
        keys.y = area.y + std::max(Gap, std::min(24.0, (area.height - keys.height) / 2));
        list = {stage.comfort().left ? keys.right() + 24 : 0.0, area.y,
                stage.width() - keys.width - margin - 24, area.height};
    }
    showBoard(stage, question, search, board, keys);

    stage.beginScroll(list);
    QuestionPlace place{list.x + margin, list.y + 16, list.width - 2 * margin};
    SetText const label = stage.set(
        question.label, {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.35}, place.width);
    place.y +=
        stage.tell("question:" + question.ref, Role::Heading, label, {place.x, place.y}, look::Paper).height +
        8;
    if (std::string const given = answerText(question, stage.language()); !given.empty()) {
        SetText const chosen =
            stage.set(say::chosen(given, stage.language()),
                      {look::Body, look::Accent, draw::Weight::Medium, draw::Align::Left, 1.3}, place.width);
        place.y += stage.tell("chosen", Role::Status, chosen, {place.x, place.y}, look::Paper).height + 8;
    }
    place.y += 8;
    double const from = session.scroll / stage.px(1);
    // A page more on both sides: what is scrolled to is clamped only below.
    double const height = showChoicesOf(stage, question, search.found(), place,
                                        list.y + from - 2 * list.height, list.bottom() + from + list.height);
    stage.endScroll(place.y + height + 24 - list.y, session.scroll, std::nullopt);
    Footer const footer{stage.in(say::BackToPage), stage.in(say::PanelDone), {Verb::Shut, {}, {}}};
    showFooter(stage, footer, stage.scrolling());
    stage.name("survey", "search " + question.ref);
}

} // namespace huibiao::kiosk
