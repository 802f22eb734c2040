#include "draw/geometry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace huibiao::draw {

Rect around(Rect const& a, Rect const& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    double const x = std::min(a.x, b.x);
    double const y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

namespace {

std::optional<int> hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

double luminance(Colour c) {
    auto const linear = [](std::uint8_t channel) {
        double const v = channel / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

} // namespace

std::optional<Colour> Colour::parse(std::string_view text) {
    if ((text.size() != 7 && text.size() != 9) || text.front() != '#') return std::nullopt;
    std::array<std::uint8_t, 4> channels{0, 0, 0, 255};
    for (std::size_t i = 1; i + 1 < text.size(); i += 2) {
        auto const high = hexDigit(text[i]);
        auto const low = hexDigit(text[i + 1]);
        if (!high || !low) return std::nullopt;
        channels.at(i / 2) = static_cast<std::uint8_t>(*high * 16 + *low);
    }
    return Colour{channels[0], channels[1], channels[2], channels[3]};
}

std::string Colour::print() const {
    std::string text = fmt::format("#{:02x}{:02x}{:02x}", red, green, blue);
    if (alpha != 255) text += fmt::format("{:02x}", alpha);
    return text;
}

Colour Colour::withAlpha(double zeroToOne) const {
    double const clamped = std::clamp(zeroToOne, 0.0, 1.0);
    return {red, green, blue, static_cast<std::uint8_t>(std::lround(clamped * 255))};
}

double contrast(Colour a, Colour b) {
    double const one = luminance(a);
    double const other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

std::optional<WrittenSize> parseSize(std::string_view text) {
    auto const number = [&text]() -> std::optional<double> {
        std::size_t const digits = std::min(text.find_first_not_of("0123456789"), text.size());
        if (digits == 0 || digits > 6) return std::nullopt;
        double value = 0;
        for (char const c : text.substr(0, digits)) value = value * 10 + (c - '0');
        text.remove_prefix(digits);
        return value;
    };
    auto const taken = [&text](std::string_view word) {
        if (!text.starts_with(word)) return false;
        text.remove_prefix(word.size());
        return true;
    };
    auto const width = number();
    if (!width || !(taken("x") || taken("X") || taken("×") || taken("*"))) return std::nullopt;
    auto const height = number();
    if (!height) return std::nullopt;
    WrittenSize out{{*width, *height}};
    if (taken("mm"))
        out.unit = WrittenSize::Unit::Millimetres;
    else if (taken("px"))
        out.unit = WrittenSize::Unit::Pixels;
    if (!text.empty()) return std::nullopt;
    return out;
}

} // namespace huibiao::draw
