#include "draw/surface.h"
#include "draw/text.h"
#include "fonts.h"

#include <doctest/doctest.h>

#include <string>

using namespace huibiao;
using draw::Text;
using draw::TextStyle;

namespace {

double width(std::string const& text, TextStyle style = {}) {
    style.size = 100;
    return Text::lay(testFonts(), text, style).size().width;
}

/// The rectangle of all pixels that are not white.
draw::Rect blackOf(draw::Surface const& surface) {
    draw::Rect black;
    for (int y = 0; y < surface.height(); ++y) {
        for (int x = 0; x < surface.width(); ++x) {
            if (surface.at(x, y) != draw::Colour::White)
                black = draw::around(black, {static_cast<double>(x), static_cast<double>(y), 1, 1});
        }
    }
    return black;
}

} // namespace

TEST_CASE("an ideograph takes one em, and width is linear in the size") {
    CHECK(width("政务公开") == doctest::Approx(400));
    double const small = Text::lay(testFonts(), "浏阳市2023年", {.size = 13}).size().width;
    double const large = Text::lay(testFonts(), "浏阳市2023年", {.size = 1300}).size().width;
    CHECK(small * 100 == doctest::Approx(large).epsilon(0.001));
}

TEST_CASE("quotes are the full-width ones of Chinese, and English keeps its own") {
    CHECK(width("年“政务”活") == doctest::Approx(600));
    CHECK(width("年“政务”活", {.squeeze = draw::Squeeze::All}) == doctest::Approx(500));
    CHECK(width("“Open” day", {.language = "en"}) < width("“Open” day", {.language = "zh-CN"}) + 1);
    CHECK(width("it’s", {}) < width("its", {}) + 40);
    CHECK(width("——") == doctest::Approx(200));
}

TEST_CASE("meeting marks close up, a lone one keeps its room") {
    CHECK(width("一，二") == doctest::Approx(300));
    CHECK(width("一”，二") == doctest::Approx(350));
    CHECK(width("一）。《二") == doctest::Approx(400));
    CHECK(width("（一") == doctest::Approx(150));
    CHECK(width("一。") == doctest::Approx(150));
}

TEST_CASE("characters without a glyph are named, each once") {
    CHECK(Text::lay(testFonts(), "浏阳市柞冲镇", {}).missingGlyphs().empty());
    CHECK(Text::lay(testFonts(), "好\U0001F600吗\U0001F600\U00010348", {}).missingGlyphs() ==
          "\U0001F600\U00010348");
}

TEST_CASE("malformed bytes are shown, not fatal") {
    Text const text = Text::lay(testFonts(), std::string("好\xFF\xC3", 5), {});
    CHECK(text.lines()[0].text.find("\uFFFD") != std::string::npos);
}

TEST_CASE("drawn pixels lie where ink() says, centred by them") {
    auto surface = draw::Surface::create(400, 120);
    auto canvas = surface->canvas();
    canvas.clear(draw::Colour::White);
    Text const text = Text::lay(testFonts(), "一“政”g", {.weight = draw::Weight::Black, .size = 60});
    draw::Rect const box{0, 0, 400, 120};
    draw::Point const at = text.centredIn(box);
    text.draw(canvas, at);
    draw::Rect const seen = blackOf(*surface);
    draw::Rect const said = text.ink();
    CHECK(seen.x == doctest::Approx(at.x + said.x).epsilon(0.01));
    CHECK(seen.width == doctest::Approx(said.width).epsilon(0.02));
    CHECK(seen.height == doctest::Approx(said.height).epsilon(0.04));
    CHECK(seen.centre().x == doctest::Approx(200).epsilon(0.01));
    CHECK(seen.centre().y == doctest::Approx(60).epsilon(0.02));
}

TEST_CASE("outlines cover the same pixels as text") {
    auto const render = [](Text::As as) {
        auto surface = draw::Surface::create(300, 80);
        auto canvas = surface->canvas();
        canvas.clear(draw::Colour::White);
        Text::lay(testFonts(), "政务公开", {.size = 60}).draw(canvas, {10, 0}, as);
        return blackOf(*surface);
    };
    draw::Rect const text = render(Text::As::Text);
    draw::Rect const outlines = render(Text::As::Outlines);
    CHECK(std::abs(text.x - outlines.x) <= 1);
    CHECK(std::abs(text.width - outlines.width) <= 1);
    CHECK(std::abs(text.height - outlines.height) <= 1);
}

TEST_CASE("alignment") {
    for (auto const& [align, left] :
         {std::pair{draw::Align::Left, 0.0}, std::pair{draw::Align::Centre, 150.0},
          std::pair{draw::Align::Right, 300.0}}) {
        Text const text = Text::lay(testFonts(), "政务公开", {.size = 25, .align = align}, 400);
        CHECK(text.lines()[0].box.x == doctest::Approx(left).epsilon(0.02));
    }
    Text const just = Text::lay(testFonts(), "现场观摩政策宣传现场交流现场直播座谈交流",
                                {.size = 20, .align = draw::Align::Justify}, 210);
    CHECK(just.lines()[0].ink.right() == doctest::Approx(210).epsilon(0.01));
    CHECK(just.lines().back().ink.right() < 205);
}

TEST_CASE("lines stand one line spacing apart and the em square in the middle of it") {
    Text const text = Text::lay(testFonts(), "国\n国", {.size = 100, .lineSpacing = 1.5});
    CHECK(text.size().height == doctest::Approx(300));
    CHECK(text.lines()[1].baseline - text.lines()[0].baseline == doctest::Approx(150));
    CHECK(text.lines()[0].ink.centre().y == doctest::Approx(75).epsilon(0.03));
}
