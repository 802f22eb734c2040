#pragma once

#include "xml/dom.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace huibiao::xpath {

/// Always in document order and without doubles, but for randomize(), which has its own order.
using Nodes = std::vector<xml::Node*>;

/// A moment with the offset of the zone it is told in. The proleptic Gregorian calendar.
struct Date {
    std::int64_t epochMs = 0;       ///< milliseconds since 1970-01-01T00:00Z
    std::int32_t offsetMinutes = 0; ///< east of UTC
    enum class Reading : std::uint8_t {
        Moment,
        DayNumber, ///< what number() makes of a text that is a date: its text is the whole days
        Invalid    ///< what date() makes of a text that is none: false, NaN, "Invalid Date"
    };
    Reading reading = Reading::Moment;

    /// Days since 1970-01-01T00:00Z with the fraction of the day, as web-forms counts: local midnight of
    /// 1970-01-02 in Shanghai is 0.666….
    [[nodiscard]] double days() const;
    /// 2023-05-18 at local midnight, otherwise 2023-05-18T09:30:00.000+08:00.
    [[nodiscard]] std::string text() const;
};

enum class Type { Boolean, Number, String, NodeSet, Date };

/// The result of an expression. Conversions follow XPath 1.0, 4, and for dates ODK XForms.
class Value {
public:
    Value() : m_value(std::string()) {}
    Value(bool value) : m_value(value) {}
    Value(double value) : m_value(value) {}
    Value(std::string value) : m_value(std::move(value)) {}
    Value(std::string_view value) : m_value(std::string(value)) {}
    Value(char const* value) : m_value(std::string(value)) {}
    Value(Nodes value) : m_value(std::move(value)) {}
    Value(Date value) : m_value(value) {}

    [[nodiscard]] Type type() const { return static_cast<Type>(m_value.index()); }
    [[nodiscard]] bool isNodes() const { return type() == Type::NodeSet; }
    /// Empty unless type() is NodeSet.
    [[nodiscard]] Nodes const& nodes() const;
    /// nullptr unless type() is String.
    [[nodiscard]] std::string const* text() const { return std::get_if<std::string>(&m_value); }
    /// nullptr unless type() is Date.
    [[nodiscard]] Date const* date() const { return std::get_if<Date>(&m_value); }

    [[nodiscard]] bool boolean() const;
    /// NaN where the text is no number. Texts that are dates stay NaN: see toDate.
    [[nodiscard]] double number() const;
    /// The first node's text; numbers without exponent; dates in ISO 8601.
    [[nodiscard]] std::string string() const;

private:
    std::variant<bool, double, std::string, Nodes, Date> m_value;
};

/// As XPath 1.0, 4.2 says: no exponent, no trailing zeros, "NaN", "Infinity", "-Infinity".
[[nodiscard]] std::string numberText(double value);
/// As XPath 1.0, 4.4: blanks around, a minus, digits with one point; anything else is NaN.
[[nodiscard]] double numberOf(std::string_view text);

} // namespace huibiao::xpath
