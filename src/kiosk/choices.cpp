#include "kiosk/choices.h"

#include "kiosk/look.h"
#include "kiosk/question_types.h"
#include "kiosk/search.h"
#include "kiosk/typing.h"
#include "kiosk/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace huibiao::kiosk {

using form::Choice;
using form::Question;
using form::QuestionKind;

namespace {

constexpr double Between = 12;
constexpr double Inset = 20;
constexpr double Shape = 34;
// Eight characters of a choice on one line.
constexpr double LeastColumn = 300;

Type rowType() {
    return {look::Body + 2, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.3};
}

/// The round or square mark of a choice: told apart by shape and tick, not by colour alone.
void choiceShape(Stage& stage, draw::Rect const& at, bool round, bool on) {
    double const radius = round ? at.height / 2 : 8;
    if (on) {
        stage.box(at, look::Accent, radius);
        stage.icon(Sign::Check, at.inset(5), draw::Colour::White);
    } else {
        stage.box(at, draw::Colour::White, radius, 2.5, look::Edge);
    }
}

struct Tile {
    std::string id;
    std::string label;
    bool round = true;
    bool on = false;
    Act act;
    std::string ref;
    bool marked = true;  ///< has the round or square mark before its words
    std::string picture; ///< above its words
};

constexpr double PictureHeight = 150;
constexpr double PictureColumn = 190;

/// Where the words of a tile begin, from its left edge.
double wordsAt(Tile const& tile) {
    return tile.marked ? Inset + Shape + 16 : Inset;
}

double tileHeight(Stage& stage, Tile const& tile, double width) {
    SetText const text = stage.set(tile.label, rowType(), width - wordsAt(tile) - Inset);
    double const picture = tile.picture.empty() ? 0 : PictureHeight + 12;
    return std::max(look::Row, std::ceil(text.size.height) + 2 * 16 + picture);
}

void showTile(Stage& stage, Tile const& tile, draw::Rect const& rect) {
    bool const down = stage.pressed(tile.id);
    draw::Colour const fill = tile.on ? look::AccentPale : down ? look::Pressed : look::Surface;
    stage.box(rect, fill, look::Radius, tile.on ? 3 : 1.5, tile.on ? look::Accent : look::Edge);
    double const words = wordsAt(tile);
    SetText const text = stage.set(tile.label, rowType(), rect.width - words - Inset);
    double top = rect.y + (rect.height - text.size.height) / 2;
    if (!tile.picture.empty()) {
        stage.photo(tile.picture, {rect.x + 12, rect.y + 16, rect.width - 24, PictureHeight});
        top = rect.y + 16 + PictureHeight + 12;
    }
    double const middle = tile.picture.empty() ? rect.centre().y : top + text.size.height / 2;
    if (tile.marked)
        choiceShape(stage, {rect.x + Inset, middle - Shape / 2, Shape, Shape}, tile.round, tile.on);
    double const left = tile.marked ? words : (rect.width - text.size.width) / 2;
    stage.put(text, {rect.x + left, top});
    Item& item = stage.item(tile.id, tile.round ? Role::Radio : Role::Checkbox, tile.label, rect);
    item.act = tile.act;
    item.ref = tile.ref;
    item.value = tile.act.value;
    item.checked = tile.on;
    item.textPx = text.text->fontSize();
    item.fg = look::Ink;
    item.bg = fill;
}

Tile tileOf(Question const& question, Choice const& choice) {
    return {"choice:" + question.ref + "=" + choice.value,
            choice.name(),
            question.kind == QuestionKind::SelectOne,
            choice.selected,
            {Verb::Choose, question.ref, choice.value},
            question.ref,
            !question.has("no-buttons"),
            choice.media.image};
}

/// In ems of Noto Sans CJK, no less than what it takes.
double widest(char letter) {
    auto const byte = static_cast<unsigned char>(letter);
    if (byte >= 0x80) return (byte & 0xC0U) == 0x80 ? 0 : 1; // a character, by its first byte
    if (std::string_view("mwMW@%").find(letter) != std::string_view::npos) return 1;
    return letter >= 'A' && letter <= 'Z' ? 0.8 : 0.65;
}

/// Certain to fit on one line.
bool isShort(Tile const& tile, double width) {
    double ems = 0;
    for (char const letter : tile.label) ems += widest(letter);
    return ems * rowType().size <= width - wordsAt(tile) - Inset;
}

double columnWidth(double width, std::size_t columns) {
    return (width - static_cast<double>(columns - 1) * Between) / static_cast<double>(columns);
}

double rowHeight(Stage& stage, std::vector<Tile> const& tiles, std::size_t from, std::size_t columns,
                 double width) {
    double height = 0;
    for (std::size_t i = from; i < std::min(tiles.size(), from + columns); ++i)
        height = std::max(height, tileHeight(stage, tiles[i], columnWidth(width, columns)));
    return height;
}

double wholeHeight(Stage& stage, std::vector<Tile> const& tiles, std::size_t columns, double width) {
    double height = -Between;
    for (std::size_t i = 0; i < tiles.size(); i += columns)
        height += rowHeight(stage, tiles, i, columns, width) + Between;
    return height;
}

/// The columns that the form's appearance asks for; 0 where it asks for none.
std::size_t columnsAsked(Question const& question) {
    for (std::string const& word : question.appearance) {
        if (word == "columns") return 2;
        std::size_t asked = 0;
        if (word.starts_with("columns-")) std::from_chars(word.data() + 8, word.data() + word.size(), asked);
        if (asked >= 1 && asked <= 6) return asked;
    }
    return 0;
}

/// What the form asks for where the words have room in it, else as few as let all be seen at once.
std::size_t columnsFor(Stage& stage, Question const& question, std::vector<Tile> const& tiles, double width,
                       double room) {
    std::size_t const asked = columnsAsked(question);
    bool const pictures =
        std::any_of(tiles.begin(), tiles.end(), [](Tile const& t) { return !t.picture.empty(); });
    if (pictures) {
        std::size_t n = asked > 0 ? asked : std::min<std::size_t>(tiles.size(), 4);
        while (n > 1 && columnWidth(width, n) < PictureColumn) --n;
        return n;
    }
    for (std::size_t n = asked; n >= 1; --n)
        if (n == 1 || columnWidth(width, n) >= LeastColumn) return n;
    for (std::size_t n = 1; n <= 3 && (n == 1 || columnWidth(width, n) >= LeastColumn); ++n)
        if (wholeHeight(stage, tiles, n, width) <= room) return n;
    // All cannot be seen at once: two columns where that is still quick to read.
    return columnWidth(width, 2) >= LeastColumn && tiles.size() > 8 ? 2 : 1;
}

/// As many in a row as their words leave room for.
double showPacked(Stage& stage, std::vector<Tile> const& tiles, QuestionPlace const& place) {
    double x = 0;
    double y = place.y;
    double tallest = 0;
    for (Tile const& tile : tiles) {
        double const wanted = stage.set(tile.label, rowType()).size.width + wordsAt(tile) + Inset + 4;
        double const width = std::min(place.width, std::max(120.0, std::ceil(wanted)));
        if (x > 0 && x + width > place.width) {
            x = 0;
            y += tallest + Between;
            tallest = 0;
        }
        double const height = tileHeight(stage, tile, width);
        showTile(stage, tile, {place.x + x, y, width, height});
        tallest = std::max(tallest, height);
        x += width + Between;
    }
    return y + tallest - place.y;
}

} // namespace

