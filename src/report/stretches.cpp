#include "figures/wording.h"
#include "report/internal/figures.h"

#include <algorithm>
#include <cmath>

namespace huibiao::report::internal {

using figures::Stretch;

namespace {

constexpr std::size_t MostAlone = 10;   ///< different numbers that are each shown
constexpr std::size_t MostMoments = 12; ///< likewise days, months, years
constexpr double Stretches = 8;         ///< at most

/// 1, 2 or 5 times a power of ten, or 10: at least `least`.
double roundStep(double least) {
    double const power = std::pow(10, std::floor(std::log10(least)));
    for (double const times : {1.0, 2.0, 5.0})
        if (times * power >= least * (1 - 1e-9)) return times * power;
    return 10 * power;
}

} // namespace

std::vector<Stretch> stretchesOf(std::map<double, std::size_t> const& numbers) {
    std::vector<Stretch> out;
    if (numbers.size() <= MostAlone) {
        for (auto const& [value, count] : numbers) out.push_back({figures::number(value), count});
        return out;
    }
    double const least = numbers.begin()->first;
    double const most = numbers.rbegin()->first;
    bool const whole = std::all_of(numbers.begin(), numbers.end(),
                                   [](auto const& each) { return std::floor(each.first) == each.first; });
    // The last round number may lie beyond `most`, and the first before `least`: one stretch fewer.
    double const step = std::max(roundStep((most - least) / (Stretches - 1)), whole ? 1.0 : 0.0);
    if (!std::isfinite(step) || step <= 0) return out;
    double const begin = std::floor(least / step);
    // A little more, since 0.3 / 0.1 is less than 3.
    auto const indexOf = [&](double value) { return std::floor(value / step + 1e-9) - begin; };
    double const last = indexOf(most);
    if (!(last < 2 * Stretches)) return out; // numbers too large to be told apart
    std::vector<std::size_t> counts(static_cast<std::size_t>(last) + 1);
    for (auto const& [value, count] : numbers) counts.at(static_cast<std::size_t>(indexOf(value))) += count;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        double const from = (begin + static_cast<double>(i)) * step;
        std::string label = figures::number(from);
        if (!whole) label += "–<" + figures::number(from + step);
        if (whole && step > 1) label += "–" + figures::number(from + step - 1);
        out.push_back({std::move(label), counts[i]});
    }
    return out;
}

std::vector<Stretch> stretchesOf(std::map<std::string, std::size_t, std::less<>> const& moments,
                                 base::Language words) {
    if (moments.empty()) return {};
    bool const hours = moments.begin()->first.size() == 2;
    for (std::size_t const length : {std::size_t{10}, std::size_t{7}, std::size_t{4}}) {
        std::map<std::string, std::size_t> counts;
        for (auto const& [moment, count] : moments) counts[moment.substr(0, length)] += count;
        if (counts.size() > (hours ? 24 : MostMoments)) continue;
        std::vector<Stretch> out;
        for (auto const& [moment, count] : counts) {
            std::string const hour = words == base::Language::Chinese ? moment + "时" : moment + ":00";
            out.push_back({hours ? hour : moment, count});
        }
        return out;
    }
    return {};
}

} // namespace huibiao::report::internal
