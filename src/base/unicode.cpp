#include "base/unicode.h"

#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace huibiao::base {

namespace {

/// In the order of utf8proc_category_t.
constexpr std::array<std::string_view, 30> categories{
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps",
    "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co"};

} // namespace

std::string nfc(std::string_view utf8) {
    // Most texts need no look at tables.
    if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::string(utf8);
    std::string text = repairUtf8(utf8);
    utf8proc_uint8_t* made = nullptr;
    utf8proc_ssize_t const size = ::utf8proc_map(
        reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
        &made, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owner(made, &std::free);
    // Without memory the text is as true as before, only not composed.
    if (size < 0 || made == nullptr) return text;
    return {reinterpret_cast<char const*>(made), static_cast<std::size_t>(size)};
}

std::string named(std::string_view utf8) {
    std::string out;
    for (char32_t const c : decode(utf8)) {
        std::array<char, 16> number{};
        std::snprintf(number.data(), number.size(), "U+%04X", static_cast<unsigned>(c));
        out += (out.empty() ? "" : "、") + encode(c) + "（" + number.data() + "）";
    }
    return out;
}

Categories categoryOf(char32_t point) {
    return Categories{1} << static_cast<unsigned>(
               ::utf8proc_category(static_cast<utf8proc_int32_t>(std::min<char32_t>(point, 0x10FFFF))));
}

Categories categoriesNamed(std::string_view name) {
    Categories found = 0;
    if (name.empty() || name.size() > 2) return found;
    for (std::size_t i = 0; i < categories.size(); ++i)
        if (categories[i].starts_with(name)) found |= Categories{1} << i;
    return found;
}

} // namespace huibiao::base
