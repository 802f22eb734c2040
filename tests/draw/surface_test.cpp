#include "base/file.h"
#include "draw/surface.h"
#include "folder.h"

#include <doctest/doctest.h>

#include <string>

using namespace huibiao;
using draw::Colour;

TEST_CASE("pixels lie in memory as B G R A, premultiplied") {
    auto surface = draw::Surface::create(4, 2);
    REQUIRE(surface.has_value());
    CHECK(surface->at(0, 0) == Colour::Transparent);
    auto canvas = surface->canvas();
    canvas.fill({0, 0, 1, 1}, Colour{200, 16, 46, 255});
    canvas.fill({1, 0, 1, 1}, Colour{255, 0, 0, 128});
    auto const* p = surface->data();
    CHECK(p[0] == 46);
    CHECK(p[1] == 16);
    CHECK(p[2] == 200);
    CHECK(p[3] == 255);
    CHECK(p[6] == 128);
    CHECK(p[7] == 128);
    CHECK(surface->at(0, 0).print() == "#c8102e");
    CHECK(surface->at(1, 0) == Colour{255, 0, 0, 128});
}

TEST_CASE("sizes that cannot be are refused") {
    for (auto const& [w, h] : {std::pair{0, 5}, std::pair{5, -1}, std::pair{40000, 5}}) {
        auto const surface = draw::Surface::create(w, h);
        REQUIRE_FALSE(surface.has_value());
        CHECK(surface.error().kind == base::Kind::Invalid);
    }
}

TEST_CASE("the same picture gives the same PNG, and a folder that is not there an error") {
    TestFolder const folder;
    auto const render = [] {
        auto surface = draw::Surface::create(40, 30);
        auto canvas = surface->canvas();
        canvas.fill(draw::Path::circle({20, 15}, 12), Colour::Black);
        return *surface->png();
    };
    CHECK(render() == render());
    auto surface = draw::Surface::create(4, 4);
    REQUIRE(surface->writePng(folder / "a.png").has_value());
    CHECK(base::readFile(folder / "a.png").value().starts_with("\x89PNG"));
    CHECK_FALSE(surface->writePng(folder.path() / "no" / "a.png").has_value());
}

TEST_CASE("saved() puts clip and transform back") {
    auto surface = draw::Surface::create(10, 10);
    auto canvas = surface->canvas();
    {
        auto const kept = canvas.saved();
        canvas.clip(draw::Rect{0, 0, 2, 2});
        canvas.translate({1, 1});
        canvas.fill({0, 0, 9, 9}, Colour::Black);
    }
    CHECK(surface->at(1, 1) == Colour::Black);
    CHECK(surface->at(2, 2) == Colour::Transparent);
    canvas.fill({9, 9, 1, 1}, Colour::White);
    CHECK(surface->at(9, 9) == Colour::White);
}

TEST_CASE("snapped rectangles lie on device pixels, whatever the scale") {
    auto surface = draw::Surface::create(100, 100);
    auto canvas = surface->canvas();
    canvas.scale(0.7);
    canvas.translate({3.3, 1});
    draw::Rect const r = canvas.snapped({10.2, 10.4, 20.7, 20.1});
    canvas.fill(r, Colour::Black);
    for (int y = 0; y < 100; ++y) {
        for (int x = 0; x < 100; ++x) {
            auto const alpha = surface->at(x, y).alpha;
            CHECK((alpha == 0 || alpha == 255));
        }
    }
    CHECK(canvas.pixel() == doctest::Approx(1 / 0.7));
}

TEST_CASE("a shadow is darkest under the card and fades to nothing") {
    auto surface = draw::Surface::create(100, 100);
    auto canvas = surface->canvas();
    canvas.shadow({30, 30, 40, 40}, 5, 20, Colour::Black.withAlpha(0.5));
    CHECK(surface->at(50, 50).alpha == doctest::Approx(128).epsilon(0.05));
    CHECK(surface->at(50, 75).alpha < surface->at(50, 69).alpha);
    CHECK(surface->at(50, 92).alpha == 0);
}
