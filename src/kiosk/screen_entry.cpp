#include "kiosk/candidates.h"
#include "kiosk/keyboard.h"
#include "kiosk/look.h"
#include "kiosk/panel.h"
#include "kiosk/questions.h"
#include "kiosk/words.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double PlainKey = 62; ///< height where there is no way to enter Chinese
constexpr double Air = 12;
constexpr double Gap = 8;
constexpr double ModeRow = 56;
constexpr double WideBody = 236;
constexpr double TallBody = 420;
constexpr double LowBody = 396; ///< in large dp, where controls lie low
constexpr double TallCandidates = 60;
constexpr double Pen = 6;

base::Words const& label(EntryMode mode) {
    switch (mode) {
    case EntryMode::Hand: return say::ModeHand;
    case EntryMode::Pinyin: return say::ModePinyin;
    case EntryMode::Nine: return say::ModeNine;
    case EntryMode::Letters: return say::ModeLetters;
    case EntryMode::Symbols: return say::KeySymbols;
    }
    return say::ModeLetters;
}

bool spells(EntryMode mode) {
    return mode == EntryMode::Pinyin || mode == EntryMode::Nine;
}

void showModes(Stage& stage, Session const& session, EntryMode now, draw::Rect const& within) {
    auto const modes = session.entry().modes();
    auto const count = static_cast<double>(modes.size());
    double const wide = (within.width - (count - 1) * Gap) / count;
    double x = within.x;
    for (EntryMode const mode : modes) {
        draw::Rect const rect{x, within.y, wide, within.height};
        bool const on = mode == now;
        std::string const id = "mode:" + std::string(name(mode));
        draw::Colour const fill = on ? look::Accent : stage.pressed(id) ? look::AccentPale : look::Pressed;
        draw::Colour const ink = on ? draw::Colour::White : look::Ink;
        stage.box(rect, fill, 10, on ? 0 : 1, look::Edge);
        SetText const set =
            stage.fit(stage.in(label(mode)), {look::Body, ink, draw::Weight::Medium, draw::Align::Left, 1.2},
                      wide - 8, 20);
        stage.putMiddle(set, rect);
        Item& item = stage.item(id, Role::Radio, set.words, rect);
        item.act = Act{Verb::Mode, {}, std::string(name(mode))};
        item.checked = on;
        item.textPx = set.text->fontSize();
        item.fg = ink;
        item.bg = fill;
        x += wide + Gap;
    }
}

void showBoard(Stage& stage, KeyBoard const& keys, draw::Rect const& within) {
    auto const rows = static_cast<double>(keys.rows.size());
    showKeys(stage, keys, within, std::floor((within.height + Gap) / rows - Gap));
}

std::vector<std::vector<draw::Point>> lines(ink::Strokes const& strokes) {
    std::vector<std::vector<draw::Point>> all;
    for (ink::Stroke const& stroke : strokes) {
        auto& line = all.emplace_back();
        for (ink::Point const& p : stroke) line.push_back({p.x, p.y});
    }
    return all;
}

void showPad(Stage& stage, Session const& session, std::string const& ref, draw::Rect const& rect) {
    ink::Strokes const& strokes = session.entry().strokes();
    stage.box(rect, look::Surface, 10, 2, look::Edge);
    // Where the middle is; lines that would cross the ink help nobody.
    if (strokes.empty())
        stage.putMiddle(stage.set(stage.in(say::WriteHere), {look::Body, look::Muted}, rect.width - 24),
                        rect);
    Item& pad = stage.pad("pad", stage.in(say::WriteHere), rect, Pen, lines(strokes));
    pad.ref = ref;
    pad.value = std::to_string(strokes.size());
}

