#include "base/utf8.h"
#include "wording/text.h"

namespace huibiao::wording {

namespace {

bool isDigit(char32_t p) {
    return p >= U'0' && p <= U'9';
}

/// Letters of the Latin, Greek and Cyrillic blocks: words that spaces part.
bool isLetter(char32_t p) {
    return (p >= U'a' && p <= U'z') || (p >= U'A' && p <= U'Z') || (p >= 0xC0 && p <= 0x52F);
}

bool isWord(char32_t p) {
    return isDigit(p) || isLetter(p);
}

/// A space after "Co." or "A," belongs there.
bool endsWord(char32_t p) {
    return isWord(p) || p == U'.' || p == U',' || p == U';' || p == U':' || p == U'!' || p == U'?';
}

template <class Keeps>
std::string respaced(std::string_view text, Keeps keeps) {
    std::u32string out;
    bool blank = false;
    for (char32_t p : base::decode(text)) {
        if (base::isBlank(p)) {
            blank = true;
            continue;
        }
        if (blank && !out.empty() && keeps(out.back(), p)) out += U' ';
        blank = false;
        out += p;
    }
    return base::encode(out);
}

} // namespace

std::string tidySpaces(std::string_view text) {
    return respaced(text, [](char32_t before, char32_t after) {
        return (base::isHan(before) && base::isHan(after)) || (endsWord(before) && isWord(after));
    });
}

std::string withoutSpaces(std::string_view text) {
    return respaced(text, [](char32_t before, char32_t after) { return endsWord(before) && isWord(after); });
}

std::string plainDigits(std::string_view text) {
    std::u32string points = base::decode(text);
    for (char32_t& p : points) {
        bool const digit = p >= U'０' && p <= U'９';
        bool const letter = (p >= U'Ａ' && p <= U'Ｚ') || (p >= U'ａ' && p <= U'ｚ');
        if (digit || letter) p -= U'０' - U'0';
    }
    return base::encode(points);
}

} // namespace huibiao::wording