bool isCollapsed(Question const& question) {
    return question.has("minimal") || question.has("autocomplete") || question.has("search") ||
           isLong(question);
}

double showCollapsed(Stage& stage, Question const& question, QuestionPlace const& place) {
    std::string const given = answerText(question, stage.language());
    bool const none = given.empty();
    std::string const id = "field:" + question.ref;
    std::string const ask = isLong(question) ? say::tapToChooseOf(question.choices.size(), stage.language())
                                             : stage.in(say::TapToChoose);
    SetText const text = stage.set(none ? ask : given, none ? Type{look::Body, look::Muted} : rowType(),
                                   place.width - 3 * Inset - 32);
    draw::Rect const rect{place.x, place.y, place.width,
                          std::max(look::Row, std::ceil(text.size.height) + 2 * 16)};
    draw::Colour const fill = stage.pressed(id) ? look::Pressed : none ? look::Surface : look::AccentPale;
    stage.box(rect, fill, look::Radius, none ? 2 : 3, none ? look::Edge : look::Accent);
    stage.put(text, {rect.x + Inset, rect.y + (rect.height - text.size.height) / 2});
    stage.icon(Sign::Down, {rect.right() - Inset - 32, rect.centre().y - 16, 32, 32}, look::Ink);
    Item& item = stage.item(id, Role::Button, none ? text.words : given, rect);
    item.act = Act{Verb::Open, question.ref, "list"};
    item.ref = question.ref;
    item.value = question.value;
    item.textPx = text.text->fontSize();
    item.fg = text.type.colour;
    item.bg = fill;
    return rect.height;
}

