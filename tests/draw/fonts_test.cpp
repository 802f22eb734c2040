#include "draw/document.h"
#include "draw/surface.h"
#include "draw/text.h"
#include "folder.h"
#include "fonts.h"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

using namespace huibiao;

TEST_CASE("a missing font names the package that brings it") {
    TestFolder const folder;
    auto const none = draw::Fonts::open(folder.path());
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().kind == base::Kind::Missing);
    CHECK(none.error().message.zh.find("apt install fonts-noto-cjk") != std::string::npos);

    for (char const* name : {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc",
                             "NotoSerifCJK-Bold.ttc"}) {
        std::filesystem::create_symlink(std::filesystem::path(HUIBIAO_FONT_DIR) / name, folder / name);
    }
    auto const some = draw::Fonts::open(folder.path());
    REQUIRE_FALSE(some.has_value());
    CHECK(some.error().message.en.find("fonts-noto-cjk-extra") != std::string::npos);
}

TEST_CASE("a file that is no font is refused") {
    TestFolder const folder;
    std::ofstream(folder / "NotoSansCJK-Regular.ttc") << "not a font";
    auto const fonts = draw::Fonts::open(folder.path());
    REQUIRE_FALSE(fonts.has_value());
    CHECK(fonts.error().kind == base::Kind::Invalid);
    CHECK(fonts.error().where.find("NotoSansCJK-Regular.ttc") != std::string::npos);
}

TEST_CASE("another thread gets fonts of its own") {
    auto const own = testFonts().forThread();
    CHECK(own.map() != nullptr);
    CHECK(own.map() != testFonts().map());
}

namespace {

constexpr draw::Face AllFaces[] = {
    {draw::Family::Sans, draw::Weight::Regular},  {draw::Family::Sans, draw::Weight::Medium},
    {draw::Family::Sans, draw::Weight::Bold},     {draw::Family::Sans, draw::Weight::Black},
    {draw::Family::Serif, draw::Weight::Regular}, {draw::Family::Serif, draw::Weight::Bold},
    {draw::Family::Serif, draw::Weight::Black}};

constexpr char const* Words = "政务公开主题日2023";

} // namespace

TEST_CASE("a cut font is taken for its own weight, cut or not") {
    for (draw::Face const face : AllFaces) {
        for (bool const cut : {true, false}) {
            std::vector<draw::Face> faces;
            for (draw::Face const other : AllFaces)
                if ((other == face) == cut) faces.push_back(other);
            auto const narrow = testFonts().narrowed(Words, faces);
            REQUIRE(narrow.has_value());
            auto const embedded = [&](draw::Fonts const& fonts) {
                auto document = draw::Document::open(fonts, {400, 100}, {});
                draw::TextStyle const style{.family = face.family, .weight = face.weight, .size = 30};
                draw::Text::lay(fonts, Words, style).draw(document->canvas(), {20, 20});
                return draw::pdfFonts(document->finish().value());
            };
            CHECK(embedded(*narrow) == embedded(testFonts()));
            CHECK(embedded(*narrow).size() == 1);
        }
    }
}

TEST_CASE("more fonts than Cairo keeps open are drawn with by several threads") {
    std::vector<draw::Face> const faces(std::begin(AllFaces), std::end(AllFaces));
    auto const narrow = testFonts().narrowed(Words, faces);
    REQUIRE(narrow.has_value());
    std::atomic<int> missing{0};
    auto const work = [&](double first) {
        draw::Fonts const whole = testFonts().forThread();
        draw::Fonts const cut = narrow->forThread();
        auto surface = draw::Surface::create(400, 100);
        draw::Canvas canvas = surface->canvas();
        for (int round = 0; round < 30; ++round) {
            for (draw::Face const face : faces) {
                for (draw::Fonts const* fonts : {&whole, &cut}) {
                    draw::TextStyle const style{
                        .family = face.family, .weight = face.weight, .size = first + round};
                    draw::Text const text = draw::Text::lay(*fonts, Words, style);
                    text.draw(canvas, {10, 10});
                    if (text.ink().empty() || !text.missingGlyphs().empty()) ++missing;
                }
            }
        }
    };
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(work, 12.0 + 0.25 * i);
    threads.clear();
    CHECK(missing == 0);
}
