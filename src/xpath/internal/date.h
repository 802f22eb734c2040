#pragma once

#include "xpath/timezone.h"
#include "xpath/value.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace huibiao::xpath {

constexpr double msPerDay = 86400000;

/// Wall clock and calendar, month and day from 1, weekday 0 for Sunday.
struct Civil {
    std::int64_t year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
    int weekday = 4;
};

/// Days from 1970-01-01 to that day.
[[nodiscard]] std::int64_t dayOf(std::int64_t year, int month, int day);
/// The wall clock at the date's own offset.
[[nodiscard]] Civil civilOf(Date const& date);

[[nodiscard]] Date dateAt(std::int64_t epochMs, TimeZone const& zone);
/// nullopt for what lies outside the years 0 to 9999, NaN and infinities.
[[nodiscard]] std::optional<Date> dateOfDays(double days, TimeZone const& zone);

/// YYYY-MM-DD, then perhaps THH[:MM[:SS[.fff]]] and Z or an offset; nothing before or after. Without an
/// offset it is wall time of the zone. nullopt for anything else, 31 June included.
[[nodiscard]] std::optional<Date> parseDate(std::string_view text, TimeZone const& zone);
/// As parseDate; months and days may have a single digit (date() takes them).
[[nodiscard]] std::optional<Date> parseLooseDate(std::string_view text, TimeZone const& zone);
/// HH:MM[:SS[.fff]] and perhaps Z or an offset, on 1970-01-01.
[[nodiscard]] std::optional<Date> parseTime(std::string_view text, TimeZone const& zone);

} // namespace huibiao::xpath
