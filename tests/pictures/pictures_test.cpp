#include "compare.h"
#include "draw/document.h"
#include "draw/picture.h"
#include "draw/surface.h"
#include "draw/text.h"
#include "folder.h"
#include "fonts.h"
#include "layout/layout.h"
#include "wordings.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace huibiao;
using layout::Contents;
using layout::Slot;

namespace {

draw::Picture const& logo() {
    static auto const picture = draw::Picture::load(HUIBIAO_SOURCE_DIR "/assets/logo/default-logo.svg");
    return picture.value();
}

/// `what`: l with LOGO, q with code and caption, c with the call to touch.
Contents contents(std::size_t wording, std::string_view what) {
    Contents list{{Slot::Banner, wordings().at(wording)}};
    auto const has = [&](char letter) { return what.find(letter) != std::string_view::npos; };
    if (has('l')) list[Slot::Logo] = &logo();
    if (has('q')) {
        list[Slot::Qr] = layout::QrText{"https://example.org/forms/gaoping-2023"};
        list[Slot::Caption] = draw::Passage("手机扫码\n填写满意度问卷");
    }
    if (has('c')) list[Slot::Call] = draw::Passage("请触摸屏幕，开始填写问卷");
    return list;
}

layout::Layout load(std::string const& name) {
    auto page = layout::Layout::load(std::string(HUIBIAO_SOURCE_DIR) + "/layouts/" + name + ".svg");
    REQUIRE_MESSAGE(page.has_value(), name);
    return std::move(*page);
}

draw::Surface render(layout::Layout const& page, int width, int height, Contents const& what) {
    auto surface = draw::Surface::create(width, height);
    auto canvas = surface->canvas();
    auto const drawn = page.draw(canvas, testFonts(), surface->bounds(), what);
    REQUIRE(drawn.has_value());
    return std::move(*surface);
}

/// A fifth as wide and high.
draw::Surface smaller(draw::Surface const& large) {
    auto surface = draw::Surface::create(large.width() / 5, large.height() / 5);
    auto canvas = surface->canvas();
    canvas.draw(large, surface->bounds());
    return std::move(*surface);
}

} // namespace

TEST_CASE("layouts look as approved") {
    struct Case {
        char const* name;
        char const* layout;
        int width;
        int height;
        std::size_t wording;
        char const* what;
    };
    for (Case const& c : std::vector<Case>{
             {"screen-16x9-shortest", "screen-16x9", 960, 540, 0, "l"},
             {"screen-16x9-longest-all", "screen-16x9", 960, 540, 3, "lqc"},
             {"screen-16x9-sixty", "screen-16x9", 960, 540, 4, "lqc"},
             {"screen-16x9-call", "screen-16x9", 960, 540, 2, "lc"},
             {"screen-16x9-on-1024x600", "screen-16x9", 1024, 600, 1, "lqc"},
             {"screen-16x9-on-5x4", "screen-16x9", 640, 512, 3, "lqc"},
             {"screen-9x16-shortest", "screen-9x16", 540, 960, 0, "l"},
             {"screen-9x16-longest-all", "screen-9x16", 540, 960, 3, "lqc"},
             {"strip-7x1-longest", "strip-7x1", 1920, 270, 3, "l"},
             {"strip-7x1-shortest-code", "strip-7x1", 1920, 270, 0, "lq"},
             {"banner-print-longest", "banner-print", 1500, 175, 3, "l"},
             {"banner-print-10m", "banner-print", 2000, 140, 2, "l"},
         }) {
        CAPTURE(std::string(c.name));
        auto const surface = render(load(c.layout), c.width, c.height, contents(c.wording, c.what));
        CHECK(compareWithApproved(c.name, surface) == "");
    }
}

