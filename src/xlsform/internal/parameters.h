#pragma once

#include "xlsform/internal/place.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::xlsform::internal {

/// The cell "start=1 end=10": pairs parted by blanks, commas or semicolons, in the order written.
class Parameters {
public:
    /// Tells of what is no key=value.
    [[nodiscard]] static Parameters read(Source const& cell, Faults& faults);

    /// nullptr when it is not said. Values keep their case.
    [[nodiscard]] std::string const* get(std::string_view key) const;
    void set(std::string key, std::string value) { m_pairs.emplace_back(std::move(key), std::move(value)); }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> const& pairs() const { return m_pairs; }
    [[nodiscard]] Place const& place() const { return m_place; }
    /// Tells of every key that is none of these.
    void allow(std::initializer_list<std::string_view> keys, Faults& faults) const;

private:
    std::vector<std::pair<std::string, std::string>> m_pairs;
    Place m_place;
};

/// A decimal number without rounding: value = units / 10^places.
struct Exact {
    std::int64_t units = 0;
    int places = 0;
};
/// nullopt when the text is no plain decimal number of at most 12 digits.
[[nodiscard]] std::optional<Exact> exactNumber(std::string_view text);
/// The same with `places` digits after the point; places must not be fewer than it has.
[[nodiscard]] std::int64_t unitsAt(Exact number, int places);

/// nullopt when the text is no whole number that fits.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view text);

} // namespace huibiao::xlsform::internal
