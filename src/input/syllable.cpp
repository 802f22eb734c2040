#include "input/internal/syllable.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace huibiao::input::internal {

namespace {

bool among(char letter, std::string_view letters) {
    return letters.find(letter) != std::string_view::npos;
}

void add(std::vector<std::string>& all, std::string made) {
    if (std::find(all.begin(), all.end(), made) == all.end()) all.push_back(std::move(made));
}

/// The same sound where the tongue is not curled, n is l, hu is f; and the other way about.
std::vector<std::string> accented(std::string const& syllable) {
    constexpr std::array<std::pair<char const*, char const*>, 6> Lips{
        {{"hu", "fu"}, {"hua", "fa"}, {"huan", "fan"}, {"huang", "fang"}, {"hui", "fei"}, {"hun", "fen"}}};
    std::vector<std::string> all{syllable};
    char const head = syllable.front();
    if (among(head, "zcs"))
        add(all,
            syllable[1] == 'h' ? head + syllable.substr(2) : std::string{head, 'h'} + syllable.substr(1));
    if (head == 'n') add(all, "l" + syllable.substr(1));
    if (head == 'l') add(all, "n" + syllable.substr(1));
    for (auto const& [h, f] : Lips) {
        if (syllable == h) add(all, f);
        if (syllable == f) add(all, h);
    }
    std::vector<std::string> const heads = all;
    for (std::string const& one : heads) {
        if (one.ends_with("ing") || one.ends_with("eng")) add(all, one.substr(0, one.size() - 1));
        if (one.ends_with("in") || one.ends_with("en")) add(all, one + "g");
        if (one == "lv" || one == "nv") add(all, one.substr(0, 1) + "u");
    }
    return all;
}

/// ü behind l and n where u is written, and behind j, q, x, y where it is u by rule.
void addUmlauts(std::vector<std::string>& all) {
    std::vector<std::string> const before = all;
    for (std::string const& one : before) {
        if (one == "lue" || one == "nue") add(all, one.substr(0, 1) + "ve");
        if (among(one.front(), "jqxy") && one.size() > 1 && one[1] == 'u')
            add(all, one.substr(0, 1) + "v" + one.substr(2));
    }
}

void toNine(std::vector<std::string>& all) {
    constexpr std::string_view Digits = "22233344455566677778889999";
    for (std::string& one : all)
        for (char& letter : one) letter = Digits[static_cast<std::size_t>(letter - 'a')];
}

} // namespace

std::vector<std::string> spellings(std::string const& syllable, Options const& options) {
    if (syllable.empty()) return {};
    std::vector<std::string> all = options.fuzzy ? accented(syllable) : std::vector{syllable};
    addUmlauts(all);
    if (options.keys == Keys::Nine) toNine(all);
    return all;
}

std::vector<std::string> initials(std::string const& syllable, Options const& options) {
    std::vector<std::string> all;
    for (std::string const& one : options.fuzzy ? accented(syllable) : std::vector{syllable}) {
        add(all, one.substr(0, 1));
        if (one.size() > 1 && one[1] == 'h') add(all, one.substr(0, 2));
    }
    if (options.keys == Keys::Nine) toNine(all);
    return all;
}

} // namespace huibiao::input::internal
