#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::draw {

/// Lengths are pixels on a surface and points (1/72 inch) in a document, y downwards.
struct Size {
    double width = 0;
    double height = 0;
    friend bool operator==(Size const&, Size const&) = default;
};

struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(Point const&, Point const&) = default;
};

struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] Point origin() const { return {x, y}; }
    [[nodiscard]] Size size() const { return {width, height}; }
    [[nodiscard]] Point centre() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
    /// Smaller by `by` on all four sides; larger when negative.
    [[nodiscard]] Rect inset(double by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
    [[nodiscard]] bool contains(Point p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    /// `slack`: how far `inner` may stick out and still count as inside.
    [[nodiscard]] bool contains(Rect const& inner, double slack = 0) const {
        return inner.x >= x - slack && inner.y >= y - slack && inner.right() <= right() + slack &&
               inner.bottom() <= bottom() + slack;
    }
    friend bool operator==(Rect const&, Rect const&) = default;
};

/// The smallest rectangle around both; an empty one adds nothing.
[[nodiscard]] Rect around(Rect const& a, Rect const& b);

/// sRGB, not premultiplied.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    static Colour const White;
    static Colour const Black;
    static Colour const Transparent;

    /// "#rrggbb" or "#rrggbbaa", any case; nothing else.
    [[nodiscard]] static std::optional<Colour> parse(std::string_view text);
    /// "#rrggbb"; with the alpha behind it only where that is not 255.
    [[nodiscard]] std::string print() const;
    [[nodiscard]] Colour withAlpha(double zeroToOne) const;
    friend bool operator==(Colour const&, Colour const&) = default;
};

inline constexpr Colour Colour::White{255, 255, 255, 255};
inline constexpr Colour Colour::Black{0, 0, 0, 255};
inline constexpr Colour Colour::Transparent{0, 0, 0, 0};

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance).
[[nodiscard]] double contrast(Colour a, Colour b);

/// A size as people write it.
struct WrittenSize {
    enum class Unit { None, Millimetres, Pixels };
    Size size;
    Unit unit = Unit::None;
};
/// "6000x700mm", "1920x1080px", "1920×1080": whole numbers of one to six digits with x, X, × or * between
/// them; nothing else, no blanks. A side may be 0.
[[nodiscard]] std::optional<WrittenSize> parseSize(std::string_view text);

/// Millimetres to points.
[[nodiscard]] constexpr double points(double mm) {
    return mm * 72.0 / 25.4;
}
[[nodiscard]] constexpr double millimetres(double pt) {
    return pt * 25.4 / 72.0;
}

} // namespace huibiao::draw
