#include "base/file.h"
#include "folder.h"
#include "kit/stamp.h"

#include <doctest/doctest.h>

using namespace huibiao;
using kit::Corner;

namespace {

draw::Picture logoOf(double width, double height) {
    return draw::Picture::decode("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " +
                                     std::to_string(width) + " " + std::to_string(height) +
                                     "'><rect width='100%' height='100%' fill='#c8102e'/></svg>",
                                 "logo.svg")
        .value();
}

std::string greyPhoto(int width, int height) {
    auto surface = draw::Surface::create(width, height).value();
    surface.canvas().clear({90, 100, 110, 255});
    return surface.png().value();
}

} // namespace

TEST_CASE("the LOGO keeps its shape and its clear space, inside the photograph, in each corner") {
    for (auto const& [photoWidth, photoHeight] :
         {std::pair{4000.0, 3000.0}, {3000.0, 4000.0}, {1600.0, 300.0}, {64.0, 64.0}})
        for (auto const& [width, height] : {std::pair{512.0, 512.0}, {900.0, 200.0}, {100.0, 300.0}})
            for (Corner const corner :
                 {Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight}) {
                draw::Picture const logo = logoOf(width, height);
                auto const place = kit::stampPlace({photoWidth, photoHeight}, logo, {corner});
                CAPTURE(photoWidth);
                CAPTURE(width);
                CHECK(draw::Rect{0, 0, photoWidth, photoHeight}.contains(place.plate, 0));
                CHECK(place.plate.width <= 0.4 * photoWidth + 1);
                draw::Rect const drawn = logo.placed(place.logo, draw::Fit::Contain);
                CHECK(drawn.width / drawn.height == doctest::Approx(width / height).epsilon(0.001));
                double const clear = std::min(drawn.width, drawn.height) / 6;
                CHECK(drawn.x - place.plate.x >= clear - 1);
                CHECK(place.plate.bottom() - drawn.bottom() >= clear - 1);
                bool const left = corner == Corner::TopLeft || corner == Corner::BottomLeft;
                CHECK((place.plate.centre().x < photoWidth / 2) == left);
            }
}

TEST_CASE("a stamped photograph has the LOGO on a white ground, and nothing else is changed") {
    TestFolder folder;
    REQUIRE(base::writeDurably(std::string(folder / "in.png"), greyPhoto(800, 600)));
    draw::Picture const logo = logoOf(512, 512);
    auto const done =
        kit::stampFile(std::string(folder / "in.png"), std::string(folder / "out.png"), logo, {});
    REQUIRE(done);
    CHECK(done->empty());
    auto const out = draw::Picture::load(std::string(folder / "out.png"));
    REQUIRE(out);
    auto surface = draw::Surface::create(800, 600).value();
    auto canvas = surface.canvas();
    out->draw(canvas, surface.bounds());
    auto const place = kit::stampPlace({800, 600}, logo, {});
    auto const at = [&](draw::Point p) { return surface.at(static_cast<int>(p.x), static_cast<int>(p.y)); };
    CHECK(at(place.logo.centre()) == draw::Colour{0xC8, 0x10, 0x2E, 255});
    CHECK(at({place.plate.centre().x, place.plate.y + 2}) == draw::Colour::White);
    CHECK(at({400, 100}) == draw::Colour{90, 100, 110, 255});
}

TEST_CASE("an older file stays as it is; a LOGO with too few pixels is told") {
    TestFolder folder;
    REQUIRE(base::writeDurably(std::string(folder / "in.png"), greyPhoto(2000, 1500)));
    auto const same =
        kit::stampFile(std::string(folder / "in.png"), std::string(folder / "in.png"), logoOf(1, 1), {});
    REQUIRE_FALSE(same);
    CHECK(same.error().kind == base::Kind::Exists);
    CHECK(base::readFile(std::string(folder / "in.png")).value() == greyPhoto(2000, 1500));
    auto const small = draw::Picture::decode(greyPhoto(40, 40), "small.png").value();
    auto const done =
        kit::stampFile(std::string(folder / "in.png"), std::string(folder / "out.png"), small, {});
    REQUIRE(done);
    CHECK(done->size() == 1);
}
