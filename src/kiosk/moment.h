#pragma once

#include "base/result.h"
#include "form/filling.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// A day, a time of day, or both, by the civil calendar.
struct Moment {
    int year = 2000;
    int month = 1; ///< 1 to 12
    int day = 1;   ///< 1 to the month's length
    int hour = 0;
    int minute = 0;
    std::string zone; ///< "+08:00", "Z" or nothing
    friend bool operator==(Moment const&, Moment const&) = default;
};

/// As it is said in Chinese, from 0 to 23: "上午9点", "中午12点", "下午3点".
[[nodiscard]] std::string hourWords(int hour);

enum class Part { Year, Month, Day, Hour, Minute };

[[nodiscard]] bool isMoment(form::QuestionKind kind);
/// Of "2023-05-18", "09:30:00.000+08:00" or both with a T between them.
[[nodiscard]] std::optional<Moment> readMoment(std::string_view stored);
/// As a question of this kind stores it; what its appearance does not ask for is the first of its kind.
[[nodiscard]] std::string storedMoment(form::Question const& question, Moment moment);
/// What the question asks for: a year alone (appearance year), year and month (month-year) …
[[nodiscard]] std::vector<Part> partsOf(form::Question const& question);

/// "05" for minutes, as clocks show them; "5" else.
[[nodiscard]] std::string digitsOf(Part part, int value);
[[nodiscard]] int valueOf(Moment const& moment, Part part);
/// The values that a part may have, both ends included.
struct Bounds {
    int least = 0;
    int most = 0;
};
[[nodiscard]] Bounds boundsOf(Moment const& moment, Part part);
/// With another value for one part; the day follows the month's length.
[[nodiscard]] Moment with(Moment moment, Part part, int value);
/// One on or back; behind the last comes the first, except for years.
[[nodiscard]] Moment stepped(Moment const& moment, Part part, int by);

/// "2023年5月18日（星期四）", "9:30", both, or as much of it as the question asks for.
[[nodiscard]] std::string momentWords(form::Question const& question, Moment const& moment,
                                      base::Language words);

} // namespace huibiao::kiosk
