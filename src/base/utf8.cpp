#include "base/utf8.h"

#include <utf8.h>

#include <iterator>

namespace huibiao::base {

bool validUtf8(std::string_view bytes) {
    return utf8::is_valid(bytes.begin(), bytes.end());
}

std::string repairUtf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    utf8::replace_invalid(bytes.begin(), bytes.end(), std::back_inserter(out));
    return out;
}

std::u32string decode(std::string_view utf8) {
    std::string repaired;
    if (!validUtf8(utf8)) {
        repaired = repairUtf8(utf8);
        utf8 = repaired;
    }
    std::u32string points;
    points.reserve(utf8.size());
    utf8::unchecked::utf8to32(utf8.begin(), utf8.end(), std::back_inserter(points));
    return points;
}

namespace {

void append(std::string& out, char32_t point) {
    bool const scalar = point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
    utf8::append(scalar ? point : U'\uFFFD', std::back_inserter(out));
}

} // namespace

std::string encode(std::u32string_view points) {
    std::string out;
    out.reserve(points.size());
    for (char32_t const point : points) append(out, point);
    return out;
}

std::string encode(char32_t point) {
    std::string out;
    append(out, point);
    return out;
}

bool isHan(char32_t p) {
    return p == U'〇' || (p >= 0x3400 && p <= 0x4DBF) || (p >= 0x4E00 && p <= 0x9FFF) ||
           (p >= 0xF900 && p <= 0xFAFF) || (p >= 0x20000 && p <= 0x323AF);
}

bool isBlank(char32_t p) {
    return p == U' ' || (p >= U'\t' && p <= U'\r') || p == 0xA0 || p == 0x3000 ||
           (p >= 0x2000 && p <= 0x200B) || p == 0x202F || p == 0x205F || p == 0xFEFF;
}

std::string trim(std::string_view utf8) {
    if (!validUtf8(utf8)) return trim(repairUtf8(utf8));
    auto first = utf8.begin();
    auto last = utf8.end();
    for (auto next = first; first != last; first = next)
        if (!isBlank(utf8::unchecked::next(next))) break;
    for (auto before = last; last != first; last = before)
        if (!isBlank(utf8::unchecked::prior(before))) break;
    return {first, last};
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (;;) {
        std::size_t const to = text.find(separator, from);
        parts.emplace_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos) return parts;
        from = to + 1;
    }
}

std::string join(std::vector<std::string> const& parts, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += separator;
        out += parts[i];
    }
    return out;
}

std::string replaceAll(std::string text, std::string_view from, std::string_view to) {
    std::size_t at = from.empty() ? std::string::npos : text.find(from);
    if (at == std::string::npos) return text;
    std::string out;
    std::size_t done = 0;
    for (; at != std::string::npos; at = text.find(from, done)) {
        out.append(text, done, at - done).append(to);
        done = at + from.size();
    }
    return out.append(text, done);
}

std::string lowerAscii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

} // namespace huibiao::base
