#include "xlsform/internal/tokens.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::string_view lastSavedMark = "last-saved#";

struct Point {
    char32_t value = 0;
    std::size_t bytes = 1;
};

Point pointAt(std::string_view text, std::size_t at) {
    auto const byte = static_cast<unsigned char>(text[at]);
    std::size_t const want = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    std::size_t const bytes = std::min(want, text.size() - at);
    if (bytes == 1) return {byte, 1};
    auto const points = base::decode(text.substr(at, bytes));
    return {points.empty() ? U'\uFFFD' : points.front(), bytes};
}

/// XML 1.0, NameStartChar without the colon.
bool startsName(char32_t c) {
    static constexpr std::array<std::pair<char32_t, char32_t>, 15> ranges{{{U'A', U'Z'},
                                                                           {U'_', U'_'},
                                                                           {U'a', U'z'},
                                                                           {0xC0, 0xD6},
                                                                           {0xD8, 0xF6},
                                                                           {0xF8, 0x2FF},
                                                                           {0x370, 0x37D},
                                                                           {0x37F, 0x1FFF},
                                                                           {0x200C, 0x200D},
                                                                           {0x2070, 0x218F},
                                                                           {0x2C00, 0x2FEF},
                                                                           {0x3001, 0xD7FF},
                                                                           {0xF900, 0xFDCF},
                                                                           {0xFDF0, 0xFFFD},
                                                                           {0x10000, 0xEFFFF}}};
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](auto const& r) { return c >= r.first && c <= r.second; });
}

bool continuesName(char32_t c) {
    return startsName(c) || c == '-' || c == '.' || (c >= '0' && c <= '9') || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
}

/// Bytes of the name that begins at `at`; 0 when none does.
std::size_t nameLength(std::string_view text, std::size_t at) {
    std::size_t i = at;
    while (i < text.size()) {
        Point const point = pointAt(text, i);
        if (i == at ? !startsName(point.value) : !continuesName(point.value)) break;
        i += point.bytes;
    }
    return i - at;
}

std::size_t qualifiedLength(std::string_view text, std::size_t at) {
    std::size_t const first = nameLength(text, at);
    if (first == 0 || at + first >= text.size() || text[at + first] != ':') return first;
    std::size_t const second = nameLength(text, at + first + 1);
    return second == 0 ? first : first + 1 + second;
}

/// The mention that begins at `at`, where "${" stands.
bool readMention(std::string_view text, std::size_t at, Mention& out) {
    std::size_t i = at + 2;
    out.begin = at;
    out.lastSaved = text.substr(i).starts_with(lastSavedMark);
    if (out.lastSaved) i += lastSavedMark.size();
    std::size_t const length = nameLength(text, i);
    if (length == 0 || i + length >= text.size() || text[i + length] != '}') return false;
    out.name = std::string(text.substr(i, length));
    out.end = i + length + 1;
    return true;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// 2023-05-18 with or without T09:30:00+08:00, or 09:30:00: bytes, 0 when none begins here.
std::size_t dateLength(std::string_view text) {
    auto const fits = [&](std::size_t at, std::string_view pattern) {
        if (text.size() < at + pattern.size()) return false;
        for (std::size_t i = 0; i < pattern.size(); ++i)
            if (pattern[i] == '0' ? !isDigit(text[at + i]) : text[at + i] != pattern[i]) return false;
        return true;
    };
    auto const timeAt = [&](std::size_t at) -> std::size_t {
        if (!fits(at, "00:00:00")) return 0;
        std::size_t end = at + 8;
        if (fits(end, ".0")) {
            ++end;
            while (end < text.size() && isDigit(text[end])) ++end;
        }
        if (fits(end, "+00:00") || fits(end, "-00:00")) return end + 6 - at;
        return (end < text.size() && text[end] == 'Z' ? end + 1 : end) - at;
    };
    if (fits(0, "0000-00-00")) {
        std::size_t const time = text.size() > 10 && text[10] == 'T' ? timeAt(11) : 0;
        return time == 0 ? 10 : 11 + time;
    }
    return timeAt(0);
}

std::size_t numberLength(std::string_view text) {
    std::size_t i = text.starts_with('-') ? 1 : 0;
    std::size_t const first = i;
    while (i < text.size() && isDigit(text[i])) ++i;
    bool digits = i > first;
    if (i < text.size() && text[i] == '.') {
        std::size_t j = i + 1;
        while (j < text.size() && isDigit(text[j])) ++j;
        if (digits || j > i + 1) {
            digits = true;
            i = j;
        }
    }
    return digits ? i : 0;
}

std::size_t skipLiteral(std::string_view text, std::size_t at) {
    std::size_t const end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

/// Past the bracket that closes the one at `at`, literals skipped; npos when it never closes.
std::size_t closing(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    for (std::size_t i = at; i < text.size();) {
        char const c = text[i];
        if (c == '\'' || c == '"') {
            i = skipLiteral(text, i);
            continue;
        }
        if (c == '(' || c == '[') ++depth;
        if ((c == ')' || c == ']') && --depth == 0) return i + 1;
        ++i;
    }
    return std::string_view::npos;
}

} // namespace

bool isName(std::string_view text) {
    return !text.empty() && nameLength(text, 0) == text.size();
}

bool isQualifiedName(std::string_view text) {
    return !text.empty() && qualifiedLength(text, 0) == text.size();
}

std::vector<Mention> mentions(std::string_view text) {
    std::vector<Mention> found;
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 1)) {
        Mention mention;
        if (readMention(text, at, mention)) found.push_back(std::move(mention));
    }
    return found;
}