double showChoicesOf(Stage& stage, Question const& question, std::vector<std::size_t> const& which,
                     QuestionPlace const& place, double top, double bottom) {
    std::size_t const columns = columnWidth(place.width, 2) >= LeastColumn ? 2 : 1;
    double const width = columnWidth(place.width, columns);
    double y = place.y;
    for (std::size_t i = 0; i < which.size(); i += columns) {
        // Setting words takes time: of thousands only what may need a second line, and what is seen.
        std::vector<Tile> row;
        double height = look::Row;
        for (std::size_t j = i; j < std::min(which.size(), i + columns); ++j) {
            row.push_back(tileOf(question, question.choices[which[j]]));
            if (!isShort(row.back(), width)) height = std::max(height, tileHeight(stage, row.back(), width));
        }
        if (y + height >= top && y <= bottom)
            for (std::size_t j = 0; j < row.size(); ++j)
                showTile(stage, row[j],
                         {place.x + static_cast<double>(j) * (width + Between), y, width, height});
        y += height + Between;
    }
    return std::max(0.0, y - Between - place.y);
}

double showChoices(Stage& stage, Question const& question, QuestionPlace const& place, double room) {
    std::vector<Tile> tiles;
    for (Choice const& choice : question.choices) tiles.push_back(tileOf(question, choice));
    if (question.has("columns-pack")) return showPacked(stage, tiles, place);
    std::size_t const columns = columnsFor(stage, question, tiles, place.width, room);
    double const width = columnWidth(place.width, columns);
    double y = place.y;
    for (std::size_t i = 0; i < tiles.size(); i += columns) {
        double const height = rowHeight(stage, tiles, i, columns, place.width);
        for (std::size_t j = i; j < std::min(tiles.size(), i + columns); ++j)
            showTile(stage, tiles[j],
                     {place.x + static_cast<double>(j - i) * (width + Between), y, width, height});
        y += height + Between;
    }
    return std::max(0.0, y - Between - place.y);
}

double showAcknowledge(Stage& stage, Question const& question, QuestionPlace const& place) {
    Tile const tile{"choice:" + question.ref + "=OK",   stage.in(say::Agree), false, !question.value.empty(),
                    {Verb::Choose, question.ref, "OK"}, question.ref,         true,  {}};
    double const height = tileHeight(stage, tile, place.width);
    showTile(stage, tile, {place.x, place.y, std::min(place.width, 480.0), height});
    return height;
}

} // namespace huibiao::kiosk
