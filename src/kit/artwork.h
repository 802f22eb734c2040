#pragma once

#include "base/result.h"
#include "draw/fonts.h"
#include "draw/geometry.h"
#include "draw/picture.h"
#include "draw/surface.h"
#include "draw/text.h"
#include "layout/layout.h"
#include "wording/banner.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::kit {

namespace fs = std::filesystem;

/// The 会标 ready to be set: best broken before 暨, then after the year; unit and year, the event's
/// name, and 暨 with what follows it stay together.
[[nodiscard]] draw::Passage passage(wording::Banner const& banner);

/// Pixels a point for pictures on paper that is looked at from near: 300 an inch.
inline constexpr double nearDensity = 300.0 / 72;

enum class Medium { Screen, Print };

/// The product's own layout that suits a sheet or screen of this shape; `share` holds layouts/.
[[nodiscard]] fs::path layoutFor(fs::path const& share, draw::Size const& size, Medium medium);

/// A sheet with the 会标 and whatever else the layout has a place for. The pictures must outlive it.
struct Artwork {
    layout::Layout const* layout = nullptr;
    layout::Contents contents;
    std::string title; ///< of the document; the 会标's line
};

/// Artwork of the 会标 and the LOGO alone.
[[nodiscard]] Artwork bannerArtwork(layout::Layout const& layout, wording::Banner const& banner,
                                    draw::Picture const& logo);

/// As pixels.
[[nodiscard]] base::Result<draw::Surface> raster(Artwork const& artwork, draw::Fonts const& fonts, int width,
                                                 int height);
/// Files, written durably. Nothing is left behind on failure.
[[nodiscard]] base::Result<void> writePng(Artwork const& artwork, draw::Fonts const& fonts, int width,
                                          int height, fs::path const& file);
/// `size` in points of the finished sheet. Returns the scale of the file: 1, or 0.1 beyond 5.08 m.
[[nodiscard]] base::Result<double> writePdf(Artwork const& artwork, draw::Fonts const& fonts,
                                            draw::Size const& size, fs::path const& file);
[[nodiscard]] base::Result<void> writeSvg(Artwork const& artwork, draw::Fonts const& fonts,
                                          draw::Size const& size, fs::path const& file);

} // namespace huibiao::kit
