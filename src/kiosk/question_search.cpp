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
constexpr double Gap = 8;

char capital(char key) {
    return static_cast<char>(key >= 'a' ? key - 'a' + 'A' : key);
}

/// How the letters lie. In dp.
struct Board {
    std::size_t columns = 7;
    double key = 58;  ///< height
    double line = 60; ///< height of what was typed
    double margin = 28;
    bool apart = false; ///< no room beside the list: the one or the other is shown
};

Board boardFor(Stage const& stage, Search const& search) {
    Board board;
    board.apart = stage.above() > 0;
    board.margin = board.apart && stage.large() ? 12 : stage.margin();
    if (board.apart)
        board.columns = 10;
    else if (stage.wide())
        board.columns = stage.large() ? (search.digits() ? 8 : 7) : (search.digits() ? 7 : 5);
    if (!stage.wide()) board.key = 64;
    if (stage.large()) {
        // 48 dp of the large mode are 62 of the screen's own.
        board.key = 48;
        board.line = 52;
    }
    return board;
}

/// The letters in the order in which everybody has learned them, digits where the list has such; then
/// a key that takes back one and one that takes back all.
KeyBoard keysFor(Stage const& stage, Search const& search, std::size_t columns) {
    std::vector<KeyCap> keys;
    for (char const key : std::string("abcdefghijklmnopqrstuvwxyz") + (search.digits() ? "0123456789" : "")) {
        std::string const letter(1, key);
        std::string const label(1, capital(key));
        keys.push_back(
            {"find:" + letter, label, {Verb::Find, {}, letter}, 1, {}, false, false, !search.leadsOn(key)});
    }
    bool const none = search.query().empty();
    keys.push_back({"find_erase",
                    stage.in(say::FindErase),
                    {Verb::FindErase, {}, {}},
                    1,
                    Sign::Backspace,
                    true,
                    false,
                    none});
    double const wide = (keys.size() + 1) % columns != 0 ? 2 : 1;
    keys.push_back(
        {"find_all", stage.in(say::FindAll), {Verb::FindAll, {}, {}}, wide, {}, true, false, none});

    KeyBoard board;
    board.mostWide = stage.width(); // as wide as there is room
    board.unitsWide = static_cast<double>(columns);
    double taken = board.unitsWide;
    for (KeyCap& key : keys) {
        if (taken >= board.unitsWide) {
            board.rows.emplace_back();
            taken = 0;
        }
        taken += key.width;
        board.rows.back().push_back(std::move(key));
    }
    KeyCap rest;
    rest.width = board.unitsWide - taken;
    rest.gap = true;
    if (rest.width > 0) board.rows.back().push_back(std::move(rest));
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
    for (char const key : search.query()) typed += capital(key);
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
    KeyBoard const keys = keysFor(stage, search, board.columns);
    double const tall = keysHeight(keys, board.key);
    draw::Rect line{board.margin, area.y + Gap, stage.width() - 2 * board.margin, board.line};
    draw::Rect list{0, area.y, stage.width(), 0};
    if (board.apart) {
        list.y = line.bottom() + Gap;
        list.height = area.bottom() - list.y;
    } else if (stage.wide()) {
        double const key = stage.large() ? 52 : 68;
        double const width = static_cast<double>(board.columns) * (key + Gap) - Gap;
        bool const mirrored = stage.comfort().left;
        line = {mirrored ? board.margin : stage.width() - board.margin - width,
                area.y + std::max(Gap, std::min(24.0, (area.height - board.line - Gap - tall) / 2)), width,
                board.line};
        list = {mirrored ? line.right() + 24 : 0.0, area.y, stage.width() - width - board.margin - 24,
                area.height};
    } else {
        line.y = area.bottom() - tall - Gap - board.line - Gap;
        list.height = line.y - Gap - area.y;
    }
    showLine(stage, question, search, board.apart, line);
    bool const keysSeen = !board.apart || search.keysShown();
    if (keysSeen) showKeys(stage, keys, {line.x, line.bottom() + Gap, line.width, tall}, board.key);
    if (!board.apart || !keysSeen) showFound(stage, session, list, board.margin);
    Footer const footer{stage.in(say::BackToPage), stage.in(say::PanelDone), {Verb::Shut, {}, {}}};
    showFooter(stage, footer, stage.scrolling());
    stage.name("survey", "search " + question.ref);
}

} // namespace huibiao::kiosk
