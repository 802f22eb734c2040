#include "base/file.h"
#include "compare.h"
#include "draw/picture.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

using namespace huibiao;

namespace {

int distance(draw::Colour a, draw::Colour b) {
    return std::max({std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue),
                     std::abs(a.alpha - b.alpha)});
}

/// Grey where both agree, the blacker the more they differ.
draw::Surface difference(draw::Surface const& a, draw::Surface const& b) {
    auto surface = draw::Surface::create(std::max(a.width(), b.width()), std::max(a.height(), b.height()));
    auto canvas = surface->canvas();
    canvas.clear({230, 230, 230, 255});
    for (int y = 0; y < std::min(a.height(), b.height()); ++y) {
        for (int x = 0; x < std::min(a.width(), b.width()); ++x) {
            int const d = distance(a.at(x, y), b.at(x, y));
            auto const left = static_cast<std::uint8_t>(255 - d);
            if (d > 2)
                canvas.fill({static_cast<double>(x), static_cast<double>(y), 1, 1},
                            draw::Colour{left, 0, 0, 255});
        }
    }
    return std::move(*surface);
}

} // namespace

draw::Surface readSurface(std::string const& file) {
    auto const picture = draw::Picture::load(file, {.leastSide = 1});
    REQUIRE_MESSAGE(picture.has_value(), file);
    auto surface = draw::Surface::create(static_cast<int>(picture->size().width),
                                         static_cast<int>(picture->size().height));
    auto canvas = surface->canvas();
    picture->draw(canvas, surface->bounds());
    return std::move(*surface);
}

double share(draw::Surface const& a, draw::Surface const& b, int tolerance) {
    if (a.width() != b.width() || a.height() != b.height()) return 1;
    int differing = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (distance(a.at(x, y), b.at(x, y)) > tolerance) ++differing;
        }
    }
    return static_cast<double>(differing) / (static_cast<double>(a.width()) * a.height());
}

std::string compareWithApproved(std::string const& name, draw::Surface const& actual) {
    auto const approvedFile =
        std::filesystem::path(HUIBIAO_SOURCE_DIR) / "tests" / "pictures" / "approved" / (name + ".png");
    if (std::getenv("HUIBIAO_APPROVE") != nullptr) {
        REQUIRE(base::makeFolder(approvedFile.parent_path()).has_value());
        REQUIRE(actual.writePng(approvedFile).has_value());
        return {};
    }
    auto const out = std::filesystem::temp_directory_path() / "huibiao-pictures";
    REQUIRE(base::makeFolder(out).has_value());
    auto const actualFile = out / (name + "-actual.png");
    if (!std::filesystem::exists(approvedFile)) {
        REQUIRE(actual.writePng(actualFile).has_value());
        return "no approved picture; look at " + actualFile.string() +
               " and run again with HUIBIAO_APPROVE=1";
    }
    draw::Surface const approved = readSurface(approvedFile.string());
    if (share(approved, actual, 2) <= 1.0 / 2000) return {};
    auto const differenceFile = out / (name + "-difference.png");
    REQUIRE(actual.writePng(actualFile).has_value());
    REQUIRE(difference(approved, actual).writePng(differenceFile).has_value());
    return "differs from the approved picture: see " + actualFile.string() + " and " +
           differenceFile.string();
}

TEST_CASE("the comparison sees what it should and no more") {
    auto const make = [](std::uint8_t red, double side) {
        auto surface = draw::Surface::create(100, 100);
        auto canvas = surface->canvas();
        canvas.clear({100, 0, 0, 255});
        canvas.fill({0, 0, side, side}, draw::Colour{red, 0, 0, 255});
        return std::move(*surface);
    };
    CHECK(share(make(100, 0), make(102, 50), 2) == 0);
    CHECK(share(make(100, 0), make(103, 50), 2) == doctest::Approx(0.25));
    CHECK(share(make(100, 0), *draw::Surface::create(100, 99), 2) == 1);
}
