#include "xlsform/internal/blank_lines.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace huibiao::xlsform::internal {

namespace {

using Points = std::u32string;

bool isOneOf(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

bool isBlankLine(char32_t c) {
    return isOneOf(c, U"_＿﹍‗¯");
}

constexpr std::u32string_view boxes = U"□☐▢○◯◻◇⬜❑❏";
constexpr std::u32string_view afterMark = U".．、:：)）";

std::size_t skipBlanks(Points const& text, std::size_t at) {
    while (at < text.size() && base::isBlank(text[at])) ++at;
    return at;
}

/// 一 to 九十九; 0 when it is no such number.
std::size_t hanNumber(Points const& text, std::size_t& at) {
    static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    std::size_t value = 0, digit = 0;
    std::size_t i = at;
    for (; i < text.size() && i < at + 3; ++i) {
        if (text[i] == U'十') {
            value += (digit == 0 ? 1 : digit) * 10;
            digit = 0;
        } else if (auto const found = digits.find(text[i]);
                   found != std::u32string_view::npos && found != 0) {
            digit = found;
        } else {
            break;
        }
    }
    if (i == at) return 0;
    at = i;
    return value + digit;
}

std::size_t arabicNumber(Points const& text, std::size_t& at) {
    std::size_t value = 0;
    std::size_t i = at;
    for (; i < text.size() && i < at + 3; ++i) {
        char32_t const c = text[i] >= 0xFF10 && text[i] <= 0xFF19 ? text[i] - 0xFF10 + U'0' : text[i];
        if (c < U'0' || c > U'9') break;
        value = value * 10 + (c - U'0');
    }
    if (i == at) return 0;
    at = i;
    return value;
}

/// Past a mark of choices at `at` (A. ① □ ( ) …); nullopt when none stands there.
std::optional<std::size_t> optionMark(Points const& text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    char32_t const c = text[at];
    if (isOneOf(c, boxes)) return skipBlanks(text, at + 1);
    if (c >= 0x2460 && c <= 0x2473) return skipBlanks(text, at + 1); // ① …
    bool const open = c == U'(' || c == U'（' || c == U'[' || c == U'【';
    if (open) {
        std::size_t const inside = skipBlanks(text, at + 1);
        bool const empty = inside < text.size() && inside > at + 1 && isOneOf(text[inside], U")）]】");
        if (empty) {
            std::size_t const after = skipBlanks(text, inside + 1);
            // A blank bracket is a choice when its words follow; at the end it is where the answer goes.
            if (after < text.size() && !isOneOf(text[after], U"。；;，,?？")) return after;
        }
    }
    char32_t const letter = c >= 0xFF21 && c <= 0xFF3A ? c - 0xFF21 + U'A' : c;
    std::size_t i = at;
    bool bracket = false;
    char32_t found = letter;
    if ((c == U'(' || c == U'（') && at + 1 < text.size()) {
        bracket = true;
        found =
            text[at + 1] >= 0xFF21 && text[at + 1] <= 0xFF3A ? text[at + 1] - 0xFF21 + U'A' : text[at + 1];
        ++i;
    }
    if (!((found >= U'A' && found <= U'Z') || (found >= U'a' && found <= U'h'))) return std::nullopt;
    std::size_t const next = i + 1;
    if (next >= text.size()) return std::nullopt;
    if (bracket)
        return text[next] == U')' || text[next] == U'）' ? std::optional(skipBlanks(text, next + 1))
                                                         : std::nullopt;
    if (!isOneOf(text[next], afterMark)) return std::nullopt;
    return skipBlanks(text, next + 1);
}

Line classify(std::size_t number, Points const& text) {
    Line line{number, Mark::None, 0, {}};
    std::size_t at = skipBlanks(text, 0);
    // A star is how some forms mark what must be answered.
    std::size_t const star = at;
    while (at < text.size() && isOneOf(text[at], U"*＊★")) at = skipBlanks(text, at + 1);
    auto const rest = [&](std::size_t from) {
        std::string const mark = at == star ? std::string() : std::string("*");
        return mark + base::trim(base::encode(std::u32string_view(text).substr(std::min(from, text.size()))));
    };
    if (optionMark(text, at)) {
        line.mark = Mark::Option;
        line.text = base::trim(base::encode(std::u32string_view(text).substr(at)));
        return line;
    }
    std::size_t i = at;
    bool const open = i < text.size() && (text[i] == U'(' || text[i] == U'（');
    bool const ordinal = i < text.size() && (text[i] == U'第' || text[i] == U'Q' || text[i] == U'q');
    if (open || ordinal) ++i;
    std::size_t const begin = i;
    std::size_t count = arabicNumber(text, i);
    bool const han = count == 0 && (count = hanNumber(text, i)) != 0;
    line.text = rest(at);
    if (count == 0 || i == begin || i >= text.size()) return line;
    bool const topic = ordinal && text[i] == U'题';
    if (topic) ++i;
    bool const closed = i < text.size() && (text[i] == U')' || text[i] == U'）');
    bool const point = i < text.size() && isOneOf(text[i], afterMark);
    if (open ? !closed : !(point || topic)) return line;
    // 1.5 is a number, not a first question.
    bool const decimal =
        point && text[i] == U'.' && i + 1 < text.size() && text[i + 1] >= U'0' && text[i + 1] <= U'9';
    if (decimal) return line;
    line.mark = han ? Mark::Han : open ? Mark::Bracket : Mark::Arabic;
    line.count = count;
    line.text = rest(point || closed ? i + 1 : i);
    return line;
}

} // namespace

std::vector<Line> readLines(std::string_view text) {
    std::vector<Line> lines;
    std::size_t number = 0;
    std::string const plain = base::replaceAll(base::replaceAll(std::string(text), "\r\n", "\n"), "\r", "\n");
    for (std::string const& raw : base::split(plain, '\n')) {
        ++number;
        std::string const trimmed = base::trim(raw);
        if (!trimmed.empty()) lines.push_back(classify(number, base::decode(trimmed)));
    }
    return lines;
}

std::vector<OptionText> optionsIn(std::string_view utf8, std::string& before) {
    Points const text = base::decode(utf8);
    std::vector<std::pair<std::size_t, std::size_t>> marks; // where the mark stands, where its words begin
    for (std::size_t i = 0; i < text.size();) {
        bool const fresh = i == 0 || base::isBlank(text[i - 1]) || isOneOf(text[i], boxes) ||
                           (text[i] >= 0x2460 && text[i] <= 0x2473) ||
                           isOneOf(text[i - 1], U"：:；;，,、。？?)）") || base::isHan(text[i - 1]) ||
                           isBlankLine(text[i - 1]);
        auto const words = fresh ? optionMark(text, i) : std::nullopt;
        if (words) {
            marks.emplace_back(i, *words);
            i = std::max(*words, i + 1);
        } else {
            ++i;
        }
    }
    before.clear();
    if (marks.empty() || (marks.size() == 1 && marks.front().first != 0)) {
        before = std::string(utf8);
        return {};
    }
    before = base::trim(base::encode(std::u32string_view(text).substr(0, marks.front().first)));
    std::vector<OptionText> options;
    for (std::size_t m = 0; m < marks.size(); ++m) {
        std::size_t const end = m + 1 < marks.size() ? marks[m + 1].first : text.size();
        std::string const words = base::encode(
            std::u32string_view(text).substr(marks[m].second, end - std::min(end, marks[m].second)));
        OptionText option{withoutBlanks(words), blanksIn(words) > 0};
        for (std::string_view const asks : {"请注明", "请说明", "请填写", "请写明"})
            option.fill = option.fill || option.label.find(asks) != std::string::npos;
        while (!option.label.empty() && isOneOf(base::decode(option.label).back(), U"；;，,、。:：")) {
            Points points = base::decode(option.label);
            points.pop_back();
            option.label = base::trim(base::encode(points));
        }
        if (!option.label.empty()) options.push_back(std::move(option));
    }
    return options;
}

std::size_t blanksIn(std::string_view utf8) {
    Points const text = base::decode(utf8);
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (isBlankLine(text[i])) {
            std::size_t const from = i;
            while (i < text.size() && isBlankLine(text[i])) ++i;
            if (i - from > 1 || text[from] != U'_') ++count;
            continue;
        }
        if (text[i] == U'（' || text[i] == U'(') {
            std::size_t const inside = skipBlanks(text, i + 1);
            if (inside > i + 1 && inside < text.size() && (text[inside] == U'）' || text[inside] == U')'))
                ++count;
        }
        ++i;
    }
    return count;
}

