#include "draw/internal/png.h"
#include "draw/internal/raster.h"
#include "draw/path.h"
#include "noise.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

using namespace huibiao;
using draw::Colour;
using draw::Surface;

namespace {

/// What another's decoder (stb) makes of it.
Surface back(Surface const& surface) {
    auto const bytes = draw::encodePng(surface);
    REQUIRE(bytes.has_value());
    auto read = draw::decodeRaster(*bytes, "a.png", {.leastSide = 1});
    REQUIRE(read.has_value());
    return std::move(*read);
}

bool equal(Surface const& a, Surface const& b) {
    if (a.width() != b.width() || a.height() != b.height()) return false;
    for (int y = 0; y < a.height(); ++y)
        if (std::memcmp(a.data() + y * a.stride(), b.data() + y * b.stride(), 4U * unsigned(a.width())) != 0)
            return false;
    return true;
}

char kindOf(Surface const& surface) {
    return draw::encodePng(surface)->at(25);
}

} // namespace

TEST_CASE("every pixel comes back from the PNG, of whatever size") {
    for (auto const& [width, height] : {std::pair{1, 1}, {1, 40}, {40, 1}, {333, 77}, {1920, 64}})
        CHECK(equal(noise(width, height), back(noise(width, height))));
    CHECK(kindOf(noise(30, 30)) == 2); // without alpha
    // Seen through, soft edges, and a corner that is empty.
    auto surface = Surface::create(120, 90);
    auto canvas = surface->canvas();
    canvas.fill(draw::Path::circle({50, 50}, 37), Colour{200, 16, 46, 255});
    for (int alpha = 0; alpha < 256; ++alpha)
        canvas.fill({double(alpha % 120), double(alpha / 120), 1, 1},
                    Colour{255, 200, 7, std::uint8_t(alpha)});
    CHECK(kindOf(*surface) == 6);
    CHECK(equal(*surface, back(*surface)));
    // A single pixel that is not opaque keeps the alpha of all.
    auto last = Surface::create(20, 20);
    auto onto = last->canvas();
    onto.clear(Colour::White);
    onto.clip({19, 19, 1, 1});
    onto.clear(Colour::Transparent);
    CHECK(kindOf(*last) == 6);
    CHECK(equal(*last, back(*last)));
}

TEST_CASE("each grain packs its own better, and both give the same pixels") {
    auto flat = Surface::create(1920, 1080);
    auto canvas = flat->canvas();
    canvas.clear(Colour{194, 15, 35, 255});
    for (int i = 0; i < 400; ++i)
        canvas.fill(draw::Path::circle({20.0 + 97 * (i % 20), 30.0 + 53 * (i / 20)}, 5.0 + i % 17),
                    Colour::White);
    // A photograph has no two rows alike, and neighbours that are.
    auto photo = Surface::create(640, 480);
    auto onto = photo->canvas();
    for (int y = 0; y < 480; ++y)
        for (int x = 0; x < 640; ++x)
            onto.fill({double(x), double(y), 1, 1},
                      Colour{std::uint8_t(x / 3), std::uint8_t(y / 2), std::uint8_t((x + 2 * y) / 7), 255});
    for (Surface const* surface : {&*flat, &*photo}) {
        auto const drawing = draw::encodePng(*surface, draw::Grain::Drawing);
        auto const picture = draw::encodePng(*surface, draw::Grain::Photograph);
        REQUIRE((drawing && picture));
        CHECK((drawing->size() < picture->size()) == (surface == &*flat));
        CHECK(equal(*draw::decodeRaster(*drawing, "a.png", {}), *draw::decodeRaster(*picture, "a.png", {})));
    }
}
