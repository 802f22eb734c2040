#include "qr/qr.h"

#include <doctest/doctest.h>

#include <string>

using namespace huibiao;

TEST_CASE("a link becomes the smallest symbol that holds it") {
    auto const low = qr::encode("https://example.org/f/gaoping-2023", qr::Level::Low);
    auto const high = qr::encode("https://example.org/f/gaoping-2023", qr::Level::High);
    REQUIRE(low.has_value());
    REQUIRE(high.has_value());
    CHECK(low->version() < high->version());
    CHECK(low->side() == 17 + 4 * low->version());
}

TEST_CASE("the three finders stand where they must, with light around them") {
    auto const code = qr::encode("https://example.org");
    REQUIRE(code.has_value());
    int const far = code->side() - 7;
    for (auto const& [x, y] : {std::pair{0, 0}, std::pair{far, 0}, std::pair{0, far}}) {
        for (int i = 0; i < 7; ++i) {
            CHECK(code->dark(x + i, y));
            CHECK(code->dark(x, y + i));
        }
        CHECK_FALSE(code->dark(x + 1, y + 1));
        CHECK(code->dark(x + 3, y + 3));
    }
    CHECK_FALSE(code->dark(-1, 0));
    CHECK_FALSE(code->dark(0, code->side()));
}

TEST_CASE("what does not fit says by how much") {
    CHECK_FALSE(qr::encode("").has_value());
    CHECK(qr::encode(std::string(2331, 'a')).has_value());
    auto const over = qr::encode(std::string(2341, 'a'));
    REQUIRE_FALSE(over.has_value());
    CHECK(over.error().kind == base::Kind::Invalid);
    CHECK(over.error().message.zh.find("缩短 10 字节") != std::string::npos);
    CHECK(over.error().message.en.find("by 10") != std::string::npos);
}
