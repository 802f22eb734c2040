#pragma once

#include "base/result.h"
#include "form/filling.h"
#include "kiosk/act.h"
#include "kiosk/scene.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// One key of the keyboard on the screen. Width in units of a letter's key.
struct KeyCap {
    std::string id;
    std::string label; ///< what stands on it; for a sign what it is called
    Act act;
    double width = 1;
    std::optional<Sign> sign;
    bool strong = false; ///< acts instead of writing: darker
    bool gap = false;    ///< room without a key
    bool dead = false;   ///< seen and told, not to be pressed now
};

struct KeyBoard {
    std::vector<std::vector<KeyCap>> rows;
    double unitsWide = 0; ///< of the widest row
    double mostWide = 0;  ///< dp a unit may be wide at most
};

/// The layers of the text keyboard: "" (letters), "capitals", "symbols". `modes`: the ways to write
/// stand above it, so no key leads from letters to symbols. `pinyin`: letters that become Chinese.
[[nodiscard]] KeyBoard textKeys(std::string_view layer, bool multiline, base::Language words,
                                bool modes = false, bool pinyin = false);
/// Pinyin by the keys of a telephone.
[[nodiscard]] KeyBoard nineKeys(bool multiline, base::Language words);
/// What stands beside the pad that is written on.
[[nodiscard]] KeyBoard padKeys(bool multiline, base::Language words);
/// For a passphrase: the digits and all of ASCII's signs, never anything that becomes another character.
/// Layers as of textKeys.
[[nodiscard]] KeyBoard passphraseKeys(std::string_view layer, base::Language words);
/// Digits, with a minus, and a point for decimals. `flat`: two rows under a wide page.
[[nodiscard]] KeyBoard digitKeys(bool decimal, bool flat, base::Language words);

} // namespace huibiao::kiosk
