#include "base/utf8.h"
#include "plan/internal/fields.h"
#include "plan/internal/points.h"
#include "wording/text.h"

#include <array>

namespace huibiao::plan {

namespace {

/// Reads on in one text; every step either takes what it names or leaves all as it is.
class Scan {
public:
    explicit Scan(std::u32string_view text) : m_text(text) {}

    [[nodiscard]] bool done() const { return m_at == m_text.size(); }
    [[nodiscard]] bool sees(std::u32string_view set) const { return !done() && holds(set, m_text[m_at]); }
    [[nodiscard]] std::size_t at() const { return m_at; }
    void back(std::size_t at) { m_at = at; }

    bool take(std::initializer_list<std::u32string_view> words) {
        std::u32string_view const word = firstOf(m_text.substr(m_at), words);
        m_at += word.size();
        return !word.empty();
    }

    int number(std::size_t most) {
        int value = 0;
        std::size_t const from = m_at;
        while (!done() && m_at - from < most && digit(m_text[m_at]) >= 0)
            value = value * 10 + digit(m_text[m_at++]);
        return m_at == from ? -1 : value;
    }

    /// 5, 05, 五, 十二
    int month() {
        std::size_t const from = m_at;
        int const value = number(2);
        if (value >= 1 && value <= 12) return value;
        m_at = from;
        static constexpr std::array<std::u32string_view, 12> names{
            U"十二", U"十一", U"十", U"九", U"八", U"七", U"六", U"五", U"四", U"三", U"二", U"一"};
        for (std::size_t i = 0; i < names.size(); ++i)
            if (take({names[i]})) return 12 - static_cast<int>(i);
        return -1;
    }

private:
    std::u32string_view m_text;
    std::size_t m_at = 0;
};

std::optional<Time> readSeason(std::u32string_view text) {
    Time time;
    Scan scan(text);
    std::size_t const from = scan.at();
    if (int const year = scan.number(4); year >= 1900 && scan.take({U"年"}))
        time.year = year;
    else
        scan.back(from);
    std::u32string_view const rest = text.substr(scan.at());
    static constexpr std::array<std::array<std::u32string_view, 3>, 4> quarters{
        {{U"第一季度", U"一季度", U"1季度"},
         {U"第二季度", U"二季度", U"2季度"},
         {U"第三季度", U"三季度", U"3季度"},
         {U"第四季度", U"四季度", U"4季度"}}};
    for (std::size_t i = 0; i < quarters.size(); ++i)
        for (std::u32string_view name : quarters[i])
            if (rest == name) time.month = static_cast<int>(i) * 3 + 1;
    if (rest == U"上半年" || rest == U"全年") time.month = 1;
    if (rest == U"下半年") time.month = 7;
    if (time.month == 0) return std::nullopt;
    time.text = base::encode(rest);
    return time;
}

/// 2023-05-18, 2023/5/18, 2023.5, 2023-05-18T09:30:00: what table programs make of a date.
std::optional<Time> readDate(std::u32string_view text) {
    Scan scan(text);
    Time time;
    time.year = scan.number(4);
    if (time.year < 1900 || !scan.take({U"-", U"/", U"."})) return std::nullopt;
    time.month = scan.number(2);
    if (time.month < 1 || time.month > 12) return std::nullopt;
    time.text = std::to_string(time.month) + "月";
    if (scan.done()) return time;
    int const day = scan.take({U"-", U"/", U"."}) ? scan.number(2) : -1;
    if (day < 1 || day > 31) return std::nullopt;
    if (!scan.done() && !scan.take({U"T"})) return std::nullopt;
    time.text += std::to_string(day) + "日";
    return time;
}

/// Day, third of the month and the end of a span: what may follow a month. False: no time at all.
bool takeRest(Scan& scan, bool& plain) {
    while (!scan.done()) {
        plain = false;
        if (scan.take({U"上旬", U"中旬", U"下旬", U"初", U"中", U"底", U"末", U"左右"})) continue;
        bool const span = scan.take({U"-", U"至", U"到", U"、", U","});
        if (span) scan.take({U"次年"});
        int const value = scan.number(2);
        if (value < 1 || value > 31) return false;
        if (scan.take({U"月份", U"月"})) {
            if (!span || value > 12) return false;
        } else if (!scan.take({U"日", U"号"}) && !span && !scan.sees(U"-至到、,")) {
            return false;
        }
    }
    return true;
}

std::optional<Time> readMonths(std::u32string const& text, bool bare) {
    Scan scan(text);
    Time time;
    std::size_t const from = scan.at();
    if (int const year = scan.number(4); year >= 1900 && scan.take({U"年"}))
        time.year = year;
    else
        scan.back(from);
    std::size_t const shown = scan.at();
    time.month = scan.month();
    if (time.month < 1) return std::nullopt;
    bool plain = true;
    if (scan.take({U"月份", U"月"})) {
        if (!takeRest(scan, plain)) return std::nullopt;
    } else if (scan.take({U"-", U"至", U"到", U"、", U","})) { // 4-5月
        plain = false;
        int const last = scan.month();
        if (last < 1 || !scan.take({U"月份", U"月"}) || !scan.done()) return std::nullopt;
    } else if (!bare || !scan.done()) {
        return std::nullopt;
    }
    time.text = plain ? std::to_string(time.month) + "月" : base::encode(text.substr(shown));
    return time;
}

} // namespace

std::optional<Time> readTime(std::u32string_view given, bool bare) {
    std::u32string text = base::decode(wording::plainDigits(base::encode(compact(given))));
    for (char32_t& p : text)
        if (holds(U"－–—―~～−", p)) p = U'-';
    while (text.find(U"--") != std::u32string::npos) text.erase(text.find(U"--"), 1);
    if (text.empty() || text.size() > 24) return std::nullopt;
    if (auto date = readDate(text)) return date;
    if (auto months = readMonths(text, bare)) return months;
    return readSeason(text);
}

} // namespace huibiao::plan
