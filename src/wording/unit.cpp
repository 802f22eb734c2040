#include "wording/internal/unit.h"

#include "base/utf8.h"
#include "wording/internal/points.h"

#include <set>

namespace huibiao::wording {

namespace {

/// True when the first character belongs to a word of its own and is no short for "the city's":
/// 市场监督管理局 is 市市场监督管理局 with its city, while 市民政局 is the city's 民政局.
bool beginsOwnWord(std::u32string_view unit) {
    if (!firstOf(unit, {U"市场", U"市容", U"市集", U"市井", U"区域", U"区块链", U"区划", U"区位", U"县域",
                        U"旗袍", U"旗帜", U"旗舰", U"省道"})
             .empty())
        return true;
    std::u32string_view const rest = unit.size() > 2 ? unit.substr(2) : std::u32string_view{};
    if (unit.starts_with(U"市政"))
        return !firstOf(rest,
                        {U"公用", U"工程", U"设施", U"管理", U"园林", U"建设", U"维护", U"养护", U"服务",
                         U"公司", U"道路", U"排水", U"管网", U"环卫", U"所", U"局", U"处", U"中心", U"集团"})
                    .empty();
    if (unit.starts_with(U"市民"))
        return !firstOf(rest, {U"之家", U"服务", U"中心", U"热线", U"卡", U"活动", U"公园", U"广场", U"学校",
                               U"大学", U"文化", U"诉求"})
                    .empty();
    // 市桥街道, 市坪乡: a place's name of one character would be left.
    return unit.size() >= 3 && unit.size() <= 6 && unit.front() == U'市' &&
           (unit.substr(2) == U"镇" || unit.substr(2) == U"乡" || unit.substr(2).starts_with(U"街道"));
}

bool beginsWithLevel(std::u32string_view unit) {
    return unit.size() >= 2 && holds(U"市县区州旗盟省", unit.front()) && !beginsOwnWord(unit);
}

std::u32string withoutLevel(std::u32string_view unit, City const& city, std::vector<base::Words>& warnings) {
    if (unit == std::u32string_view(&city.level, 1)) return {};
    bool const town = holds(U"镇乡", city.level) && unit.size() > 1 && unit.front() == city.level;
    if (!town && !beginsWithLevel(unit)) return std::u32string(unit);
    if (unit.front() != city.level) {
        std::string const level = base::encode(unit.front());
        std::string const place = base::encode(city.printed);
        warnings.push_back(
            {"单位以“" + level + "”开头，城市却是“" + place + "”，请核对",
             "the unit begins with " + level + " but the city is " + place + ": please check"});
    }
    return std::u32string(unit.substr(1));
}

/// 浏阳河, 浏阳镇: the city's name is only a part of another name there.
bool otherName(std::u32string_view rest) {
    return !rest.empty() && (holds(U"河江湖山溪港岛塔路村", rest.front()) ||
                             !firstOf(rest, {U"镇", U"乡", U"街道", U"大道", U"社区"}).empty());
}

bool publicOffice(std::u32string_view rest) {
    for (std::u32string_view other :
         {U"开发区", U"经开", U"高新", U"园区", U"产业园", U"公司", U"银行", U"农商", U"中学", U"小学",
          U"学校", U"一中", U"新区", U"示范区", U"风景区"})
        if (rest.find(other) != std::u32string_view::npos) return false;
    return !lastOf(rest, {U"局", U"办", U"办公室", U"街道", U"街道办事处", U"镇", U"乡", U"中心", U"馆",
                          U"政府", U"法院", U"检察院", U"联合会", U"协会", U"总工会", U"委", U"委员会"})
                .empty();
}

/// 长沙市…, 湖南省…: a unit of another place says so itself.
std::u32string_view otherPlace(std::u32string_view unit) {
    for (std::u32string_view level : {U"自治区", U"自治州", U"自治县", U"省", U"市", U"县"}) {
        std::size_t const at = unit.find(level);
        if (at == std::u32string_view::npos || at < 2 || at > 4 || at + level.size() >= unit.size()) continue;
        if (holds(U"城全各", unit[at - 1]) || beginsOwnWord(unit.substr(at))) continue;
        // 文家市镇, 文家市财政所: 市 (a market) ends the name of many a town.
        std::u32string_view const rest = unit.substr(at + level.size());
        if (holds(U"镇乡村", rest.front()) || !firstOf(rest, {U"街道", U"社区"}).empty() ||
            !lastOf(rest, {U"所", U"站", U"卫生院", U"村", U"社区", U"小学"}).empty())
            continue;
        return unit.substr(0, at + level.size());
    }
    return {};
}

/// 共青团, 中共 and the like stand before the place: 共青团浏阳市委. Empty where none does.
std::u32string_view leadingBody(std::u32string_view unit) {
    std::u32string_view const body =
        firstOf(unit, {U"中国共产党", U"中共", U"共青团", U"民革", U"民盟", U"民建", U"民进", U"农工党",
                       U"致公党", U"九三学社", U"台盟", U"国家税务总局", U"国网"});
    if (body.empty()) return {};
    std::u32string_view const rest = unit.substr(body.size());
    bool const always = body == U"中国共产党" || body == U"中共" || body == U"共青团";
    if (always || beginsWithLevel(rest) || rest.starts_with(U"税务局") || rest.starts_with(U"供电"))
        return body;
    return {};
}

std::u32string ofOtherPlace(std::u32string_view unit, std::u32string_view place, City const& city,
                            std::vector<base::Words>& warnings) {
    warnings.push_back(
        {"单位写的是“" + base::encode(place) + "”，不再加“" + base::encode(city.printed) + "”，请核对",
         "the unit names " + base::encode(place) + ", so " + base::encode(city.printed) +
             " was not put before it: please check"});
    return std::u32string(unit);
}

std::u32string placed(std::u32string_view unit, City const& city, std::vector<base::Words>& warnings) {
    // 团市委 is short for 共青团浏阳市委.
    if (unit.size() >= 3 && unit.front() == U'团' && unit[1] == city.level && unit[2] == U'委')
        return U"共青团" + city.printed + std::u32string(unit.substr(2));
    std::u32string_view const body = leadingBody(unit);
    if (!body.empty())
        return std::u32string(body) + city.printed + withoutLevel(unit.substr(body.size()), city, warnings);

    // A stem of one character (赵 of 赵县) says nothing.
    std::size_t const at = city.stem.size() >= 2 ? unit.find(city.stem) : std::u32string_view::npos;
    if (at != std::u32string_view::npos && !otherName(unit.substr(at + city.stem.size()))) {
        std::u32string_view const rest = unit.substr(city.stem.size());
        if (at > 0 || city.core.find(U"自治") != std::u32string::npos) return std::u32string(unit);
        if (rest.starts_with(city.level)) // 浏阳市场监督管理局, 浏阳市政公用设施服务中心
            return city.printed + std::u32string(rest);
        bool const otherLevel =
            !rest.empty() && holds(U"市县区州旗盟省", rest.front()) && !beginsOwnWord(rest);
        if (otherLevel) return ofOtherPlace(unit, unit.substr(0, city.stem.size() + 1), city, warnings);
        if (!publicOffice(rest)) return std::u32string(unit);
        std::u32string const whole = city.printed + std::u32string(rest);
        warnings.push_back({"单位名称按全称写成“" + base::encode(whole) + "”，请核对",
                            "the unit's name was completed to " + base::encode(whole) + ": please check"});
        return whole;
    }
    if (std::u32string_view const place = otherPlace(unit); !place.empty())
        return ofOtherPlace(unit, place, city, warnings);
    return city.printed + withoutLevel(unit, city, warnings);
}

/// Names the whole city, and not 浏阳市 of 浏阳市场监督管理局.
bool namesCity(std::u32string_view unit, City const& city) {
    for (std::size_t at = unit.find(city.core); at != std::u32string_view::npos;
         at = unit.find(city.core, at + 1))
        if (!beginsOwnWord(unit.substr(at + city.core.size() - 1))) return true;
    return false;
}

} // namespace

std::u32string fullUnit(std::u32string_view given, City const& city, std::vector<base::Words>& warnings) {
    std::u32string unit(given);
    if (city.core.empty()) {
        bool const bare = beginsWithLevel(unit) || otherPlace(unit).empty();
        if (bare)
            warnings.push_back({"没有给出城市名，单位照写为“" + base::encode(unit) + "”",
                                "no city was given; the unit stands as " + base::encode(unit)});
        return unit;
    }
    while (unit.starts_with(city.core + city.core)) unit.erase(0, city.core.size());

    // Of several hosts (市教育局、市卫健局) only the first carries the city's name.
    std::u32string whole;
    std::size_t from = 0;
    while (from <= unit.size()) {
        std::size_t const to = std::min(unit.find_first_of(U"、，,", from), unit.size());
        std::u32string_view const part = std::u32string_view(unit).substr(from, to - from);
        if (from == 0)
            whole = namesCity(part, city) ? std::u32string(part) : placed(part, city, warnings);
        else if (part.starts_with(city.core) && part.size() > city.core.size() && namesCity(part, city))
            whole += U'、' + std::u32string(part.substr(city.core.size()));
        else
            whole += U'、' + withoutLevel(part, city, warnings);
        from = to + 1;
    }
    return whole;
}

std::vector<std::u32string> namesOf(std::u32string_view unitAsGiven, std::u32string_view full,
                                    City const& city) {
    std::set<std::u32string> names{std::u32string(unitAsGiven), std::u32string(full)};
    for (std::u32string const& place : {city.printed, city.core}) {
        if (place.empty() || !full.starts_with(place) || full.size() == place.size()) continue;
        names.insert(std::u32string(full.substr(place.size())));
    }
    // 喻家坳 for 喻家坳乡
    for (std::u32string const& name : std::set<std::u32string>(names)) {
        std::u32string_view const type = lastOf(name, {U"街道办事处", U"人民政府", U"街道", U"镇", U"乡"});
        if (!type.empty() && name.size() >= type.size() + 2)
            names.insert(name.substr(0, name.size() - type.size()));
    }
    for (std::u32string const& name : std::set<std::u32string>(names)) {
        if (city.core.empty() || name.starts_with(city.stem)) continue;
        names.insert(city.core + name);
        names.insert(city.stem + name);
        names.insert(city.level + name);
    }
    if (!city.core.empty()) {
        names.insert({city.printed, city.core, std::u32string(1, city.level)});
        if (city.stem.size() >= 2) names.insert(city.stem);
    }
    for (std::u32string_view own :
         {U"我市", U"我县", U"我区", U"我镇", U"我乡", U"我街道", U"我局", U"我委", U"我办", U"我院",
          U"我单位", U"本单位", U"全市", U"全县", U"全区", U"全镇", U"全乡"})
        names.insert(std::u32string(own));
    names.erase(std::u32string{});
    std::vector<std::u32string> sorted(names.begin(), names.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto const& a, auto const& b) { return a.size() > b.size(); });
    return sorted;
}

} // namespace huibiao::wording