TEST_CASE("text looks as approved") {
    auto surface = draw::Surface::create(900, 420);
    auto canvas = surface->canvas();
    canvas.clear(draw::Colour::White);
    std::string const words = "活动现场要设置、显示统一的“政务公开主题日”醒目标识（LOGO）。《规范》《计划》——"
                              "“面对面、心连心”屋场恳谈会：It’s an “open day”, 2023年5月18日。";
    draw::TextStyle style{.size = 24};
    style.align = draw::Align::Justify;
    draw::Text::lay(testFonts(), words, style, 420).draw(canvas, {20, 20});
    style.family = draw::Family::Serif;
    style.align = draw::Align::Centre;
    style.balanced = true;
    draw::Text::lay(testFonts(), words, style, 420).draw(canvas, {460, 20});
    double y = 250;
    for (auto const weight :
         {draw::Weight::Regular, draw::Weight::Medium, draw::Weight::Bold, draw::Weight::Black}) {
        draw::TextStyle const title{.weight = weight, .size = 32, .squeeze = draw::Squeeze::All};
        draw::Text::lay(testFonts(), "浏阳市高坪镇2023年“政务公开主题日”活动", title).draw(canvas, {20, y});
        y += 40;
    }
    CHECK(compareWithApproved("text", surface.value()) == "");
}

TEST_CASE("the stand-in LOGO looks as approved on its grounds") {
    auto surface = draw::Surface::create(520, 200);
    auto canvas = surface->canvas();
    canvas.clear(draw::Colour::White);
    canvas.fill({180, 0, 160, 200}, draw::Colour{168, 13, 32, 255});
    double x = 20;
    for (char const* name : {"default-logo", "default-logo-on-dark", "default-logo-mono"}) {
        auto const picture =
            draw::Picture::load(std::string(HUIBIAO_SOURCE_DIR) + "/assets/logo/" + name + ".svg");
        REQUIRE(picture.has_value());
        picture->draw(canvas, {x, 10, 120, 120});
        picture->draw(canvas, {x + 36, 142, 48, 48});
        x += 180;
    }
    CHECK(compareWithApproved("logo", surface.value()) == "");
}

TEST_CASE("shapes look as approved") {
    auto surface = draw::Surface::create(360, 120);
    auto canvas = surface->canvas();
    canvas.clear({245, 244, 242, 255});
    canvas.shadow({30, 30, 80, 50}, 10, 14, draw::Colour::Black.withAlpha(0.35));
    canvas.fill(draw::Path::rounded({30, 30, 80, 50}, 10), draw::Colour::White);
    canvas.fill(draw::Path::circle({180, 60}, 40),
                draw::Gradient{{140, 20}, {220, 100}, {{0, {200, 16, 46, 255}}, {1, {110, 8, 24, 255}}}});
    canvas.stroke(draw::Path::arc({290, 60}, 36, -90, 200), draw::Colour{200, 16, 46, 255}, {.width = 9});
    canvas.stroke(draw::Path::line({10, 110}, {350, 110}), draw::Colour::Black,
                  {.round = false, .dash = {8, 4}});
    CHECK(compareWithApproved("shapes", surface.value()) == "");
}

TEST_CASE("what is printed is what is shown") {
    TestFolder const folder;
    struct Case {
        char const* layout;
        int width;
        int height;
    };
    for (auto const& c : {Case{"screen-16x9", 960, 540}, Case{"banner-print", 1500, 175}}) {
        CAPTURE(std::string(c.layout));
        auto const page = load(c.layout);
        draw::Size const size{static_cast<double>(c.width), static_cast<double>(c.height)};
        auto document = draw::Document::open(testFonts(), size, {});
        REQUIRE(document.has_value());
        // Without the code: on a screen its modules lie on whole pixels, on paper where they fall.
        auto const what = contents(3, "lc");
        REQUIRE(
            page.draw(document->canvas(), testFonts(), {0, 0, size.width, size.height}, what).has_value());
        REQUIRE(document->finish(folder / "a.pdf").has_value());
        std::string const stem = (folder / "a").string();
        REQUIRE(std::system(("pdftoppm -r 144 -png -singlefile " + stem + ".pdf " + stem).c_str()) == 0);
        auto const printed = readSurface(stem + ".png");
        // Two programs smooth edges differently; seen from further away that is gone, and a line or a
        // glyph out of place is not.
        auto const shown = smaller(render(page, 2 * c.width, 2 * c.height, what));
        CHECK(share(smaller(printed), shown, 80) < 0.001);
    }
}
