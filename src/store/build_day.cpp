#include "store/store.h"

#include <string_view>

namespace huibiao::store {

base::WallTime StoreOptions::buildDay() {
    namespace ch = std::chrono;
    // "Nov  7 2026"; SOURCE_DATE_EPOCH makes it the same in every build of a release.
    constexpr std::string_view date = __DATE__;
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    auto const number = [](std::string_view digits) {
        int value = 0;
        for (char const c : digits)
            if (c != ' ') value = value * 10 + (c - '0');
        return value;
    };
    auto const month = static_cast<unsigned>(months.find(date.substr(0, 3)) / 3 + 1);
    auto const day = static_cast<unsigned>(number(date.substr(4, 2)));
    // A day of grace: the builder's zone may be ahead of ours.
    return ch::sys_days(ch::year(number(date.substr(7))) / ch::month(month) / ch::day(day)) - ch::days(1);
}

} // namespace huibiao::store
