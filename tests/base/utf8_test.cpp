#include "base/utf8.h"

#include <doctest/doctest.h>

using namespace huibiao::base;

TEST_CASE("malformed UTF-8 is seen and repaired") {
    CHECK(validUtf8("会标"));
    CHECK_FALSE(validUtf8("\xE4\xBC"));
    CHECK_FALSE(validUtf8("\xC0\xAF"));
    CHECK_FALSE(validUtf8("\xED\xA0\x80"));
    CHECK(repairUtf8("a\xFF"
                     "b") == "a\uFFFDb");
    CHECK(decode("a\xFF") == U"a\uFFFD");
}

TEST_CASE("code points go there and back") {
    CHECK(decode("会标𠮷") == U"会标𠮷");
    CHECK(encode(U"会标𠮷") == "会标𠮷");
    CHECK(encode(char32_t{0xD800}) == "\uFFFD");
    CHECK(isHan(U'𠮷'));
    CHECK_FALSE(isHan(U'“'));
}

TEST_CASE("blanks of every width are trimmed") {
    CHECK(trim("\u3000 4 月\u00A0\n") == "4 月");
    CHECK(trim(" \t ").empty());
}

TEST_CASE("split keeps empty parts, join puts them together again") {
    CHECK(split("a,,b", ',') == std::vector<std::string>{"a", "", "b"});
    CHECK(join(split("a,,b", ','), ",") == "a,,b");
    CHECK(replaceAll("aaa", "a", "aa") == "aaaaaa");
}
