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
    double gap = 8;
    double margin = 28;
    bool apart = false; ///< no room beside the list: the one or the other is shown
    [[nodiscard]] double height() const { return lineHeight + static_cast<double>(rows) * (keyHeight + gap); }
};

Board boardFor(Stage const& stage, Search const& search) {
    Board board;
    board.apart = stage.above() > 0;
    board.margin = stage.margin();
    if (board.apart) {
        board.columns = 10;
        if (stage.large()) board.margin = 12;
    } else if (stage.wide()) {
        board.columns = stage.large() ? (search.digits() ? 8 : 7) : (search.digits() ? 7 : 5);
    }
    // Beside the letters one key takes back, one takes all back.
    board.rows = (keysOf(search).size() + 2 + board.columns - 1) / board.columns;
    if (stage.wide()) board.keyHeight = 58;
    if (stage.large()) {
        // 48 dp of the large mode are 62 of the screen's own.
        board.keyHeight = 48;
        board.lineHeight = 52;
        board.gap = 6;
    }
    return board;
}

/// What was typed, and how many there are.
void showLine(Stage& stage, Question const& question, Search const& search, bool apart,
              draw::Rect const& rect) {
    bool const none = search.query().empty();
    std::string const id = apart ? "find_keys" : "find";
    draw::Colour const fill = stage.pressed(id) ? look::Pressed : look::Surface;
    stage.box(rect, fill, look::Radius, 2, none ? look::Edge : look::Accent);
    std::string typed;
    for (char const key : search.query()) typed += static_cast<char>(key >= 'a' ? key - 'a' + 'A' : key);
    std::size_t const found = search.found().size();
    SetText const count = apart && search.keysShown()
                              ? stage.set(say::seeFound(found, stage.language()),
                                          {look::Small, look::Accent, draw::Weight::Medium})
                              : stage.set(say::found(found, question.choices.size(), stage.language()),
                                          {look::Small, look::Muted});
    double const room = rect.width - 3 * Inset - count.size.width;
    SetText const words = none ? stage.fit(stage.in(say::FindHint), {look::Body, look::Muted}, room, 20)
                               : stage.fit(typed, {look::Lead, look::Ink, draw::Weight::Medium}, room, 20);
    stage.put(words, {rect.x + Inset, rect.y + (rect.height - words.size.height) / 2});
    stage.put(count,
              {rect.right() - Inset - count.size.width, rect.y + (rect.height - count.size.height) / 2});
    Item& item = stage.item(id, apart ? Role::Button : Role::Status, words.words, rect);
    if (apart) item.act = Act{Verb::FindKeys, {}, {}};
    item.value = count.words;
    item.textPx = count.text->fontSize();
    item.fg = count.type.colour;
    item.bg = fill;
}

/// A key with a sign instead of words; dead where nothing was typed.
void showErase(Stage& stage, draw::Rect const& rect, bool dead) {
    std::string const id = "find_erase";
    std::string const& words = stage.in(say::FindErase);
    if (dead) return stage.deadButton(id, words, rect, Sign::Backspace);
    stage.box(rect, stage.pressed(id) ? look::Line : look::Pressed, look::Radius, 1.5, look::Edge);
    stage.icon(Sign::Backspace, {rect.centre().x - 15, rect.centre().y - 15, 30, 30}, look::Ink);
    stage.item(id, Role::Button, words, rect).act = Act{Verb::FindErase, {}, {}};
}

/// On a key that is narrower than a button.
void showAll(Stage& stage, draw::Rect const& rect, bool dead) {
    std::string const id = "find_all";
    draw::Colour const ground = dead ? look::Paper : stage.pressed(id) ? look::Line : look::Pressed;
    stage.box(rect, ground, look::Radius, 1.5, dead ? look::Line : look::Edge);
    SetText const words =
        stage.fit(stage.in(say::FindAll), {look::Small, dead ? look::Muted : look::Ink, draw::Weight::Medium},
                  rect.width - 6, stage.large() ? 16 : 20);
    stage.putMiddle(words, rect);
    Item& item = stage.item(id, Role::Button, words.words, rect);
    item.enabled = !dead;
    if (!dead) item.act = Act{Verb::FindAll, {}, {}};
    item.textPx = words.text->fontSize();
    item.fg = words.type.colour;
    item.bg = ground;
}

void showBoard(Stage& stage, Search const& search, Board const& board, draw::Rect const& at) {
    auto const columns = static_cast<double>(board.columns);
    double const wide = (at.width - (columns - 1) * board.gap) / columns;
    auto const place = [&](std::size_t i) {
        return draw::Rect{at.x + static_cast<double>(i % board.columns) * (wide + board.gap),
                          at.y + static_cast<double>(i / board.columns) * (board.keyHeight + board.gap), wide,
                          board.keyHeight};
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
    bool const none = search.query().empty();
    showErase(stage, place(keys.size()), none);
    draw::Rect last = place(keys.size() + 1);
    if (keys.size() + 2 < board.columns * board.rows) last.width = place(keys.size() + 2).right() - last.x;
    showAll(stage, last, none);
}

/// The question, what is chosen of it, and what was found.
void showFound(Stage& stage, Session const& session, draw::Rect const& list, double margin) {
    Survey const& survey = *session.survey();
    Question const& question = *survey.openedQuestion();
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
    // Some more on both sides: the way scrolled may yet be cut to what there is.
    double const height = showChoicesOf(stage, question, survey.search()->found(), place,
                                        list.y + from - 2 * list.height, list.bottom() + from + list.height);
    stage.endScroll(place.y + height + 24 - list.y, session.scroll, std::nullopt);
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
    draw::Rect line{board.margin, area.y + board.gap, stage.width() - 2 * board.margin, board.lineHeight};
    draw::Rect list{0, area.y, stage.width(), 0};
    if (board.apart) {
        list.y = line.bottom() + board.gap;
        list.height = area.bottom() - list.y;
    } else if (stage.wide()) {
        double const key = stage.large() ? 52 : 68;
        double const width = static_cast<double>(board.columns) * (key + board.gap) - board.gap;
        bool const mirrored = stage.comfort().left;
        line = {mirrored ? board.margin : stage.width() - board.margin - width,
                area.y + std::max(board.gap, std::min(24.0, (area.height - board.height()) / 2)), width,
                board.lineHeight};
        list = {mirrored ? line.right() + 24 : 0.0, area.y, stage.width() - width - board.margin - 24,
                area.height};
    } else {
        line.y = area.bottom() - board.height() - board.gap;
        list.height = line.y - board.gap - area.y;
    }
    showLine(stage, question, search, board.apart, line);
    bool const keys = !board.apart || search.keysShown();
    if (keys)
        showBoard(stage, search, board,
                  {line.x, line.bottom() + board.gap, line.width, board.height() - board.lineHeight});
    if (!board.apart || !keys) showFound(stage, session, list, board.margin);
    Footer const footer{stage.in(say::BackToPage), stage.in(say::PanelDone), {Verb::Shut, {}, {}}};
    showFooter(stage, footer, stage.scrolling());
    stage.name("survey", "search " + question.ref);
}

} // namespace huibiao::kiosk
