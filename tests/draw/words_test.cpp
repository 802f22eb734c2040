#include "draw/internal/words.h"
#include "draw/text.h"
#include "fonts.h"
#include "words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace huibiao;
using draw::Text;
using draw::TextStyle;

namespace {

/// The text with a stroke at each end but the last.
std::string stroked(std::string const& text) {
    std::string out;
    std::size_t from = 0;
    for (std::size_t const end : draw::wordEnds(text)) {
        out += (from == 0 ? "" : "/") + text.substr(from, end - from);
        from = end;
    }
    return out;
}

/// Byte offsets of the lines' ends, the last left out.
std::vector<std::size_t> lineEnds(std::string const& text, Text const& set) {
    std::vector<std::size_t> out;
    std::size_t at = 0;
    for (Text::Line const& line : set.lines()) {
        at = text.find(line.text, at) + line.text.size();
        if (at < text.size()) out.push_back(at);
    }
    return out;
}

} // namespace

TEST_CASE("a title's words are those of a reader") {
    std::size_t marked = 0;
    std::size_t found = 0;
    for (auto const& [theme, ends] : themesInWords()) {
        CAPTURE(stroked(theme));
        auto const words = draw::wordEnds(theme);
        for (std::size_t const at : words) CHECK_FALSE(cutsWord(theme, ends, at));
        marked += ends.size();
        found += static_cast<std::size_t>(
            std::ranges::count_if(ends, [&](std::size_t at) { return std::ranges::count(words, at) == 1; }));
    }
    CHECK(themesInWords().size() == 59);
    // What ICU does not know stays in one piece, and that is little.
    CHECK(found * 10 > marked * 7);
}

TEST_CASE("the field's words are whole, endings and openings on the right side, unknown names in one piece") {
    CHECK(stroked("政务公开会标便民服务中心") == "政务公开/会标/便民服务中心");
    CHECK(stroked("村务公开栏") == "村务/公开栏");
    CHECK(stroked("观摩调研座谈会") == "观摩/调研/座谈会");
    CHECK(stroked("浏阳促消费和旅游的举措") == "浏阳/促消费/和旅游的/举措");
    CHECK(stroked("柞冲镇政务服务中心") == "柞冲镇/政务服务中心");
    CHECK(stroked("大会标志") == "大会/标志"); // not 会标
    CHECK(stroked("").empty());
    CHECK(stroked("LOGO").size() == 4);
    CHECK(draw::wordEnds("政务\xEF\xBF\xBD公开").back() == 15);
}

TEST_CASE("a title is not broken inside a word while it fits otherwise") {
    TextStyle const style{.weight = draw::Weight::Black, .squeeze = draw::Squeeze::All};
    std::size_t broken = 0;
    for (auto const& [theme, ends] : themesInWords()) {
        CAPTURE(theme);
        for (int lines : {2, 3, 4}) {
            for (double const width : {300.0, 450.0, 700.0}) {
                auto const set = Text::fit(testFonts(), theme, style, {width, 300},
                                           {.least = 24, .most = 90, .lines = lines});
                if (!set) continue;
                for (std::size_t const at : lineEnds(theme, *set)) {
                    CHECK_FALSE(cutsWord(theme, ends, at));
                    ++broken;
                }
            }
        }
    }
    CHECK(broken > 500);
    // Where there is no other way it is.
    auto const narrow =
        Text::fit(testFonts(), "便民服务中心", {}, {66, 100}, {.least = 20, .most = 40, .lines = 2});
    REQUIRE(narrow.has_value());
    CHECK(narrow->lines().size() == 2);
}

TEST_CASE("headings are broken between words, running text anywhere") {
    std::string const text = "优化营商环境典型案例发布会现场观摩调研座谈会";
    TextStyle const heading{.size = 20, .balanced = true};
    for (double width = 130; width < 440; width += 10) {
        CAPTURE(width);
        auto const words = draw::wordEnds(text);
        for (std::size_t const at : lineEnds(text, Text::lay(testFonts(), text, heading, width)))
            CHECK(std::ranges::count(words, at) == 1);
        Text const running = Text::lay(testFonts(), text, {.size = 20}, width);
        for (std::size_t i = 0; i + 2 < running.lines().size(); ++i)
            CHECK(running.lines()[i].box.width > width - 20);
    }
    // Too narrow for 营商环境: broken all the same, and nothing sticks out.
    Text const narrow = Text::lay(testFonts(), text, heading, 70);
    for (Text::Line const& line : narrow.lines()) CHECK(line.box.width <= 70.5);
}