std::size_t brokenMention(std::string_view text) {
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 1)) {
        Mention mention;
        if (!readMention(text, at, mention)) return at;
    }
    return std::string_view::npos;
}

std::string onlyMention(std::string_view text) {
    std::string const trimmed = base::trim(text);
    Mention mention;
    if (!trimmed.starts_with("${") || !readMention(trimmed, 0, mention) || mention.end != trimmed.size())
        return {};
    return mention.name;
}

std::string maskMentions(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    for (Mention const& mention : mentions(text)) {
        out += text.substr(done, mention.begin - done);
        std::size_t const characters =
            base::decode(text.substr(mention.begin, mention.end - mention.begin)).size();
        out += "(" + std::string(characters - 2, '_') + ")";
        done = mention.end;
    }
    return out + std::string(text.substr(done));
}

bool isDynamic(std::string_view text, std::string_view type) {
    static constexpr std::array<std::string_view, 6> hyphened{"date",     "time",     "dateTime",
                                                              "geopoint", "geotrace", "geoshape"};
    bool const hyphens = std::find(hyphened.begin(), hyphened.end(), type) != hyphened.end();
    Mention mention;
    for (std::size_t i = 0; i < text.size();) {
        std::string_view const rest = text.substr(i);
        if (std::size_t const date = dateLength(rest); date != 0) {
            i += date;
        } else if (std::size_t const number = numberLength(rest); number != 0) {
            i += number;
        } else if (rest.starts_with('-') && hyphens) {
            return false;
        } else if (rest[0] == '*' || rest[0] == '+' || rest[0] == '-' || rest[0] == '|' ||
                   rest.starts_with(" mod ") || rest.starts_with(" div ")) {
            return true;
        } else if (rest[0] == '\'' || rest[0] == '"') {
            i = rest.find(rest[0], 1) == std::string_view::npos ? i + 1 : skipLiteral(text, i);
        } else if (rest.starts_with("${") && readMention(text, i, mention)) {
            return true;
        } else if (std::size_t const name = qualifiedLength(text, i); name != 0) {
            char const next = i + name < text.size() ? text[i + name] : '\0';
            // No function has a name in Chinese: “张三(男)” is a text.
            bool const ascii = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i),
                                           text.begin() + static_cast<std::ptrdiff_t>(i + name),
                                           [](char c) { return static_cast<unsigned char>(c) < 0x80; });
            if ((next == '(' && ascii) || next == '[') return true;
            i += name;
        } else {
            i += pointAt(text, i).bytes;
        }
    }
    return false;
}

std::vector<Span> instancePaths(std::string_view text) {
    constexpr std::string_view call = "instance(";
    std::vector<Span> found;
    for (std::size_t at = text.find(call); at != std::string_view::npos; at = text.find(call, at + 1)) {
        if (!found.empty() && at < found.back().end) continue;
        std::size_t const quote = at + call.size();
        if (quote >= text.size() || (text[quote] != '\'' && text[quote] != '"')) continue;
        std::size_t end = closing(text, quote - 1);
        if (end == std::string_view::npos) break;
        if (end >= text.size() || text[end] != '/') continue;
        while (end < text.size()) {
            char const c = text[end];
            std::size_t next = end;
            if (c == '[' || c == '(')
                next = closing(text, end);
            else if (c == '/' || c == '@' || c == '*' || c == ':' || c == '.')
                ++next;
            else
                next += nameLength(text, end);
            // What never closes here closes nowhere after it either.
            if (next == std::string_view::npos) return found;
            if (next == end) break;
            end = next;
        }
        found.push_back({at, end});
    }
    return found;
}

} // namespace huibiao::xlsform::internal
