#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace huibiao::wording {

/// What a 会标 is made of, as people write it: short unit, any quotes, stray spaces.
struct BannerInput {
    std::string unit;  ///< 商务局, 市教育局, 浏阳市教育局, 共青团浏阳市委
    std::string theme; ///< may be empty; may itself name the event
    std::string city;  ///< 浏阳市; 浏阳 is understood; may be empty
    std::string eventName = "政务公开主题日"; ///< 政务公开主题月, 政府开放日, 政务开放日
    int year = 0;
};

/// The 会标 in one of the two wordings of the 浏阳 and 宁乡 norms of 2023:
/// ××××单位2023年“政务公开主题日”活动, and the same followed by 暨××××.
/// line = head + event + theme; a layout breaks between event and theme first.
struct Banner {
    std::string line;
    std::string head;                  ///< 浏阳市高坪镇2023年: unit and year, never to be parted
    std::string event;                 ///< “政务公开主题日”活动
    std::string theme;                 ///< 暨红色研学映初心, or empty
    std::string unit;                  ///< 浏阳市高坪镇: with its city's name exactly once
    std::string city;                  ///< 浏阳市: as it was understood, or empty
    std::vector<base::Words> warnings; ///< where a guess was made that a person should look at
};

/// The 政府信息公开条例 took effect in 2008: there was no such event before.
inline constexpr int firstYear = 2008;
inline constexpr int lastYear = 2100;
/// In characters. On a 6 m banner in two lines, 60 of them are 10 cm high each: the least that is
/// read from the back of a hall. Head and event take the first line, the theme the second.
inline constexpr std::size_t longestUnit = 40;
inline constexpr std::size_t longestTheme = 60;
inline constexpr std::size_t longestEvent = 20;

/// Refuses (Invalid) an empty or over-long part, a year out of range, malformed UTF-8, line breaks
/// and other control characters. Pure.
[[nodiscard]] base::Result<Banner> banner(BannerInput const& input);

} // namespace huibiao::wording
