#include "folder.h"
#include "fonts.h"

#include <doctest/doctest.h>

#include <fstream>

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
