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

KeyBoard textKeys(std::string_view layerName, bool multiline, base::Language words, bool modes, bool pinyin) {
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
        if (pinyin)
            board.rows.back().insert(board.rows.back().begin(), write("'", 1.5));
        else
            board.rows.back().insert(board.rows.back().begin(),
                                     sign("key:shift", say::KeyShift, words,
                                          {Verb::Layer, {}, capitals ? "" : "capitals"}, Sign::Shift, 1.5));
        board.rows.back().push_back(eraseKey);
    }
    std::vector<KeyCap> last;
    bool const chinese = zh || pinyin;
    if (!modes)
        last.push_back(layerName == "symbols" ? layer(say::KeyLetters, words, "", 1.5)
                                              : layer(say::KeySymbols, words, "symbols", 1.5));
    last.push_back(write(chinese ? "，" : ","));
    KeyCap space = write(" ", (multiline ? 2.75 : 4.25) + (modes ? 1.5 : 0));
    space.id = "key:space";
    space.label = say::KeySpace.in(words);
    last.push_back(space);
    last.push_back(write(chinese ? "。" : "."));
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

KeyBoard nineKeys(bool multiline, base::Language words) {
    constexpr char const* Letters[] = {"ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"};
    KeyBoard board;
    board.mostWide = 176;
    auto const digit = [&](int number) {
        std::string const key(1, static_cast<char>('0' + number));
        return KeyCap{"nine:" + key, key + " " + Letters[number - 2], {Verb::Key, {}, key}, 1.4, {}, false,
                      false};
    };
    board.rows = {{write("，"), write("、", 1.4), digit(2), digit(3)},
                  {write("。"), digit(4), digit(5), digit(6)},
                  {write("？"), digit(7), digit(8), digit(9)},
                  {write("！")}};
    board.rows[0].push_back(
        sign("key:erase", say::KeyErase, words, {Verb::Erase, {}, {}}, Sign::Backspace, 1));
    board.rows[1].push_back(write("："));
    board.rows[2].push_back(
        multiline ? sign("key:enter", say::KeyEnter, words, {Verb::Key, {}, "\n"}, Sign::Enter, 1)
                  : write("；"));
    KeyCap space = write(" ", 4.2);
    space.id = "key:space";
    space.label = say::KeySpace.in(words);
    board.rows[3].push_back(space);
    board.rows[3].push_back(
        sign("key:hide", say::KeyHide, words, {Verb::HideKeyboard, {}, {}}, Sign::Keyboard, 1));
    measure(board);
    return board;
}

KeyBoard padKeys(bool multiline, base::Language words) {
    KeyBoard board;
    board.mostWide = 104;
    KeyCap const undo{"ink_undo", say::UndoStroke.in(words), {Verb::UndoStroke, {}, {}}, 1, {}, true, false};
    KeyCap const clear{"ink_clear", say::ClearInk.in(words), {Verb::ClearInk, {}, {}}, 1, {}, true, false};
    KeyCap space = write(" ");
    space.id = "key:space";
    space.label = say::KeySpace.in(words);
    board.rows = {{write("，"), write("。")},
                  {write("？"), write("！"), undo},
                  {write("、"), write("："), clear},
                  {space}};
    board.rows[0].push_back(
        sign("key:erase", say::KeyErase, words, {Verb::Erase, {}, {}}, Sign::Backspace, 1));
    board.rows[3].push_back(
        multiline ? sign("key:enter", say::KeyEnter, words, {Verb::Key, {}, "\n"}, Sign::Enter, 1)
                  : write("；"));
    board.rows[3].push_back(
        sign("key:hide", say::KeyHide, words, {Verb::HideKeyboard, {}, {}}, Sign::Keyboard, 1));
    measure(board);
    return board;
}

KeyBoard passphraseKeys(std::string_view layerName, base::Language words) {
    KeyBoard board;
    board.mostWide = 108;
    KeyCap const eraseKey =
        sign("key:erase", say::KeyErase, words, {Verb::Erase, {}, {}}, Sign::Backspace, 1.5);
    bool const signs = layerName == "symbols";
    bool const capitals = layerName == "capitals";
    board.rows.push_back(row("1234567890"));
    board.rows.push_back(row(signs ? "!@#$%^&*()" : capitals ? "QWERTYUIOP" : "qwertyuiop"));
    board.rows.push_back(row(signs ? "-_=+[]{}\\|" : capitals ? "ASDFGHJKL" : "asdfghjkl"));
    board.rows.push_back(row(signs ? ";:'\",.?/" : capitals ? "ZXCVBNM" : "zxcvbnm"));
    if (!signs)
        board.rows.back().insert(board.rows.back().begin(),
                                 sign("key:shift", say::KeyShift, words,
                                      {Verb::Layer, {}, capitals ? "" : "capitals"}, Sign::Shift, 1.5));
    board.rows.back().push_back(eraseKey);
    KeyCap space = write(" ", 4.5);
    space.id = "key:space";
    space.label = say::KeySpace.in(words);
    board.rows.push_back(
        {signs ? layer(say::KeyLetters, words, "", 1.5) : layer(say::KeySigns, words, "symbols", 1.5),
         write(signs ? "<" : "-"), space, write(signs ? ">" : "."), write(signs ? "`" : "_"),
         write(signs ? "~" : "@")});
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
