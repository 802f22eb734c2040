#pragma once

#include <string_view>

namespace huibiao::draw {

/// Full-width marks of zh-CN whose blank half can be taken away (GB/T 15834: a mark takes one
/// character's place; printers close two meeting marks up).
[[nodiscard]] inline bool opensFull(char32_t c) {
    return std::u32string_view(U"“‘（《〈「『【〔［｛〖").find(c) != std::u32string_view::npos;
}
[[nodiscard]] inline bool closesFull(char32_t c) {
    return std::u32string_view(U"”’）》〉」』】〕］｝〗，。、；：！？．").find(c) !=
           std::u32string_view::npos;
}
/// Of those the ones that keep their room in a title: the pause is meant to be seen.
[[nodiscard]] inline bool pausesFull(char32_t c) {
    return std::u32string_view(U"，。、；：！？．").find(c) != std::u32string_view::npos;
}
/// A good place to end a line, even of a title.
[[nodiscard]] inline bool pauses(char32_t c) {
    return std::u32string_view(U"，。、；：！？,;:!?—…").find(c) != std::u32string_view::npos;
}
[[nodiscard]] inline bool latinLetter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}
[[nodiscard]] inline bool digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
/// Kept from the head of a line beyond what UAX 14 says (GB/T 15834, 5.1).
[[nodiscard]] inline bool neverFirst(char32_t c) {
    return std::u32string_view(U"·％%℃～").find(c) != std::u32string_view::npos;
}
/// Counts and dates are read as one with these: 2023年, 5月, 35个.
[[nodiscard]] inline bool countsWith(char32_t c) {
    return std::u32string_view(U"年月日号时点分秒个项届次期元人名岁％%℃").find(c) !=
           std::u32string_view::npos;
}

} // namespace huibiao::draw
