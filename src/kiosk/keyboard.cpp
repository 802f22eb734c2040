#include "kiosk/keyboard.h"

#include "base/utf8.h"
#include "kiosk/words.h"

#include <algorithm>

namespace huibiao::kiosk {

namespace {

KeyCap write(std::string const& characters, double width = 1) {
    return {"key:" + characters, characters, {Verb::Key, {}, characters}, width, {}, false, false};
}

KeyCap sign(std::string id, base::Words const& words, base::Language language, Act act, Sign sign,
            double width) {
    return {std::move(id), words.in(language), std::move(act), width, sign, true, false};
}

KeyCap layer(base::Words const& words, base::Language language, std::string const& to, double width) {
    return {"layer:" + to, words.in(language), {Verb::Layer, {}, to}, width, {}, true, false};
}

std::vector<KeyCap> row(std::string_view characters) {
    std::vector<KeyCap> keys;
    for (char32_t const c : base::decode(characters)) keys.push_back(write(base::encode(c)));
    return keys;
}

void measure(KeyBoard& board) {
    for (auto const& keys : board.rows) {
        double units = 0;
        for (KeyCap const& key : keys) units += key.width;
        board.unitsWide = std::max(board.unitsWide, units);
    }
}

} // namespace

KeyBoard textKeys(std::string_view layerName, bool multiline, base::Language words) {
    bool const zh = words == base::Language::Chinese;
    KeyBoard board;
    board.mostWide = 108;
    KeyCap const eraseKey =
        sign("key:erase", say::KeyErase, words, {Verb::Erase, {}, {}}, Sign::Backspace, 1.5);
    if (layerName == "symbols") {
        board.rows.push_back(row("1234567890"));
        board.rows.push_back(row(zh ? "，。、？！：；“”…" : ",.?!:;'\"()"));
        board.rows.push_back(row(zh ? "-/@#%&*+（）" : "-/@#%&*+=_"));
    } else {
        bool const capitals = layerName == "capitals";
        board.rows.push_back(row(capitals ? "QWERTYUIOP" : "qwertyuiop"));
        board.rows.push_back(row(capitals ? "ASDFGHJKL" : "asdfghjkl"));
        board.rows.push_back(row(capitals ? "ZXCVBNM" : "zxcvbnm"));
        board.rows.back().insert(board.rows.back().begin(),
                                 sign("key:shift", say::KeyShift, words,
                                      {Verb::Layer, {}, capitals ? "" : "capitals"}, Sign::Shift, 1.5));
        board.rows.back().push_back(eraseKey);
    }
    std::vector<KeyCap> last;
    last.push_back(layerName == "symbols" ? layer(say::KeyLetters, words, "", 1.5)
                                          : layer(say::KeySymbols, words, "symbols", 1.5));
    last.push_back(write(zh ? "，" : ","));
    KeyCap space = write(" ", multiline ? 2.75 : 4.25);
    space.id = "key:space";
    space.label = say::KeySpace.in(words);
    last.push_back(space);
    last.push_back(write(zh ? "。" : "."));
    if (multiline)
        last.push_back(sign("key:enter", say::KeyEnter, words, {Verb::Key, {}, "\n"}, Sign::Enter, 1.5));
    last.push_back(layerName == "symbols" ? eraseKey
                                          : sign("key:hide", say::KeyHide, words,
                                                 {Verb::HideKeyboard, {}, {}}, Sign::Keyboard, 1.5));
    // The keys of one scene have ids of their own.
    if (layerName == "symbols")
        for (KeyCap& key : last)
            if (key.id == "key:，" || key.id == "key:。" || key.id == "key:," || key.id == "key:.")
                key.id += "2";
    board.rows.push_back(std::move(last));
    measure(board);
    return board;
}

KeyBoard digitKeys(bool decimal, bool flat, base::Language words) {
    KeyBoard board;
    KeyCap const eraseKey =
        sign("key:erase", say::KeyErase, words, {Verb::Erase, {}, {}}, Sign::Backspace, 1);
    KeyCap const clearKey{"key:clear", say::KeyEraseAll.in(words), {Verb::EraseAll, {}, {}}, 1, {}, true,
                          false};
    KeyCap const gap{"", "", {}, 1, {}, false, true};
    KeyCap minus = write("-");
    minus.label = "−";
    KeyCap const pointKey = decimal ? write(".") : gap;
    if (flat) {
        board.mostWide = 120;
        board.rows = {row("12345"), row("67890")};
        board.rows[0].push_back(minus);
        board.rows[0].push_back(eraseKey);
        board.rows[1].push_back(pointKey);
        board.rows[1].push_back(clearKey);
    } else {
        board.mostWide = 168;
        board.rows = {row("123"), row("456"), row("789"), {minus, write("0"), pointKey, gap}};
        board.rows[0].push_back(eraseKey);
        board.rows[1].push_back(clearKey);
        board.rows[2].push_back(gap);
    }
    measure(board);
    return board;
}

} // namespace huibiao::kiosk
