#include "sheet/internal/number.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace huibiao::sheet::internal {

namespace {

/// The first section of a code without what is shown literally: quoted text, escapes, padding and
/// brackets; elapsed time is told apart by the caller's flag.
std::string significant(std::string_view code, bool& elapsed) {
    std::string out;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        char const c = code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size() - 1);
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            std::size_t const end = std::min(code.find(']', i), code.size() - 1);
            std::string const inner = base::lowerAscii(code.substr(i + 1, end - i - 1));
            if (!inner.empty() && inner.find_first_not_of(inner[0]) == std::string::npos &&
                (inner[0] == 'h' || inner[0] == 'm' || inner[0] == 's')) {
                elapsed = true;
                out += inner;
            }
            i = end;
        } else {
            out += c;
        }
    }
    return base::lowerAscii(out);
}

std::string timeText(std::int64_t seconds) {
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string dayText(std::int64_t serial, bool from1904) {
    namespace ch = std::chrono;
    // Excel keeps the 29 February 1900 that never was, at 60; days before it are one ahead.
    if (!from1904 && serial == 60) return "1900-02-29";
    ch::sys_days const epoch = from1904      ? ch::sys_days(ch::year(1904) / 1 / 1)
                               : serial < 60 ? ch::sys_days(ch::year(1899) / 12 / 31)
                                             : ch::sys_days(ch::year(1899) / 12 / 30);
    ch::year_month_day const date(epoch + ch::days(serial));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

} // namespace

Shows showsOf(std::string_view formatCode) {
    bool elapsed = false;
    std::string code = significant(formatCode, elapsed);
    if (elapsed) return Shows::Elapsed;
    for (std::string_view const general : {"general", "g/通用格式"})
        code = base::replaceAll(std::move(code), general, "");
    bool clock = false;
    for (std::string_view const half : {"am/pm", "a/p", "上午/下午"})
        if (code.find(half) != std::string::npos) {
            clock = true;
            code = base::replaceAll(std::move(code), half, "");
        }
    auto const has = [&](std::string_view letters) {
        return code.find_first_of(letters) != std::string::npos;
    };
    bool const time = clock || has("hs");
    bool const date = has("yd") || (has("m") && !time);
    if (date) return time ? Shows::DateTime : Shows::Date;
    return time ? Shows::Time : Shows::Number;
}

Shows showsOfBuiltIn(int id) {
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return Shows::Date;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return Shows::Time;
    if (id == 22) return Shows::DateTime;
    return id == 46 ? Shows::Elapsed : Shows::Number;
}

std::string numberText(double value) {
    if (value == 0) return "0";
    double const size = std::fabs(value);
    bool const whole = size < 1e21 && std::floor(value) == value;
    bool const fixed = whole || (size >= 1e-9 && size < 1e21);
    char text[400];
    auto const end = std::to_chars(text, text + sizeof text, value,
                                   fixed ? std::chars_format::fixed : std::chars_format::scientific);
    return {text, end.ptr};
}

std::optional<std::string> dateText(double serial, Shows shows, bool from1904) {
    if (!(serial >= 0) || serial >= 2958466) return std::nullopt;
    auto const seconds = static_cast<std::int64_t>(std::llround(serial * 86400));
    switch (shows) {
    case Shows::Number: return std::nullopt;
    case Shows::Elapsed: return timeText(seconds);
    case Shows::Time: return timeText(seconds % 86400);
    case Shows::Date: return dayText(static_cast<std::int64_t>(serial), from1904);
    case Shows::DateTime: return dayText(seconds / 86400, from1904) + "T" + timeText(seconds % 86400);
    }
    return std::nullopt;
}

} // namespace huibiao::sheet::internal
