#include "base/utf8.h"
#include "draw/text.h"
#include "fonts.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace huibiao;
using draw::Passage;
using draw::Text;
using draw::TextStyle;

namespace {

std::string const Running =
    "为组织开展好浏阳市2023年“政务公开主题日”活动，现将有关事项通知如下：活动现场要设置、显示统一的"
    "“政务公开主题日”醒目标识（LOGO）。统一的LOGO由市政务公开办设计并提供电子档。《规范》《计划》——"
    "“面对面、心连心”屋场恳谈会……增收100%·好！";

std::vector<std::string> linesOf(Text const& text) {
    std::vector<std::string> list;
    for (auto const& line : text.lines()) list.push_back(line.text);
    return list;
}

Passage banner(std::string const& head, std::string const& event, std::string const& theme) {
    Passage p(head + event + theme);
    p.together = {{0, head.size()}, {head.size(), head.size() + event.size()}};
    p.breaks = {head.size()};
    if (!theme.empty()) {
        std::size_t const at = head.size() + event.size();
        p.together.push_back({at, at + 3});
        p.breaks.push_back(at);
    }
    return p;
}

} // namespace

TEST_CASE("no width breaks against 禁则, loses a character or lets a line stick out") {
    std::u32string const notFirst = U"，。、；：！？”’）》」』】·…—％%";
    std::u32string const notLast = U"“‘（《「『【";
    for (double width = 70; width <= 1400; width += 7) {
        CAPTURE(width);
        Text const text = Text::lay(testFonts(), Running, {.size = 28}, width);
        std::string joined;
        for (auto const& line : text.lines()) {
            auto const points = base::decode(line.text);
            REQUIRE_FALSE(points.empty());
            CAPTURE(line.text);
            // A dash may begin a line (GB/T 15834), but never its second half.
            if (points.front() != U'—' && points.front() != U'…')
                CHECK(notFirst.find(points.front()) == std::u32string::npos);
            CHECK(notLast.find(points.back()) == std::u32string::npos);
            CHECK(line.ink.right() <= width + 0.5);
            CHECK(line.ink.x >= -3);
            joined += line.text;
        }
        CHECK(joined == Running);
    }
}

TEST_CASE("a number is not parted from what it counts") {
    for (double width = 60; width < 400; width += 5) {
        for (auto const& line :
             linesOf(Text::lay(testFonts(), "活动定于2023年5月18日开始", {.size = 20}, width))) {
            if (width < 100) break;
            CAPTURE(line);
            CHECK_FALSE(line.starts_with("年"));
            CHECK_FALSE(line.starts_with("月"));
            CHECK_FALSE(line.starts_with("日"));
        }
    }
}

TEST_CASE("a last line is not left with a lone character") {
    std::string const words = "现场观摩政策宣传现场交流现场直播座谈交流问卷";
    for (double width = 100; width < 460; width += 3) {
        auto const lines = linesOf(Text::lay(testFonts(), words, {.size = 20}, width));
        CAPTURE(width);
        CHECK(base::decode(lines.back()).size() > 1);
    }
}

TEST_CASE("a word longer than the line is broken rather than cut off") {
    Text const text = Text::lay(testFonts(), "https://example.org/averylongaddresswithoutanyplacetobreak",
                                {.size = 20}, 120);
    CHECK(text.lines().size() > 3);
    for (auto const& line : text.lines()) CHECK(line.ink.right() <= 120.5);
}

TEST_CASE("newlines break, and empty lines stay") {
    CHECK(linesOf(Text::lay(testFonts(), "一\n\n二", {})) == std::vector<std::string>{"一", "", "二"});
    CHECK(Text::lay(testFonts(), "", {}).lines().size() == 1);
    CHECK(Text::lay(testFonts(), "", {}).ink().empty());
}

TEST_CASE("balanced lines are of about equal length") {
    TextStyle const style{.size = 20, .balanced = true};
    Text const text = Text::lay(testFonts(), "现场观摩政策宣传现场交流现场直播座谈交流", style, 390);
    REQUIRE(text.lines().size() == 2);
    CHECK(text.lines()[0].box.width == doctest::Approx(text.lines()[1].box.width).epsilon(0.06));
}

TEST_CASE("a banner breaks before 暨 and after the year, never inside them") {
    auto const p = banner("浏阳市供销合作社联合社2023年", "“政务公开主题日”活动",
                          "暨发挥供销合作社作用，助推村集体经济增收");
    TextStyle const style{.weight = draw::Weight::Black, .align = draw::Align::Centre};
    auto const wide = Text::fit(testFonts(), p, style, {1660, 360}, {.least = 20, .most = 128, .lines = 3});
    REQUIRE(wide.has_value());
    CHECK(linesOf(*wide) == std::vector<std::string>{"浏阳市供销合作社联合社2023年", "“政务公开主题日”活动",
                                                     "暨发挥供销合作社作用，助推村集体经济增收"});
    auto const strip = Text::fit(testFonts(), p, style, {3160, 432}, {.least = 20, .most = 196, .lines = 2});
    REQUIRE(strip.has_value());
    CHECK(linesOf(*strip) == std::vector<std::string>{"浏阳市供销合作社联合社2023年“政务公开主题日”活动",
                                                      "暨发挥供销合作社作用，助推村集体经济增收"});
    for (double width = 300; width < 3000; width += 50) {
        auto const any =
            Text::fit(testFonts(), p, style, {width, 500}, {.least = 12, .most = 200, .lines = 6});
        REQUIRE(any.has_value());
        CAPTURE(width);
        for (auto const& line : linesOf(*any)) {
            CHECK_FALSE(line.ends_with("暨"));
            CHECK_FALSE(line.starts_with("2023"));
            CHECK_FALSE(line.starts_with("活动"));
        }
        CHECK(any->ink().width <= width);
        CHECK(any->ink().height <= 500);
    }
}

TEST_CASE("what should stay together is parted only when nothing else fits") {
    auto const p = banner("浏阳市供销合作社联合社2023年", "“政务公开主题日”活动", "");
    auto const narrow = Text::fit(testFonts(), p, {}, {120, 400}, {.least = 16, .most = 40, .lines = 8});
    REQUIRE(narrow.has_value());
    CHECK(narrow->lines().size() > 2);
    CHECK_FALSE(Text::fit(testFonts(), p, {}, {120, 400}, {.least = 60, .most = 80, .lines = 8}).has_value());
    CHECK_FALSE(Text::fit(testFonts(), p, {}, {0, 400}, {.least = 1, .most = 80, .lines = 8}).has_value());
}
