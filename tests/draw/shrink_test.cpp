#include "draw/document.h"
#include "draw/internal/shrink.h"
#include "draw/picture.h"
#include "draw/surface.h"
#include "fonts.h"
#include "noise.h"

#include <doctest/doctest.h>

#include <utility>

using namespace huibiao;
using draw::Colour;
using draw::Picture;
using draw::Surface;

namespace {

/// Stripes of one pixel, black and white.
Surface stripes(int width, int height) {
    auto surface = Surface::create(width, height);
    auto canvas = surface->canvas();
    canvas.clear(Colour::White);
    for (int x = 0; x < width; x += 2)
        canvas.fill({static_cast<double>(x), 0, 1, static_cast<double>(height)}, Colour::Black);
    return std::move(*surface);
}

} // namespace

TEST_CASE("each pixel is the mean of the area it covers") {
    auto const half = draw::shrunk(stripes(64, 64), 32, 16);
    REQUIRE(half.has_value());
    for (int x = 0; x < 32; ++x) CHECK(half->at(x, 7) == Colour{128, 128, 128, 255});
    // A hundred times smaller leaves nothing out: the one red line is there.
    auto large = Surface::create(1000, 10);
    auto canvas = large->canvas();
    canvas.clear(Colour::White);
    canvas.fill({503, 0, 5, 10}, Colour{255, 0, 0, 255});
    auto const small = draw::shrunk(*large, 10, 1);
    CHECK(small->at(5, 0) == Colour{255, 242, 242, 255});
    CHECK(small->at(4, 0) == Colour::White);
    // Whatever the ratio: what is even stays so, to the last row and column.
    for (auto const& [width, height] :
         {std::pair{333, 7}, std::pair{999, 3}, std::pair{1, 1}, std::pair{1000, 10}}) {
        auto even = Surface::create(1000, 10);
        even->canvas().clear(Colour{200, 16, 46, 255});
        auto const made = draw::shrunk(*even, width, height);
        CHECK(made->at(0, 0) == Colour{200, 16, 46, 255});
        CHECK(made->at(width - 1, height - 1) == Colour{200, 16, 46, 255});
    }
}

TEST_CASE("an edge stays as sharp as the pixels allow, and what is transparent lends no colour") {
    auto logo = Surface::create(300, 30);
    auto canvas = logo->canvas();
    canvas.fill({0, 0, 155, 30}, Colour{194, 15, 35, 255});
    auto const small = draw::shrunk(*logo, 30, 3);
    CHECK(small->at(14, 1) == Colour{194, 15, 35, 255});
    CHECK(small->at(15, 1).alpha == 128);
    CHECK(small->at(15, 1).red >= 193); // not darkened by the emptiness beside it
    CHECK(small->at(15, 1).red <= 195);
    CHECK(small->at(16, 1).alpha == 0);
}

TEST_CASE("a document holds the pixels that it needs, and once") {
    auto const picture = Picture::decode(noise(2400, 1200).png().value(), "noise.png");
    REQUIRE(picture.has_value());
    auto const bytes = [&](double density, int times) {
        auto document = draw::Document::open(testFonts(), {200, 100}, {});
        for (int i = 0; i < times; ++i) {
            if (i > 0) REQUIRE(document->nextPage().has_value());
            picture->draw(document->canvas(), {10, 10, 72, 36}, draw::Fit::Contain, density);
        }
        return document->finish().value().size();
    };
    std::size_t const whole = bytes(0, 1);
    std::size_t const needed = bytes(300.0 / 72, 1); // 300 by 150 pixels
    CHECK(whole > 3 * needed);
    CHECK(needed < 150'000);
    CHECK(bytes(300.0 / 72, 5) < needed + 10'000);
    // No more than half again as many as wanted: left as it is.
    CHECK(bytes(1700.0 / 72, 1) == whole);
}
