#include "xpath/internal/date.h"

#include <fmt/format.h>

#include <cmath>

namespace huibiao::xpath {

namespace {

constexpr std::int64_t dayMs = 86400000;
constexpr std::int64_t firstMs = -719528 * dayMs; // 0000-01-01
constexpr std::int64_t lastMs = 2932897 * dayMs;  // 10000-01-01

std::int64_t floorDivide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

/// Takes pieces off the front of a text.
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}
    [[nodiscard]] bool atEnd() const { return m_text.empty(); }
    bool take(char c) {
        if (!m_text.starts_with(c)) return false;
        m_text.remove_prefix(1);
        return true;
    }
    /// Exactly `from` to `to` digits; -1 where there are fewer.
    int digits(std::size_t from, std::size_t to) {
        std::size_t count = 0;
        int value = 0;
        while (count < to && count < m_text.size() && m_text[count] >= '0' && m_text[count] <= '9')
            value = value * 10 + (m_text[count++] - '0');
        if (count < from) return -1;
        m_text.remove_prefix(count);
        return value;
    }
    /// Digits after the point, as milliseconds; -1 where there is none.
    int fraction() {
        int value = 0;
        std::size_t count = 0;
        while (count < m_text.size() && m_text[count] >= '0' && m_text[count] <= '9') {
            if (count < 3) value = value * 10 + (m_text[count] - '0');
            ++count;
        }
        if (count == 0) return -1;
        for (auto i = count; i < 3; ++i) value *= 10;
        m_text.remove_prefix(count);
        return value;
    }

private:
    std::string_view m_text;
};

/// Milliseconds since midnight. An hour alone is a time only behind a date.
std::optional<std::int64_t> readClock(Reader& reader, bool hoursAlone) {
    int const hour = reader.digits(2, 2);
    if (hour < 0 || hour > 23) return std::nullopt;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
    if (reader.take(':')) {
        minute = reader.digits(2, 2);
        if (minute < 0 || minute > 59) return std::nullopt;
        if (reader.take(':')) {
            second = reader.digits(2, 2);
            if (second < 0 || second > 59) return std::nullopt;
            if (reader.take('.')) {
                millisecond = reader.fraction();
                if (millisecond < 0) return std::nullopt;
            }
        }
    } else if (!hoursAlone) {
        return std::nullopt;
    }
    return ((hour * 60LL + minute) * 60 + second) * 1000 + millisecond;
}

/// The rest: nothing, Z or an offset. False when it is none of them.
bool readOffset(Reader& reader, std::optional<std::int32_t>& minutes) {
    if (reader.atEnd()) return true;
    if (reader.take('Z')) {
        minutes = 0;
        return reader.atEnd();
    }
    bool const west = reader.take('-');
    if (!west && !reader.take('+')) return false;
    int const hour = reader.digits(2, 2);
    if (hour < 0 || hour > 23 || !reader.take(':')) return false;
    int const minute = reader.digits(2, 2);
    if (minute < 0 || minute > 59) return false;
    minutes = (hour * 60 + minute) * (west ? -1 : 1);
    return reader.atEnd();
}

Date fromWall(std::int64_t wallMs, std::optional<std::int32_t> offset, TimeZone const& zone) {
    auto const minutes = offset ? *offset : zone.offsetOfLocal(floorDivide(wallMs, 1000));
    return dateAt(wallMs - minutes * 60000LL, zone);
}

std::optional<Date> read(std::string_view text, TimeZone const& zone, std::size_t leastDigits) {
    Reader reader(text);
    int const year = reader.digits(4, 4);
    if (year < 0 || !reader.take('-')) return std::nullopt;
    int const month = reader.digits(leastDigits, 2);
    if (month < 1 || month > 12 || !reader.take('-')) return std::nullopt;
    int const day = reader.digits(leastDigits, 2);
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int const length =
        month == 2 ? (leap ? 29 : 28) : (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
    if (day < 1 || day > length) return std::nullopt;
    std::int64_t clock = 0;
    std::optional<std::int32_t> offset;
    if (!reader.atEnd()) {
        if (!reader.take('T')) return std::nullopt;
        auto const read = readClock(reader, true);
        if (!read || !readOffset(reader, offset)) return std::nullopt;
        clock = *read;
    }
    return fromWall(dayOf(year, month, day) * dayMs + clock, offset, zone);
}

} // namespace

