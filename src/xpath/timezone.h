#pragma once

#include "base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace huibiao::xpath {

/// Offsets from UTC through the years, from the system's zone files (TZif, RFC 8536). Needed because the
/// zone of a form is an argument, while the C library knows a single one for the whole process.
class TimeZone {
public:
    /// UTC.
    TimeZone() = default;
    /// "Asia/Shanghai", "GMT", "UTC+8"-style POSIX strings not. Missing when there is no such zone.
    [[nodiscard]] static base::Result<TimeZone> named(std::string_view name);
    [[nodiscard]] static TimeZone fixed(std::int32_t minutesEast);
    /// What the machine is set to (TZ, then /etc/localtime); UTC where that cannot be read.
    [[nodiscard]] static TimeZone system();

    /// Minutes east of UTC at a moment (seconds since 1970-01-01T00:00Z).
    [[nodiscard]] std::int32_t offsetAt(std::int64_t utcSeconds) const;
    /// Minutes east of UTC when the wall clock there shows `localSeconds` (counted as if it were UTC).
    /// In a gap or an overlap the earlier offset is taken.
    [[nodiscard]] std::int32_t offsetOfLocal(std::int64_t localSeconds) const;

private:
    struct Change {
        std::int64_t from; ///< UTC seconds
        std::int32_t seconds;
    };
    /// The rule after the last change, as POSIX TZ writes it (M month.week.day only).
    struct Rule {
        int month = 0, week = 0, day = 0;
        std::int32_t time = 0; ///< seconds after midnight, by the clock before the change
    };

    [[nodiscard]] static base::Result<TimeZone> read(std::string_view bytes, std::string_view name);
    void readRule(std::string_view posix);
    [[nodiscard]] std::int32_t secondsAt(std::int64_t utcSeconds) const;

    std::vector<Change> m_changes;
    std::int32_t m_first = 0; ///< seconds east before the first change
    bool m_hasRule = false;
    std::int32_t m_standard = 0;
    std::int32_t m_summer = 0;
    Rule m_toSummer;
    Rule m_toStandard;
};

} // namespace huibiao::xpath
