#include "plan/internal/lines.h"

#include "base/utf8.h"
#include "plan/internal/points.h"

#include <algorithm>

namespace huibiao::plan {

namespace {

constexpr std::u32string_view replacement = U"\uFFFD";

std::size_t nameOfColumn(std::u32string_view text, bool shortNames) {
    std::u32string_view const name = firstOf(
        text, {U"序号", U"编号", U"活动主题", U"活动名称", U"活动内容", U"活动形式", U"活动方式", U"责任单位",
               U"承办单位", U"主办单位", U"牵头单位", U"活动时间", U"开展时间", U"计划时间", U"备注"});
    if (!name.empty() || !shortNames) return name.size();
    return firstOf(text, {U"主题", U"形式", U"方式", U"单位", U"时间", U"月份"}).size();
}

/// Nothing but column names. Short ones (主题) count beside others only: alone they may end a theme.
bool isHeader(std::u32string_view text) {
    std::size_t names = 0;
    std::u32string_view rest = text;
    while (!rest.empty()) {
        std::size_t const size = nameOfColumn(rest, true);
        if (size == 0) return false;
        rest.remove_prefix(size);
        ++names;
    }
    return names >= 2 || nameOfColumn(text, false) == text.size();
}

bool isPageMark(std::u32string_view text) {
    bool digits = false;
    bool marks = false;
    for (char32_t p : text) {
        if (digit(p) >= 0)
            digits = true;
        else if (holds(U"-—–－·/第页共", p))
            marks = true;
        else
            return false;
    }
    return digits && marks;
}

bool isTitle(std::u32string_view text) {
    if (text == U"活动安排计划表" || text == U"活动计划安排表" || text == U"安排计划表" ||
        text == U"计划安排表")
        return true;
    std::size_t const year = text.find(U'年');
    if (year == std::u32string_view::npos || year < 4 || text.size() > 60 || digit(text[year - 1]) < 0)
        return false;
    if (!lastOf(text, {U"安排计划表", U"计划安排表", U"活动计划表", U"活动安排表"}).empty()) return true;
    // 宁乡市2023年“政务公开主题日”, whose second half is on the next line.
    return year > 4 && digit(text[0]) < 0 && text.substr(year + 1).starts_with(U"“") && text.back() == U'”' &&
           text.find(U'”') == text.size() - 1;
}

bool isEnd(std::u32string_view text) {
    if (text.starts_with(U"附件") || text.starts_with(U"附：")) return true;
    if (!firstOf(text, {U"注：", U"注:", U"备注：", U"说明：", U"抄送"}).empty()) return true;
    std::size_t at = holds(U"（(", text.front()) ? 1 : 0;
    std::size_t const from = at;
    while (at < text.size() && holds(U"一二三四五六七八九十", text[at])) ++at;
    if (at > from && at < text.size() && (from == 1 ? holds(U"）)", text[at]) : text[at] == U'、'))
        return true;
    return text.back() == U'。' && text.size() > 6;
}

/// 6人以上, 12月4日, 3天内: a number of something, and no 序号.
bool counts(std::u32string_view rest) {
    return holds(U"月年日号个天次届期分条名人位家户万亿千百元米倍度时点周岁%％", rest.front());
}

} // namespace

std::vector<Line> linesOf(std::string_view text) {
    std::vector<Line> lines{{1, {}}};
    std::size_t number = 1;
    bool afterReturn = false;
    for (char32_t p : base::decode(text)) {
        bool const second = p == U'\n' && afterReturn;
        afterReturn = p == U'\r';
        if (second) continue;
        if (p == U'\n' || p == U'\r' || p == U'\f' || p == U'\v' || p == 0x2028 || p == 0x2029) {
            if (p == U'\n' || p == U'\r') ++number;
            lines.push_back({number, {}});
            continue;
        }
        bool const control = (p < 0x20 && p != U'\t') || (p >= 0x7F && p < 0xA0);
        lines.back().text += control ? replacement.front() : p;
    }
    return lines;
}

Columns readHeadings(std::vector<std::u32string> const& cells) {
    Columns columns{{}, {}, {}, {}, {}};
    auto const column = [&](std::initializer_list<std::u32string_view> names) -> std::optional<std::size_t> {
        for (std::u32string_view name : names)
            for (std::size_t i = 0; i < cells.size(); ++i)
                if (compact(cells[i]) == name) return i;
        return std::nullopt;
    };
    columns.number = column({U"序号", U"编号", U"序", U"号"});
    columns.theme = column({U"活动主题", U"主题", U"活动名称", U"主题名称", U"活动内容"});
    columns.form = column({U"活动形式", U"形式", U"活动方式", U"方式"});
    columns.unit = column({U"责任单位", U"承办单位", U"主办单位", U"牵头单位", U"单位", U"单位名称"});
    columns.time =
        column({U"活动时间", U"时间", U"开展时间", U"计划时间", U"举办时间", U"月份", U"活动月份"});
    return columns;
}

LineKind kindOf(std::u32string_view line) {
    std::u32string const text = compact(line);
    if (text.empty()) return LineKind::Blank;
    if (isHeader(text)) return LineKind::Header;
    if (isPageMark(text)) return LineKind::PageMark;
    if (isTitle(text)) return LineKind::Title;
    if (isEnd(text)) return LineKind::End;
    return LineKind::Text;
}

std::optional<Serial> serialAt(std::u32string_view line) {
    std::size_t at = 0;
    while (at < line.size() && base::isBlank(line[at])) ++at;
    Serial serial;
    std::size_t const from = at;
    while (at < line.size() && at - from < 4 && digit(line[at]) >= 0)
        serial.number = serial.number * 10 + digit(line[at++]);
    if (at == from || at - from > 3 || serial.number == 0) return std::nullopt;
    if (at < line.size() && holds(U".．、)）", line[at])) {
        if (at + 1 < line.size() && digit(line[at + 1]) >= 0) return std::nullopt; // 6.9国际档案日
        ++at;
    }
    serial.after = at;
    std::u32string_view rest = line.substr(at);
    std::size_t blanks = 0;
    while (blanks < rest.size() && base::isBlank(rest[blanks])) ++blanks;
    rest.remove_prefix(blanks);
    serial.alone = rest.empty();
    if (serial.alone) return serial;
    serial.glued = blanks == 0;
    if (serial.glued && counts(rest)) return std::nullopt;
    if (serial.glued && !base::isHan(rest.front()) && !holds(U"“《「\"（(", rest.front()))
        return std::nullopt;
    // 5 月 in a column of its own, or 4 月 12 日 in a sentence
    bool const month = rest.front() == U'月' && (rest.size() == 1 || rest[1] == U'份' ||
                                                 base::isBlank(rest[1]) || digit(rest[1]) >= 0);
    if (month) return std::nullopt;
    return serial;
}

} // namespace huibiao::plan
