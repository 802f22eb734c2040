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

TEST_CASE("sizes are read as people write them, and nothing else") {
    using Unit = WrittenSize::Unit;
    auto const paper = parseSize("6000x700mm");
    REQUIRE(paper.has_value());
    CHECK(paper->size == Size{6000, 700});
    CHECK(paper->unit == Unit::Millimetres);
    CHECK(parseSize("1920X1080px")->unit == Unit::Pixels);
    for (char const* text : {"1920×1080", "1920*1080", "001920x1080"}) {
        CAPTURE(text);
        REQUIRE(parseSize(text).has_value());
        CHECK(parseSize(text)->size == Size{1920, 1080});
        CHECK(parseSize(text)->unit == Unit::None);
    }
    for (char const* text : {"", "x", "10x", "x10", "10", "10x10cm", "10x10 mm", " 10x10", "1e3x10", "-1x10",
                             "1.5x10", "1234567x1", "1\xC3x10", "10xx10", "10x10mmm", "１０x10"}) {
        CAPTURE(text);
        CHECK_FALSE(parseSize(text).has_value());
    }
}
