#include "base/utf8.h"
#include "plan/internal/fields.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

struct Case {
    char const* text;
    int month;
    char const* shown;
    int year;
};

} // namespace

TEST_CASE("times as offices write them") {
    for (Case const& c : {Case{"5月", 5, "5月", 0},
                          {"10 月", 10, "10月", 0},
                          {"０５月", 5, "5月", 0},
                          {"１２月份", 12, "12月", 0},
                          {"五月", 5, "5月", 0},
                          {"十一月", 11, "11月", 0},
                          {"2023年5月", 5, "5月", 2023},
                          {"2023 年 5 月 18 日", 5, "5月18日", 2023},
                          {"4-5月", 4, "4-5月", 0},
                          {"4月—5月", 4, "4月-5月", 0},
                          {"4月至6月", 4, "4月至6月", 0},
                          {"4、5月", 4, "4、5月", 0},
                          {"5月18-20日", 5, "5月18-20日", 0},
                          {"5月中旬", 5, "5月中旬", 0},
                          {"2023-05-18", 5, "5月18日", 2023},
                          {"2023/5/18", 5, "5月18日", 2023},
                          {"2023.5", 5, "5月", 2023},
                          {"2023-05-18T09:30:00", 5, "5月18日", 2023},
                          {"第二季度", 4, "第二季度", 0},
                          {"2023年下半年", 7, "下半年", 2023}}) {
        CAPTURE(c.text);
        auto const time = plan::readTime(base::decode(c.text));
        REQUIRE(time);
        CHECK(time->month == c.month);
        CHECK(time->text == c.shown);
        CHECK(time->year == c.year);
    }
}

TEST_CASE("no times") {
    for (char const* text : {"", "13月", "0月", "月", "5", "待定", "5月局", "教育局5月", "123月", "5月32日",
                             "5月6", "2023-13", "2023-05-40", "年5月", "4-5", "每月"}) {
        CAPTURE(text);
        CHECK_FALSE(plan::readTime(base::decode(text)));
    }
    CHECK(plan::readTime(U"5", true)->text == "5月");
    CHECK_FALSE(plan::readTime(U"13", true));
}

TEST_CASE("forms, known and unknown, however they are parted") {
    using Forms = std::vector<std::string>;
    CHECK(plan::readForms(U"政策宣传 座谈交流") == Forms{"政策宣传", "座谈交流"});
    CHECK(plan::readForms(U"政策宣传、座谈交流") == Forms{"政策宣传", "座谈交流"});
    CHECK(plan::readForms(U"政策宣传座谈交流") == Forms{"政策宣传", "座谈交流"});
    CHECK(plan::readForms(U"政策宣\n传") == Forms{"政策宣传"});
    CHECK(plan::readForms(U"政策宣传，知识竞赛") == Forms{"政策宣传", "知识竞赛"});
    CHECK(plan::readForms(U"政策宣传\n政策宣传") == Forms{"政策宣传"});
    CHECK(plan::readForms(U" ").empty());
    CHECK(plan::knownForms(U"科技政策宣传").empty());
    CHECK(plan::knownForms(U"、政策宣传").empty());
}

TEST_CASE("themes lose line breaks and extraction spaces, not those between phrases") {
    CHECK(plan::readTheme(U"宁乡市统计局 2023年“中国统计开 \n\n放日”暨“政务公开主题日”活动") ==
          "宁乡市统计局2023年“中国统计开放日”暨“政务公开主题日”活动");
    CHECK(plan::readTheme(U"深化放管服改革 优化营商环境") == "深化放管服改革 优化营商环境");
    CHECK(plan::readTheme(U"深化放管服改革\n优化营商环境") == "深化放管服改革优化营商环境");
    CHECK(plan::readTheme(U"Open\nDay") == "Open Day");
}
