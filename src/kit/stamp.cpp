#include "kit/stamp.h"

#include "base/file.h"
#include "draw/path.h"
#include "draw/photo.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace huibiao::kit {

namespace fs = std::filesystem;

namespace {

constexpr double PlateHeight = 1.0 / 6; // of the photograph's shorter side
constexpr double MostWide = 0.4;        // of its width
constexpr double ClearSpace = 1.0 / 6;  // of the LOGO's shorter side, all around it
constexpr double FromEdge = 1.0 / 25;   // of the photograph's shorter side

} // namespace

StampPlace stampPlace(draw::Size const& photo, draw::Picture const& logo, StampOptions const& options) {
    double const side = std::min(photo.width, photo.height);
    draw::Size const own = logo.size();
    // The height of the LOGO for which the plate is as high, and not wider, than it may be.
    double const shorter = std::min(1.0, own.width / own.height); // of its height
    double const high = side * PlateHeight / (1 + 2 * ClearSpace * shorter);
    double const wide = photo.width * MostWide / (own.width / own.height + 2 * ClearSpace * shorter);
    double const height = std::min(high, wide);
    double const width = height * own.width / own.height;
    double const clear = ClearSpace * std::min(width, height);
    double const edge = side * FromEdge;
    StampPlace place;
    place.plate.width = std::round(width + 2 * clear);
    place.plate.height = std::round(height + 2 * clear);
    bool const right = options.corner == Corner::TopRight || options.corner == Corner::BottomRight;
    bool const bottom = options.corner == Corner::BottomLeft || options.corner == Corner::BottomRight;
    place.plate.x = std::round(right ? photo.width - edge - place.plate.width : edge);
    place.plate.y = std::round(bottom ? photo.height - edge - place.plate.height : edge);
    place.logo = place.plate.inset(clear);
    place.radius = clear * 0.8;
    return place;
}

void stamp(draw::Surface& photo, draw::Picture const& logo, StampOptions const& options) {
    StampPlace const place = stampPlace(photo.bounds().size(), logo, options);
    draw::Canvas canvas = photo.canvas();
    double const shade = place.plate.height / 24;
    canvas.shadow(place.plate, place.radius, shade, {0, 0, 0, 70});
    canvas.fill(draw::Path::rounded(place.plate, place.radius), draw::Colour{255, 255, 255, 255});
    logo.draw(canvas, place.logo);
}

base::Result<base::Findings> stampFile(fs::path const& from, fs::path const& to, draw::Picture const& logo,
                                       StampOptions const& options) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(to, ignored)))
        return base::fail(base::Kind::Exists,
                          {"已有同名文件，没有改动；请换一个文件夹",
                           "there is a file of that name; it was left as it is. "
                           "Take another folder"},
                          to.string());
    auto photo = draw::Photo::load(from);
    if (!photo) return base::pass(photo);
    base::Findings findings;
    StampPlace const place = stampPlace(photo->surface().bounds().size(), logo, options);
    if (!logo.vector() && logo.size().width < place.logo.width * 0.75)
        findings.push_back(
            {true,
             {base::Kind::Invalid,
              {fmt::format(
                   "LOGO 只有 {:.0f} 像素宽，印在这张照片上占 {:.0f} 像素，会模糊；请用更大的图或 SVG",
                   logo.size().width, place.logo.width),
               fmt::format("the LOGO is {:.0f} px wide and covers {:.0f} px of this picture: it will look "
                           "coarse; take "
                           "a larger one or an SVG",
                           logo.size().width, place.logo.width)},
              from.string()}});
    stamp(photo->surface(), logo, options);
    auto const bytes = photo->encode();
    if (!bytes) return base::pass(bytes);
    if (auto const done = base::writeDurably(to, *bytes); !done) return base::pass(done);
    return findings;
}

} // namespace huibiao::kit
