#include "base/file.h"
#include "draw/photo.h"
#include "folder.h"
#include "samples.h"

#include <doctest/doctest.h>

using namespace huibiao;
using draw::Photo;

namespace {

/// EXIF as a telephone writes it: orientation, maker, and a second directory, of the thumbnail.
std::string exif(char orientation) {
    std::string tiff("II*\0\x08\0\0\0\x02\0", 10);
    tiff += std::string("\x0F\x01\x02\0\x04\0\0\0abc\0", 12);
    tiff += std::string("\x12\x01\x03\0\x01\0\0\0", 8) + orientation + std::string(3, '\0');
    tiff += std::string("\x26\0\0\0", 4);             // the next directory
    tiff += std::string("\0\0\0\0\0\0", 6) + "thumb"; // empty, and what stands for the thumbnail
    std::string const body = std::string("Exif\0\0", 6) + tiff;
    return std::string("\xFF\xE1\0", 3) + static_cast<char>(body.size() + 2) + body;
}

std::string profile() {
    std::string const body = std::string("ICC_PROFILE\0\x01\x01", 14) + "profile";
    return std::string("\xFF\xE2\0", 3) + static_cast<char>(body.size() + 2) + body;
}

std::string put(TestFolder const& folder, std::string const& name, std::string const& bytes) {
    std::string const file = folder / name;
    REQUIRE(base::writeDurably(file, bytes));
    return file;
}

bool red(draw::Colour c) {
    return c.red > 180 && c.green < 60 && c.blue < 60;
}

} // namespace

TEST_CASE("a JPEG comes back upright, with what the camera noted and without its thumbnail") {
    TestFolder folder;
    std::string const plain = sampleJpeg();
    std::string const file = put(folder, "a.jpg", plain.substr(0, 2) + exif(6) + profile() + plain.substr(2));
    auto photo = Photo::load(file);
    REQUIRE(photo);
    CHECK(photo->jpeg());
    CHECK(photo->surface().width() == 32);
    CHECK(photo->surface().height() == 64);
    auto const bytes = photo->encode();
    REQUIRE(bytes);
    CHECK(bytes->starts_with("\xFF\xD8\xFF"));
    CHECK(bytes->find("abc") != std::string::npos);
    CHECK(bytes->find("ICC_PROFILE") != std::string::npos);
    // Behind the two entries: no further directory.
    std::size_t const tiff = bytes->find("II*");
    REQUIRE(tiff != std::string::npos);
    CHECK(bytes->substr(tiff + 34, 4) == std::string(4, '\0'));

    auto const again = Photo::load(put(folder, "b.jpg", *bytes));
    REQUIRE(again);
    CHECK(again->surface().height() == 64); // turned once, not twice
    CHECK(red(again->surface().at(16, 8)));
    CHECK_FALSE(red(again->surface().at(16, 56)));
    CHECK(*photo->encode() == *bytes);
}

TEST_CASE("EXIF that leads nowhere is left out, the picture is kept") {
    TestFolder folder;
    std::string const plain = sampleJpeg();
    std::string broken = exif(1);
    broken[14] = '\x7F'; // the first directory, far outside
    broken[15] = '\x7F';
    auto const photo = Photo::load(put(folder, "a.jpg", plain.substr(0, 2) + broken + plain.substr(2)));
    REQUIRE(photo);
    auto const bytes = photo->encode();
    REQUIRE(bytes);
    CHECK(bytes->find("Exif") == std::string::npos);
    CHECK(Photo::load(put(folder, "b.jpg", *bytes)));
}

TEST_CASE("a PNG stays one; a drawing, a broken file and another kind are refused in words") {
    TestFolder folder;
    auto const png = Photo::load(put(folder, "a.png", samplePng()));
    REQUIRE(png);
    CHECK_FALSE(png->jpeg());
    CHECK(png->encode()->substr(1, 3) == "PNG");
    auto const drawing = Photo::load(put(folder, "a.svg", sampleSvg()));
    REQUIRE_FALSE(drawing);
    CHECK(drawing.error().kind == base::Kind::Unsupported);
    CHECK_FALSE(Photo::load(put(folder, "cut.jpg", sampleJpeg().substr(0, 300))));
    auto const heic = Photo::load(put(folder, "a.heic", std::string("\0\0\0\x18", 4) + "ftypheic"));
    REQUIRE_FALSE(heic);
    CHECK(heic.error().message.zh.find("HEIC") != std::string::npos);
}
