#include "draw/geometry.h"

#include <doctest/doctest.h>

using namespace huibiao::draw;

TEST_CASE("colours are read and written as #rrggbb") {
    auto const red = Colour::parse("#C8102e");
    REQUIRE(red.has_value());
    CHECK(*red == Colour{200, 16, 46, 255});
    CHECK(red->print() == "#c8102e");
    CHECK(Colour::parse("#c8102e80")->alpha == 128);
    CHECK(Colour::parse("#c8102e80")->print() == "#c8102e80");
    for (char const* bad : {"", "#", "c8102e", "#c8102", "#c8102g", "#fff", "red", "#c8102e8"}) {
        CAPTURE(bad);
        CHECK_FALSE(Colour::parse(bad).has_value());
    }
}

TEST_CASE("contrast is that of WCAG") {
    CHECK(contrast(Colour::Black, Colour::White) == doctest::Approx(21));
    CHECK(contrast(Colour::White, Colour::White) == doctest::Approx(1));
    CHECK(contrast(*Colour::parse("#767676"), Colour::White) == doctest::Approx(4.54).epsilon(0.01));
}

TEST_CASE("rectangles") {
    Rect const r{10, 20, 100, 50};
    CHECK(r.centre() == Point{60, 45});
    CHECK(r.inset(5) == Rect{15, 25, 90, 40});
    CHECK(r.contains(Point{10, 20}));
    CHECK_FALSE(r.contains(Point{110, 20}));
    CHECK(r.contains(Rect{10, 20, 100, 50}));
    CHECK_FALSE(r.contains(Rect{10, 20, 101, 50}));
    CHECK(r.contains(Rect{10, 20, 101, 50}, 1));
    CHECK(around(r, Rect{0, 0, 5, 5}) == Rect{0, 0, 110, 70});
    CHECK(around(Rect{}, r) == r);
    CHECK(points(25.4) == doctest::Approx(72));
    CHECK(millimetres(points(6000)) == doctest::Approx(6000));
}
