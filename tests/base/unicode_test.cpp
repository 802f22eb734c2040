#include "base/unicode.h"
#include "base/utf8.h"

#include <doctest/doctest.h>

using namespace huibiao::base;

TEST_CASE("normal form C composes, and unifies compatibility ideographs") {
    CHECK(nfc("e\u0301") == "\u00E9");
    CHECK(nfc("\u1100\u1161") == "\uAC00");
    CHECK(nfc("q\u0323\u0307") == nfc("q\u0307\u0323"));
    CHECK(nfc("\uF900") == "\u8C48");
    CHECK(nfc("会标 plain") == "会标 plain");
    // Wide forms and ligatures are compatibility characters, which C leaves alone.
    CHECK(nfc("Ａ\uFB01") == "Ａ\uFB01");
    CHECK(nfc("a\xFF") == "a\uFFFD");
    CHECK(nfc(std::string("\u00E9\0b", 4)) == std::string("\u00E9\0b", 4));
    CHECK(nfc("").empty());
}

TEST_CASE("general categories go by their one or two letters") {
    CHECK(categoryOf(U'A') == categoriesNamed("Lu"));
    CHECK(categoryOf(U'会') == categoriesNamed("Lo"));
    CHECK((categoryOf(U'会') & categoriesNamed("L")) != 0);
    CHECK((categoryOf(U'，') & categoriesNamed("P")) != 0);
    CHECK((categoryOf(U'３') & categoriesNamed("Nd")) != 0);
    CHECK((categoryOf(U'A') & categoriesNamed("N")) == 0);
    CHECK(categoriesNamed("Xy") == 0);
    CHECK(categoriesNamed("") == 0);
    CHECK(categoryOf(0xFFFFFFFF) != 0);
}

TEST_CASE("characters that may not be seen are named by their number") {
    CHECK(huibiao::base::named("") == "");
    CHECK(huibiao::base::named("é\U0003FFF0") == "é（U+00E9）、\U0003FFF0（U+3FFF0）");
}