std::size_t dateBlanks(std::string_view utf8) {
    Points const text = base::decode(utf8);
    for (std::size_t from = 0; from < text.size(); ++from) {
        if (!isBlankLine(text[from])) continue;
        std::size_t at = from;
        std::size_t found = 0;
        for (char32_t const unit : {U'年', U'月'}) {
            std::size_t const blank = at;
            while (at < text.size() && (isBlankLine(text[at]) || base::isBlank(text[at]))) ++at;
            if (at == blank || at >= text.size() || text[at] != unit) break;
            ++at;
            ++found;
        }
        if (found == 2) return base::encode(std::u32string_view(text).substr(0, from)).size();
        from = std::max(from, at);
    }
    return std::string_view::npos;
}

std::string withoutBlanks(std::string_view utf8, bool keepInside) {
    Points const text = base::decode(utf8);
    Points out;
    std::size_t end = 0; // of the blanks and lines around i
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isBlankLine(text[i])) {
            bool const run = text[i] != U'_' || (i + 1 < text.size() && text[i + 1] == U'_') ||
                             (i > 0 && text[i - 1] == U'_');
            // In the middle of the words the blank stays to be seen.
            end = std::max(end, i);
            while (end < text.size() && (isBlankLine(text[end]) || base::isBlank(text[end]))) ++end;
            bool const inside = end < text.size() && !isOneOf(text[end], U"。；;，,、？?：:）)");
            if (run && inside && keepInside && (i == 0 || !isBlankLine(text[i - 1]))) out += U"____";
            if (run) continue;
        }
        out += text[i];
    }
    Points tidy;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i] == U'（' || out[i] == U'(') {
            std::size_t const inside = skipBlanks(out, i + 1);
            if (inside < out.size() && (out[inside] == U'）' || out[inside] == U')')) {
                i = inside;
                continue;
            }
        }
        tidy += out[i];
    }
    return base::trim(base::encode(tidy));
}

} // namespace huibiao::xlsform::internal
