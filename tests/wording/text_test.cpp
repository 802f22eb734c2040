#include "wording/text.h"

#include <doctest/doctest.h>

using namespace huibiao::wording;

TEST_CASE("every kind of outer quotes becomes “ ”") {
    for (char const* given :
         {"\"阳光\"政务", "'阳光'政务", "「阳光」政务", "『阳光』政务", "＂阳光＂政务", "＇阳光＇政务",
          "‘阳光’政务", "“阳光”政务", "〝阳光〞政务", "〝阳光〟政务", "«阳光»政务", "﹁阳光﹂政务"}) {
        CAPTURE(given);
        CHECK(normalizeQuotes(given) == "“阳光”政务");
    }
    CHECK(normalizeQuotes("\"甲\"与\"乙\"") == "“甲”与“乙”");
    CHECK(normalizeQuotes("《甲》（乙）") == "《甲》（乙）");
    CHECK(normalizeQuotes("").empty());
}

TEST_CASE("quotes inside quotes become ‘ ’") {
    for (char const* given :
         {"“甲‘乙’丙”", "“甲“乙”丙”", "\"甲'乙'丙\"", "「甲『乙』丙」", "“甲\"乙\"丙”", "\"甲“乙”丙\""}) {
        CAPTURE(given);
        CHECK(normalizeQuotes(given) == "“甲‘乙’丙”");
    }
    CHECK(normalizeQuotes("「甲『乙「丙」』」") == "“甲‘乙“丙”’”");
}

TEST_CASE("turned and mixed-up quotes are put right") {
    for (char const* given :
         {"”阳光“", "“阳光“", "”阳光”", "“阳光\"", "\"阳光”", "「阳光』", "'阳光\"", "‘阳光”"}) {
        CAPTURE(given);
        CHECK(normalizeQuotes(given) == "“阳光”");
    }
}

TEST_CASE("a lone quote gets its partner, and that is told") {
    bool guessed = false;
    CHECK(normalizeQuotes("深化“放管服", guessed) == "深化“放管服”");
    CHECK(guessed);
    CHECK(normalizeQuotes("放管服”改革") == "“放管服”改革");
    CHECK(normalizeQuotes("“甲”与乙”") == "“甲”“与乙”");
    guessed = false;
    CHECK(normalizeQuotes("“甲”", guessed) == "“甲”");
    CHECK_FALSE(guessed);
}

TEST_CASE("an apostrophe is no quote") {
    CHECK(normalizeQuotes("'it's O’Brien'") == "“it's O’Brien”");
}

TEST_CASE("extraction spaces go, those that part phrases stay") {
    CHECK(tidySpaces("宣传 2023 年浏阳促消费各类举措") == "宣传2023年浏阳促消费各类举措");
    CHECK(tidySpaces("6.9 国际档案日宣传") == "6.9国际档案日宣传");
    CHECK(tidySpaces("“阳光政务 公开透明”") == "“阳光政务 公开透明”");
    CHECK(tidySpaces("深化放管服改革\u3000\u3000优化营商环境") == "深化放管服改革 优化营商环境");
    CHECK(tidySpaces(" 2023\u00A0年“ 阳光 ”\t《 法 》 宣传 ") == "2023年“阳光”《法》宣传");
    CHECK(tidySpaces("统一的 LOGO 由 5G 传") == "统一的LOGO由5G传");
    CHECK(tidySpaces("Open  Day, 2023 年") == "Open Day, 2023年");
    CHECK(tidySpaces("  ").empty());
}

TEST_CASE("names lose their spaces, but Latin words stay apart") {
    CHECK(withoutSpaces(" 供销合作社 联合社\u3000") == "供销合作社联合社");
    CHECK(withoutSpaces("China  Mobile 浏阳 分公司") == "China Mobile浏阳分公司");
}

TEST_CASE("full-width digits and letters become plain, punctuation stays") {
    CHECK(plainDigits("２０２３年（ＡＰＰ）：ｚ") == "2023年（APP）：z");
}
