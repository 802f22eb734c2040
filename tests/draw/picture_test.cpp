#include "base/file.h"
#include "draw/picture.h"
#include "draw/surface.h"
#include "folder.h"
#include "fonts.h"
#include "samples.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace huibiao;
using draw::Colour;
using draw::Picture;
using draw::Rect;

namespace {

/// The picture on white, 60 by 60.
draw::Surface shown(Picture const& picture, draw::Fit fit = draw::Fit::Contain) {
    auto surface = draw::Surface::create(60, 60);
    auto canvas = surface->canvas();
    canvas.clear(Colour::White);
    picture.draw(canvas, surface->bounds(), fit);
    return std::move(*surface);
}

bool reddish(Colour c) {
    return c.red > 180 && c.green < 80 && c.blue < 90;
}

} // namespace

TEST_CASE("PNG, JPEG and SVG are read and never stretched") {
    for (auto const& [name, bytes] : {std::pair{"a.png", samplePng()}, std::pair{"a.jpg", sampleJpeg()},
                                      std::pair{"a.svg", sampleSvg()}}) {
        CAPTURE(name);
        auto const picture = Picture::decode(bytes, name);
        REQUIRE(picture.has_value());
        CHECK(picture->size().width == doctest::Approx(2 * picture->size().height));
        CHECK(picture->placed({0, 0, 60, 60}, draw::Fit::Contain) == Rect{0, 15, 60, 30});
        CHECK(picture->placed({0, 0, 60, 60}, draw::Fit::Cover) == Rect{-30, 0, 120, 60});
        // Left half red, right half blue.
        auto const surface = shown(*picture);
        CHECK(reddish(surface.at(10, 30)));
        CHECK(surface.at(50, 30).blue > 180);
        CHECK(surface.at(30, 5) == Colour::White);
        CHECK(reddish(shown(*picture, draw::Fit::Cover).at(10, 2)));
    }
    CHECK(Picture::decode(sampleSvg(), "a.svg")->vector());
    CHECK_FALSE(Picture::decode(samplePng(), "a.png")->vector());
}

TEST_CASE("a JPEG is turned as its EXIF orientation says") {
    // The file's left half is red: turned clockwise (6) it is the upper half.
    auto const turned = Picture::decode(withOrientation(sampleJpeg(), 6), "a.jpg");
    REQUIRE(turned.has_value());
    CHECK(turned->size().height == 2 * turned->size().width);
    auto const surface = shown(*turned);
    CHECK(reddish(surface.at(30, 5)));
    CHECK(surface.at(30, 55).blue > 180);

    auto const upsideDown = shown(*Picture::decode(withOrientation(sampleJpeg(), 3), "a.jpg"));
    CHECK(upsideDown.at(10, 30).blue > 180);
}

TEST_CASE("what is broken, tiny, huge or another kind is refused with its reason") {
    auto const refused = [](std::string const& bytes) {
        auto const picture = Picture::decode(bytes, "logo.file");
        REQUIRE_FALSE(picture.has_value());
        CHECK(picture.error().where == "logo.file");
        return picture.error();
    };
    CHECK(refused("").kind == base::Kind::Invalid);
    CHECK(refused("GIF89a......").kind == base::Kind::Unsupported);
    CHECK(refused("GIF89a......").message.en.find("GIF") != std::string::npos);
    CHECK(refused("%PDF-1.5").message.zh.find("PDF") != std::string::npos);
    CHECK(refused("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>").kind == base::Kind::Invalid);
    CHECK(refused(samplePng().substr(0, 60)).kind == base::Kind::Invalid);
    std::string const jpeg = sampleJpeg();
    CHECK(refused(jpeg.substr(0, jpeg.size() * 2 / 3)).message.zh.find("截断") != std::string::npos);

    Picture::Limits const limits{.leastSide = 64};
    auto const tiny = Picture::decode(samplePng(), "logo.png", limits);
    REQUIRE_FALSE(tiny.has_value());
    CHECK(tiny.error().message.zh.find("每边至少 64") != std::string::npos);
    auto const huge = Picture::decode(samplePng(), "logo.png", {.mostPixels = 100});
    REQUIRE_FALSE(huge.has_value());
    CHECK(huge.error().message.zh.find("太大") != std::string::npos);
    std::string boast = samplePng();
    boast.replace(16, 8, std::string("\0\0\xEA\x60\0\0\xEA\x60", 8)); // 60000 each way
    CHECK(refused(boast).message.zh.find("太大：60000x60000") != std::string::npos);
    CHECK(Picture::load("/nowhere/logo.png").error().kind == base::Kind::Missing);
}

TEST_CASE("an SVG reaches files in its own folder only") {
    TestFolder const folder;
    REQUIRE(base::makeFolder(folder / "in").has_value());
    REQUIRE(base::writeDurably(folder / "out.png", samplePng()).has_value());
    REQUIRE(base::writeDurably(folder.path() / "in" / "in.png", samplePng()).has_value());
    auto const red = [&](std::string const& link) {
        std::string const svg =
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' "
            "viewBox='0 0 60 60'><image width='120' height='60' x:href='" +
            link + "'/></svg>";
        REQUIRE(base::writeDurably(folder.path() / "in" / "a.svg", svg).has_value());
        auto const picture = Picture::load(folder.path() / "in" / "a.svg");
        REQUIRE(picture.has_value());
        return reddish(shown(*picture).at(10, 30));
    };
    CHECK(red("in.png"));
    CHECK_FALSE(red("../out.png"));
    CHECK_FALSE(red((folder / "out.png").string()));
}

TEST_CASE("damaged files never crash: cut short and with flipped bits") {
    std::mt19937 random(20231118);
    for (auto const& whole : {samplePng(), sampleJpeg(), withOrientation(sampleJpeg(), 6), sampleSvg()}) {
        for (int i = 0; i < 300; ++i) {
            std::string bytes = whole;
            if (i % 3 == 0) bytes.resize(random() % bytes.size());
            for (int flips = static_cast<int>(random() % 12); flips > 0 && !bytes.empty(); --flips) {
                bytes[random() % bytes.size()] ^= static_cast<char>(1U << (random() % 8));
            }
            auto const picture = Picture::decode(bytes, "damaged", {.leastSide = 1, .mostPixels = 1'000'000});
            if (picture)
                (void)shown(*picture);
            else
                CHECK_FALSE(picture.error().message.zh.empty());
        }
    }
}
