#include "base/clock.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>

namespace huibiao::base {

namespace {

struct Parts {
    std::tm civil{};
    int millis = 0;
};

Parts parts(WallTime time, bool utc) {
    auto const whole = std::chrono::floor<std::chrono::seconds>(time);
    std::time_t const seconds = std::chrono::system_clock::to_time_t(whole);
    Parts out;
    if (utc)
        gmtime_r(&seconds, &out.civil);
    else
        localtime_r(&seconds, &out.civil);
    out.millis =
        static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(time - whole).count());
    return out;
}

std::string iso(Parts const& p) {
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}", p.civil.tm_year + 1900,
                       p.civil.tm_mon + 1, p.civil.tm_mday, p.civil.tm_hour, p.civil.tm_min, p.civil.tm_sec,
                       p.millis);
}

} // namespace

WallTime SystemClock::wall() const {
    return std::chrono::system_clock::now();
}
SteadyTime SystemClock::steady() const {
    return std::chrono::steady_clock::now();
}

std::string isoLocal(WallTime time) {
    Parts const p = parts(time, false);
    long const minutes = p.civil.tm_gmtoff / 60;
    return iso(p) + fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::labs(minutes) / 60,
                                std::labs(minutes) % 60);
}

std::string isoUtc(WallTime time) {
    return iso(parts(time, true)) + "Z";
}

std::string stampLocal(WallTime time) {
    std::tm const c = parts(time, false).civil;
    return fmt::format("{:04}{:02}{:02}-{:02}{:02}", c.tm_year + 1900, c.tm_mon + 1, c.tm_mday, c.tm_hour,
                       c.tm_min);
}

} // namespace huibiao::base
