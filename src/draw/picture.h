#pragma once

#include "base/result.h"
#include "draw/canvas.h"
#include "draw/geometry.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace huibiao::draw {

enum class Fit {
    Contain, ///< all of it is seen, in the middle
    Cover    ///< the rectangle is full; what sticks out is cut off evenly
};

/// A LOGO or photo: PNG, JPEG (as its EXIF orientation says) or SVG. Never stretched.
class Picture {
public:
    struct Limits {
        int leastSide = 16;                  ///< px; a raster with a smaller side is refused
        std::size_t mostPixels = 60'000'000; ///< more are refused before they are decoded
        std::size_t mostBytes = 64U << 20U;
    };

    /// Invalid (broken, too small, too large, empty), Unsupported (another kind of file; says which),
    /// and the errors of base::readFile. An SVG may name files in its own folder.
    [[nodiscard]] static base::Result<Picture> load(std::filesystem::path const& file, Limits const& limits);
    [[nodiscard]] static base::Result<Picture> load(std::filesystem::path const& file);
    /// The same from memory; `name` is for error texts. An SVG may name no other file.
    [[nodiscard]] static base::Result<Picture> decode(std::string_view bytes, std::string const& name,
                                                      Limits const& limits);
    [[nodiscard]] static base::Result<Picture> decode(std::string_view bytes, std::string const& name);

    Picture(Picture&&) noexcept;
    Picture& operator=(Picture&&) noexcept;
    ~Picture();

    /// Upright; px for rasters, CSS px for SVG.
    [[nodiscard]] Size size() const;
    [[nodiscard]] bool vector() const;

    /// Where the picture comes to lie within `rect` (with Cover: sticks out of it).
    [[nodiscard]] Rect placed(Rect const& rect, Fit fit) const;
    /// Returns placed(). SVG stays vector in documents. Where a raster has more than 1.5 times `density`
    /// pixels for a unit of the canvas it is scaled down to that first, and kept so for the next time; 0: it
    /// is drawn with all it has. Not for two threads at once.
    Rect draw(Canvas& canvas, Rect const& rect, Fit fit = Fit::Contain, double density = 0) const;

private:
    struct Inner;
    explicit Picture(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::draw
