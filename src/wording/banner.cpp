#include "wording/banner.h"

#include "base/utf8.h"
#include "wording/internal/points.h"
#include "wording/internal/theme.h"
#include "wording/internal/unit.h"
#include "wording/text.h"

#include <array>
#include <optional>

namespace huibiao::wording {

namespace {

using base::Kind;
using base::Words;

/// One of the texts of the input, as messages call it.
struct Part {
    std::string_view zh;
    std::string_view en;
    std::string_view text;
};

std::optional<base::Error> unfit(Part const& part) {
    std::string const zh(part.zh);
    std::string const en(part.en);
    if (!base::validUtf8(part.text))
        return base::Error{
            Kind::Invalid,
            {zh + "不是正确的 UTF-8 文字，请重新输入", "the " + en + " is not valid UTF-8: type it again"},
            {}};
    for (char32_t p : base::decode(part.text)) {
        bool const lineBreak =
            p == U'\n' || p == U'\r' || p == 0x2028 || p == 0x2029 || p == 0x0B || p == 0x0C;
        if (lineBreak)
            return base::Error{
                Kind::Invalid,
                {zh + "里有换行，请写成一行", "the " + en + " holds a line break: write it on one line"},
                {}};
        bool const direction =
            (p >= 0x200E && p <= 0x200F) || (p >= 0x202A && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069);
        if (p < 0x20 || (p >= 0x7F && p < 0xA0) || direction || p == 0xFFFD)
            return base::Error{
                Kind::Invalid,
                {zh + "里有看不见的控制字符，请删去后重新输入",
                 "the " + en + " holds a control character: delete it and type the text again"},
                {}};
    }
    return std::nullopt;
}

std::optional<base::Error> tooLong(Part const& part, std::size_t size, std::size_t limit) {
    if (size <= limit) return std::nullopt;
    return base::Error{Kind::Invalid,
                       {std::string(part.zh) + "有" + std::to_string(size) + "个字，最多" +
                            std::to_string(limit) + "个字，再长会标上就看不清了，请缩短",
                        "the " + std::string(part.en) + " has " + std::to_string(size) +
                            " characters, at most " + std::to_string(limit) +
                            " can be read on a banner: shorten it"},
                       {}};
}

/// Long before the parts are put in order: no theme is so wordy that this much of it is unit and event.
constexpr std::size_t longestRaw = 300;

bool hasName(std::u32string_view text) {
    return std::any_of(text.begin(), text.end(), [](char32_t p) {
        return base::isHan(p) || (p >= U'a' && p <= U'z') || (p >= U'A' && p <= U'Z');
    });
}

bool placeName(std::u32string_view text) {
    return std::all_of(text.begin(), text.end(), [](char32_t p) {
        return base::isHan(p) || p == U'·' || p == U' ' || (p >= U'a' && p <= U'z') ||
               (p >= U'A' && p <= U'Z');
    });
}

/// 政务公开主题日, however it was set: “政务公开主题日”活动
std::u32string eventName(std::string_view given) {
    std::u32string name = base::decode(tidySpaces(normalizeQuotes(plainDigits(given))));
    if (name.ends_with(U"活动") && name.size() > 2) name.resize(name.size() - 2);
    while (name.size() >= 2 && name.front() == U'“' && name.find(U'”') == name.size() - 1)
        name = name.substr(1, name.size() - 2);
    if (name.ends_with(U"活动") && name.size() > 2) name.resize(name.size() - 2);
    return name;
}

/// 浏阳市高坪镇2023年, where the year was typed with the unit.
std::u32string withoutYear(std::u32string unit, int year) {
    std::u32string const word = base::decode(std::to_string(year) + "年");
    if (unit.size() > word.size() && unit.ends_with(word)) unit.resize(unit.size() - word.size());
    return unit;
}

/// The theme may speak of 主题日 while the setting says 主题月.
void warnOtherEvent(std::u32string_view theme, std::u32string_view event, std::vector<Words>& warnings) {
    for (std::u32string_view other :
         {U"政务公开主题日", U"政务公开主题周", U"政务公开主题月", U"政府开放日", U"政府开放周",
          U"政府开放月", U"政务开放日", U"政务开放周", U"政务开放月"}) {
        if (other == event || theme.find(other) == std::u32string_view::npos) continue;
        std::string const says = base::encode(other);
        std::string const set = base::encode(event);
        warnings.push_back({"主题里写的是“" + says + "”，活动名称却是“" + set + "”，请核对",
                            "the theme says " + says + " but the event's name is " + set + ": please check"});
        return;
    }
}

} // namespace

base::Result<Banner> banner(BannerInput const& input) {
    Part const unitPart{"单位", "unit", input.unit};
    Part const themePart{"主题", "theme", input.theme};
    Part const cityPart{"城市", "city", input.city};
    Part const eventPart{"活动名称", "event's name", input.eventName};
    for (Part const& part : {unitPart, themePart, cityPart, eventPart})
        if (auto error = unfit(part)) return tl::unexpected(*error);
    for (Part const& part : {unitPart, themePart, cityPart, eventPart})
        if (auto error = tooLong(part, base::decode(part.text).size(), longestRaw))
            return tl::unexpected(*error);
    if (input.year < firstYear || input.year > lastYear)
        return base::fail(
            Kind::Invalid,
            {"年份 " + std::to_string(input.year) + " 不对，应在 2008 到 2100 之间",
             "the year " + std::to_string(input.year) + " is wrong: it lies between 2008 and 2100"});

    std::u32string const given =
        withoutYear(base::decode(withoutSpaces(normalizeQuotes(plainDigits(input.unit)))), input.year);
    if (!hasName(given))
        return base::fail(Kind::Invalid, {"没有写单位，请写上主办单位的名称",
                                          "no unit was given: name the unit that hosts"});
    std::u32string const event = eventName(input.eventName);
    if (!hasName(event))
        return base::fail(Kind::Invalid, {"没有写活动名称，例如：政务公开主题日",
                                          "the event has no name: give one, such as 政务公开主题日"});
    if (auto error = tooLong(eventPart, event.size(), longestEvent)) return tl::unexpected(*error);

    Banner out;
    bool guessedQuote = false;
    std::u32string const theme =
        base::decode(tidySpaces(normalizeQuotes(plainDigits(input.theme), guessedQuote)));
    std::u32string const place = base::decode(withoutSpaces(input.city));
    if (!placeName(place))
        return base::fail(Kind::Invalid,
                          {"城市“" + input.city + "”不像地名，请写成“浏阳市”这样",
                           "the city \"" + input.city + "\" is no place name: write it like 浏阳市"});
    City const city = readCity(place, given, theme, out.warnings);
    if (auto error = tooLong(cityPart, city.printed.size(), longestEvent)) return tl::unexpected(*error);
    std::u32string const unit = fullUnit(given, city, out.warnings);
    if (auto error = tooLong(unitPart, unit.size(), longestUnit)) return tl::unexpected(*error);

    std::u32string const rest =
        restOfTheme(theme, {namesOf(given, unit, city), unit, event, input.year}, out.warnings);
    if (auto error = tooLong(themePart, rest.size(), longestTheme)) return tl::unexpected(*error);
    warnOtherEvent(rest, event, out.warnings);
    if (guessedQuote && !rest.empty())
        out.warnings.push_back(
            {"主题里的引号不成对，已补上，请核对：" + base::encode(rest),
             "a quote in the theme had no partner and got one, please check: " + base::encode(rest)});

    out.city = base::encode(city.printed);
    out.unit = base::encode(unit);
    out.head = out.unit + std::to_string(input.year) + "年";
    out.event = "“" + base::encode(event) + "”活动";
    if (!rest.empty()) out.theme = "暨" + base::encode(rest);
    out.line = out.head + out.event + out.theme;
    return out;
}

} // namespace huibiao::wording
