#include "xlsform/internal/parameters.h"

#include "base/utf8.h"

#include <algorithm>
#include <charconv>

namespace huibiao::xlsform::internal {

Parameters Parameters::read(Source const& cell, Faults& faults) {
    Parameters out;
    out.m_place = cell.place;
    std::string text = base::replaceAll(base::replaceAll(cell.text, "，", ","), "；", ";");
    char const separator = text.find(';') != std::string::npos   ? ';'
                           : text.find(',') != std::string::npos ? ','
                                                                 : ' ';
    for (std::string const& part : base::split(text, separator)) {
        std::string const pair = base::trim(part);
        if (pair.empty()) continue;
        std::size_t const equals = pair.find('=');
        bool const one =
            equals != std::string::npos && equals != 0 && pair.find('=', equals + 1) == std::string::npos;
        if (!one) {
            faults.error(cell.place,
                         {"看不懂“" + pair + "”。请写成“键=值”，几个之间用空格隔开，例如 start=1 end=10。",
                          "cannot read '" + pair +
                              "'; write key=value, parted by blanks, such as "
                              "start=1 end=10"});
            continue;
        }
        out.m_pairs.emplace_back(base::lowerAscii(base::trim(pair.substr(0, equals))),
                                 base::trim(pair.substr(equals + 1)));
    }
    return out;
}

std::string const* Parameters::get(std::string_view key) const {
    auto const found =
        std::find_if(m_pairs.begin(), m_pairs.end(), [&](auto const& pair) { return pair.first == key; });
    return found == m_pairs.end() ? nullptr : &found->second;
}

void Parameters::allow(std::initializer_list<std::string_view> keys, Faults& faults) const {
    std::vector<std::string> const names(keys.begin(), keys.end());
    for (auto const& [key, value] : m_pairs) {
        if (std::find(names.begin(), names.end(), key) != names.end()) continue;
        std::string const list = base::join(names, ", ");
        faults.error(m_place, {"这种题型没有参数“" + key + "”，可用的是：" + list + "。",
                               "this type has no parameter '" + key + "'; it takes: " + list});
    }
}

std::optional<Exact> exactNumber(std::string_view text) {
    Exact number;
    bool const minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    std::size_t digits = 0;
    bool point = false;
    for (char const c : text) {
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            if (++digits > 12) return std::nullopt;
            number.units = number.units * 10 + (c - '0');
            if (point) ++number.places;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0) return std::nullopt;
    while (number.places > 0 && number.units % 10 == 0) {
        number.units /= 10;
        --number.places;
    }
    // Six digits after the point leave room to compare numbers of different places.
    if (number.places > 6) return std::nullopt;
    if (minus) number.units = -number.units;
    return number;
}

std::int64_t unitsAt(Exact number, int places) {
    for (int i = number.places; i < places; ++i) number.units *= 10;
    return number.units;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace huibiao::xlsform::internal