/// The pad on the left, what it was read as beside it (or above), keys on the right.
void showHand(Stage& stage, Session const& session, form::Question const& question, draw::Rect body) {
    KeyBoard const keys = padKeys(question.has("multiline"), stage.language());
    auto const candidates = session.entry().candidates();
    std::size_t const from = session.entry().from();
    if (!stage.wide()) {
        double const tall = 2 * TallCandidates + Gap;
        showCandidateGrid(stage, candidates, from, {body.x, body.y, body.width, tall}, 8, 2);
        body.y += tall + Gap;
        body.height -= tall + Gap;
    }
    double const keysWide = stage.wide() ? 304 : 240;
    double const gridWide = stage.wide() ? 4 * 76 + 3 * Gap : 0;
    draw::Rect const right{body.right() - keysWide, body.y, keysWide, body.height};
    showBoard(stage, keys, right);
    double padWide = body.width - keysWide - Air;
    if (stage.wide()) {
        padWide -= gridWide + Air;
        showCandidateGrid(stage, candidates, from, {body.x + padWide + Air, body.y, gridWide, body.height}, 4,
                          3);
    }
    showPad(stage, session, question.ref, {body.x, body.y, padWide, body.height});
}

/// What the keys say so far, above the panel and its candidates.
void showPreedit(Stage& stage, std::string const& preedit, double x, double bottom, double most) {
    if (preedit.empty()) return;
    SetText const set =
        stage.fit(lastOf(preedit, 48), {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.2},
                  most - 32, 20);
    draw::Rect const rect{x, bottom - 38, set.size.width + 32, 38};
    stage.box(rect, look::Surface, 10, 1.5, look::Accent);
    stage.tellMiddle("preedit", Role::Status, set, rect, look::Surface);
}

} // namespace

double panelHeight(Stage const& stage, Session const& session, form::Question const& question) {
    if (session.entry().modes().empty())
        return keysHeight(textKeys(session.layer(), question.has("multiline"), stage.language()), PlainKey) +
               2 * Air;
    return 2 * Air + ModeRow + Gap +
           (stage.wide()                         ? WideBody
            : stage.above() > 0 && stage.large() ? LowBody
                                                 : TallBody);
}

void showPanel(Stage& stage, Session const& session, form::Question const& question,
               draw::Rect const& within) {
    Entry const& entry = session.entry();
    bool const multiline = question.has("multiline");
    stage.box(within, look::KeyGround);
    double const side = stage.width() < 900 ? 12 : stage.margin();
    draw::Rect const inner{side, within.y + Air, stage.width() - 2 * side, within.height - 2 * Air};
    if (entry.modes().empty())
        return showKeys(stage, textKeys(session.layer(), multiline, stage.language()), inner, PlainKey);

    EntryMode const mode = session.mode();
    bool const wide = stage.wide();
    double const modesWide = wide ? std::min(inner.width * 0.46, 500.0) : inner.width;
    showModes(stage, session, mode, {inner.x, inner.y, modesWide, ModeRow});
    draw::Rect body{inner.x, inner.y + ModeRow + Gap, inner.width, inner.height - ModeRow - Gap};
    draw::Rect strip{inner.x + modesWide + 2 * Gap, inner.y, inner.width - modesWide - 2 * Gap, ModeRow};
    if (!wide) strip = {body.x, body.y, body.width, TallCandidates};
    if (mode == EntryMode::Hand) {
        if (wide)
            stage.put(stage.fit(stage.in(say::ContinueWriting), {look::Small, look::Muted}, strip.width, 20),
                      {strip.x, strip.y + 14});
        return showHand(stage, session, question, body);
    }
    if (spells(mode)) {
        showCandidateRow(stage, entry.candidates(), entry.from(), strip);
        showPreedit(stage, entry.preedit(), strip.x, within.y - 4, std::min(strip.width, 640.0));
        if (!wide) {
            body.y += TallCandidates + Gap;
            body.height -= TallCandidates + Gap;
        }
    }
    switch (mode) {
    case EntryMode::Nine: return showBoard(stage, nineKeys(multiline, stage.language()), body);
    case EntryMode::Symbols:
        return showBoard(stage, textKeys("symbols", multiline, stage.language(), true), body);
    case EntryMode::Pinyin:
        return showBoard(stage, textKeys("", multiline, stage.language(), true, true), body);
    default: return showBoard(stage, textKeys(session.layer(), multiline, stage.language(), true), body);
    }
}

} // namespace huibiao::kiosk