// Both by shifting the year to begin in March, so that the leap day comes last.
std::int64_t dayOf(std::int64_t year, int month, int day) {
    std::int64_t const y = month <= 2 ? year - 1 : year;
    std::int64_t const era = floorDivide(y, 400);
    std::int64_t const ofEra = y - era * 400;
    std::int64_t const ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
}

Civil civilOf(Date const& date) {
    std::int64_t const wall = date.epochMs + date.offsetMinutes * 60000LL;
    std::int64_t const days = floorDivide(wall, dayMs);
    auto rest = static_cast<int>(wall - days * dayMs);
    Civil civil;
    civil.weekday = static_cast<int>(((days + 4) % 7 + 7) % 7);
    civil.millisecond = rest % 1000;
    rest /= 1000;
    civil.second = rest % 60;
    civil.minute = rest / 60 % 60;
    civil.hour = rest / 3600;
    std::int64_t const shifted = days + 719468;
    std::int64_t const era = floorDivide(shifted, 146097);
    std::int64_t const ofEra = shifted - era * 146097;
    std::int64_t const year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
    std::int64_t const ofYear = ofEra - (365 * year + year / 4 - year / 100);
    auto const march = static_cast<int>((5 * ofYear + 2) / 153);
    civil.day = static_cast<int>(ofYear) - (153 * march + 2) / 5 + 1;
    civil.month = march < 10 ? march + 3 : march - 9;
    civil.year = year + era * 400 + (civil.month <= 2 ? 1 : 0);
    return civil;
}

Date dateAt(std::int64_t epochMs, TimeZone const& zone) {
    return {epochMs, zone.offsetAt(floorDivide(epochMs, 1000)), Date::Reading::Moment};
}

std::optional<Date> dateOfDays(double days, TimeZone const& zone) {
    double const ms = std::floor(days * msPerDay + 0.5);
    if (!(ms >= static_cast<double>(firstMs) && ms < static_cast<double>(lastMs))) return std::nullopt;
    return dateAt(static_cast<std::int64_t>(ms), zone);
}

std::optional<Date> parseDate(std::string_view text, TimeZone const& zone) {
    return read(text, zone, 2);
}

std::optional<Date> parseLooseDate(std::string_view text, TimeZone const& zone) {
    return read(text, zone, 1);
}

std::optional<Date> parseTime(std::string_view text, TimeZone const& zone) {
    Reader reader(text);
    std::optional<std::int32_t> offset;
    auto const clock = readClock(reader, false);
    if (!clock || !readOffset(reader, offset)) return std::nullopt;
    return fromWall(*clock, offset, zone);
}

double Date::days() const {
    return reading == Reading::Invalid ? std::nan("") : static_cast<double>(epochMs) / msPerDay;
}

std::string Date::text() const {
    if (reading == Reading::Invalid) return "Invalid Date";
    if (reading == Reading::DayNumber) return std::to_string(floorDivide(epochMs, dayMs));
    auto const c = civilOf(*this);
    auto const day = fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
    if (c.hour == 0 && c.minute == 0 && c.second == 0 && c.millisecond == 0) return day;
    auto const offset = offsetMinutes < 0 ? -offsetMinutes : offsetMinutes;
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}{}{:02}:{:02}", day, c.hour, c.minute, c.second,
                       c.millisecond, offsetMinutes < 0 ? '-' : '+', offset / 60, offset % 60);
}

} // namespace huibiao::xpath
