#include "base/utf8.h"
#include "wording/internal/points.h"
#include "wording/internal/unit.h"

namespace huibiao::wording {

namespace {

constexpr std::u32string_view levels = U"市县区州旗盟省镇乡";

/// 0 where the name does not end in its level. 津市 and 沙市 are stems (津市市, 沙市区): no city has a
/// name of one character. 柳州 is a stem, 湘西州 is not.
char32_t levelOf(std::u32string_view name) {
    if (name.size() < 2 || !holds(levels, name.back())) return 0;
    if (name.size() == 2 && holds(U"市州旗盟省", name.back())) return 0;
    return name.back();
}

/// 浏阳市 of 湖南省长沙市浏阳市: what stands after the last province or prefecture.
std::u32string_view ownName(std::u32string_view name) {
    for (std::u32string_view province : {U"特别行政区", U"自治区", U"省"}) {
        std::size_t const at = name.find(province);
        if (at != std::u32string_view::npos && at >= 2 && at + province.size() + 1 < name.size())
            name.remove_prefix(at + province.size());
    }
    for (std::size_t at = 2; at + 2 < name.size(); ++at)
        if (holds(U"市州盟", name[at]) && holds(levels, name.back()) && levelOf(name.substr(at + 1)) != 0)
            return ownName(name.substr(at + 1));
    return name;
}

std::u32string stemOf(std::u32string_view core) {
    // 江华 of 江华瑶族自治县: the peoples' names are left out in daily use.
    if (std::size_t const at = core.find(U"自治"); at != std::u32string_view::npos && at >= 2)
        return std::u32string(core.substr(0, 2));
    return std::u32string(core.substr(0, core.size() - 1));
}

char32_t shownLevel(std::u32string_view stem, std::u32string_view unit, std::u32string_view theme) {
    for (std::u32string_view text : {unit, theme})
        for (char32_t level : std::u32string_view(U"市县区州旗")) {
            std::u32string const whole = std::u32string(stem) + level;
            std::size_t const at = text.find(whole);
            if (at == std::u32string_view::npos) continue;
            std::u32string_view const rest = text.substr(at + stem.size());
            if (!rest.starts_with(U"市场") && !rest.starts_with(U"区域") && !rest.starts_with(U"县域"))
                return level;
        }
    if (unit.size() > 2 && holds(U"市县区州旗", unit.front()) &&
        firstOf(unit, {U"市场", U"市民之家", U"区域", U"区块链", U"县域"}).empty())
        return unit.front();
    return 0;
}

} // namespace

City readCity(std::u32string_view name, std::u32string_view unit, std::u32string_view theme,
              std::vector<base::Words>& warnings) {
    City city;
    if (name.empty()) return city;
    std::u32string printed(name);
    if (levelOf(ownName(name)) == 0) {
        char32_t level = shownLevel(ownName(name), unit, theme);
        if (level == 0) {
            level = U'市';
            std::string const guess = base::encode(printed + level);
            warnings.push_back(
                {"城市只写了“" + base::encode(printed) + "”，按“" + guess + "”处理；若是县或区，请写全名",
                 "the city was given as \"" + base::encode(printed) + "\" and taken for " + guess +
                     "; write it in full if it is a county or a district"});
        }
        printed += level;
    }
    city.printed = printed;
    city.core = ownName(printed);
    city.stem = stemOf(city.core);
    city.level = city.core.back();
    return city;
}

} // namespace huibiao::wording
