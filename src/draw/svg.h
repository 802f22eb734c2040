#pragma once

#include "base/result.h"
#include "draw/canvas.h"
#include "draw/geometry.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::draw {

/// An SVG drawing. Fonts must be open in the process: its texts use those and no others.
class Svg {
public:
    /// Invalid (no SVG, or no size) with librsvg's reason. `file` is where relative references start:
    /// files in its folder and below load, nothing else does; an empty one allows none.
    [[nodiscard]] static base::Result<Svg> decode(std::string_view bytes, std::filesystem::path const& file);

    Svg(Svg&&) noexcept;
    Svg& operator=(Svg&&) noexcept;
    ~Svg();

    /// From width and height in CSS px; without them from the viewBox.
    [[nodiscard]] Size size() const;

    [[nodiscard]] bool has(std::string const& id) const;
    /// Of the element as drawn, transforms of its ancestors included, in units of size(). Nothing when
    /// there is no such element or it is `display: none`.
    [[nodiscard]] std::optional<Rect> geometry(std::string const& id) const;
    /// Replaces the user stylesheet, which the file's own rules yield to with `!important`.
    [[nodiscard]] base::Result<void> style(std::string const& css);

    /// Size() at the canvas's origin, unscaled.
    [[nodiscard]] base::Result<void> draw(Canvas& canvas) const;

private:
    struct Inner;
    explicit Svg(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::draw
