#include "base/file.h"
#include "draw/picture.h"
#include "draw/surface.h"
#include "folder.h"
#include "fonts.h"
#include "layout/layout.h"
#include "wordings.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

using namespace huibiao;
using layout::Contents;
using layout::Layout;
using layout::Slot;

namespace {

std::string const Link = "https://example.org/forms/gaoping-2023?channel=kiosk";
std::filesystem::path const Folder = std::filesystem::path(HUIBIAO_SOURCE_DIR) / "layouts";

draw::Picture const& logo() {
    static auto const picture = draw::Picture::load(HUIBIAO_SOURCE_DIR "/assets/logo/default-logo.svg");
    return picture.value();
}

/// Those of any shape, or those of one thing of one size.
std::vector<std::filesystem::path> ours(bool items = false) {
    std::vector<std::filesystem::path> list;
    for (auto const& entry : std::filesystem::directory_iterator(Folder)) {
        if (entry.path().extension() != ".svg") continue;
        bool const item = base::readFile(entry.path()).value().find("data-item=") != std::string::npos;
        if (item == items) list.push_back(entry.path());
    }
    std::ranges::sort(list);
    return list;
}

std::string output(std::string const& command) {
    std::string text;
    std::array<char, 4096> buffer{};
    FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        text.append(buffer.data(), n);
    ::pclose(pipe);
    return text;
}

/// All that a layout has a place for, in each of the states.
std::vector<Contents> states(draw::Passage const& words) {
    std::vector<Contents> list;
    for (int i : {0, 1, 3, 4, 5, 6, 7}) {
        Contents contents{{Slot::Banner, words}};
        if ((i & 1) != 0) contents[Slot::Logo] = &logo();
        if ((i & 2) != 0) {
            contents[Slot::Qr] = layout::QrText{Link};
            contents[Slot::Caption] = draw::Passage("手机扫码\n填写满意度问卷");
        }
        if ((i & 4) != 0) contents[Slot::Call] = draw::Passage("请触摸屏幕，开始填写问卷");
        list.push_back(std::move(contents));
    }
    return list;
}

/// Sheets on which a layout of that shape may come to lie.
std::vector<draw::Size> sheetsFor(draw::Size shape) {
    if (shape.width > 5 * shape.height) return {{3840, 540}, {1536, 256}, {6000, 700}, {4000, 350}};
    if (shape.width > shape.height)
        return {{1920, 1080}, {3840, 2160}, {1280, 1024}, {1024, 600}, {2560, 1080}};
    return {{1080, 1920}, {768, 1366}, {800, 1280}};
}

} // namespace

TEST_CASE("our own layouts have nothing wrong with them") {
    REQUIRE(ours().size() >= 4);
    for (auto const& file : ours()) {
        CAPTURE(file);
        for (auto const& finding : layout::check(file))
            FAIL_CHECK(finding.error.text(base::Language::English));
        CHECK(Layout::load(file).has_value());
    }
}

TEST_CASE("every wording fits each item, inside its slot, with and without what it may do without") {
    CHECK(ours(true).size() == 23);
    for (auto const& file : ours(true)) {
        CAPTURE(file);
        for (auto const& finding : layout::check(file))
            FAIL_CHECK(finding.error.text(base::Language::English));
        auto const page = Layout::load(file);
        REQUIRE(page.has_value());
        double const scale = std::sqrt(1.2e6 / (page->size().width * page->size().height));
        draw::Rect const sheet{0, 0, page->size().width * scale, page->size().height * scale};
        auto surface = draw::Surface::create(static_cast<int>(std::ceil(sheet.width)),
                                             static_cast<int>(std::ceil(sheet.height)));
        auto canvas = surface->canvas();
        for (auto const& words : wordings())
            for (bool const all : {true, false}) {
                Contents contents{{Slot::Banner, words}, {Slot::Logo, &logo()}};
                for (layout::SlotInfo const& info : page->slots()) {
                    if (!all && !info.required) continue;
                    switch (info.slot) {
                    case Slot::Qr: contents[Slot::Qr] = layout::QrText{Link}; break;
                    case Slot::Caption: contents[info.slot] = draw::Passage("扫码填写问卷"); break;
                    case Slot::Date: contents[info.slot] = draw::Passage("2023年5月18日（星期四）"); break;
                    case Slot::Place: contents[info.slot] = draw::Passage("高坪镇便民服务中心"); break;
                    case Slot::Unit: contents[info.slot] = draw::Passage("浏阳市高坪镇"); break;
                    case Slot::Text: contents[info.slot] = draw::Passage("活动现场"); break;
                    case Slot::Name: contents[info.slot] = draw::Passage("工作人员1"); break;
                    case Slot::Role: contents[info.slot] = draw::Passage("工作人员"); break;
                    case Slot::Photo: contents[info.slot] = &logo(); break;
                    default: break;
                    }
                }
                CAPTURE(words.text);
                auto const drawn = page->draw(canvas, testFonts(), sheet, contents);
                REQUIRE_MESSAGE(drawn.has_value(), drawn.error().text(base::Language::English));
                for (auto const& one : *drawn) {
                    CHECK(sheet.contains(one.rect, 0.01));
                    if (layout::kind(one.slot) != layout::SlotKind::Text) continue;
                    CHECK(one.rect.contains(one.ink, 0.6));
                    CHECK(draw::contrast(one.colour, one.ground) >= 4.5);
                    if (one.slot == Slot::Banner) CHECK(one.text == words.text);
                }
            }
    }
}

TEST_CASE("every wording fits every shape in every state, inside its slot, and legibly") {
    for (auto const& file : ours()) {
        auto const page = Layout::load(file);
        REQUIRE(page.has_value());
        for (draw::Size const sheet : sheetsFor(page->size())) {
            auto surface =
                draw::Surface::create(static_cast<int>(sheet.width), static_cast<int>(sheet.height));
            auto canvas = surface->canvas();
            for (auto const& words : wordings()) {
                for (auto const& contents : states(words)) {
                    if (sheet.width > 3000 && sheet.height > 2000 && contents.size() < 5) continue;
                    CAPTURE(file);
                    CAPTURE(sheet.width);
                    CAPTURE(sheet.height);
                    CAPTURE(words.text);
                    auto const drawn = page->draw(canvas, testFonts(), surface->bounds(), contents);
                    REQUIRE_MESSAGE(drawn.has_value(), drawn.error().text(base::Language::English));
                    for (auto const& one : *drawn) {
                        CHECK(surface->bounds().contains(one.rect, 0.01));
                        CHECK(one.rect.contains(one.ink, 0.6));
                        if (layout::kind(one.slot) != layout::SlotKind::Text) continue;
                        CHECK(draw::contrast(one.colour, one.ground) >= 4.5);
                        CHECK(one.textSize >= std::min(sheet.width, sheet.height) / 61);
                    }
                    auto const banner = std::ranges::find(*drawn, Slot::Banner, &layout::Drawn::slot);
                    REQUIRE(banner != drawn->end());
                    CHECK(banner->text == words.text);
                }
            }
        }
    }
}

TEST_CASE("things that are seen together never lie on each other") {
    for (auto const& file : ours()) {
        auto const page = Layout::load(file);
        for (draw::Size const sheet : sheetsFor(page->size())) {
            auto surface =
                draw::Surface::create(static_cast<int>(sheet.width), static_cast<int>(sheet.height));
            auto canvas = surface->canvas();
            for (auto const& contents : states(wordings()[3])) {
                auto const drawn = page->draw(canvas, testFonts(), surface->bounds(), contents);
                REQUIRE(drawn.has_value());
                for (auto const& a : *drawn) {
                    for (auto const& b : *drawn) {
                        if (a.slot >= b.slot) continue;
                        CAPTURE(file);
                        CAPTURE(layout::name(a.slot));
                        CAPTURE(layout::name(b.slot));
                        bool const apart = a.ink.right() <= b.ink.x || b.ink.right() <= a.ink.x ||
                                           a.ink.bottom() <= b.ink.y || b.ink.bottom() <= a.ink.y;
                        CHECK(apart);
                    }
                }
            }
        }
    }
}

TEST_CASE("phones read the code from the picture") {
    TestFolder const folder;
    for (auto const& file : ours()) {
        auto const page = Layout::load(file);
        if (!page->has(Slot::Qr)) continue;
        for (draw::Size const sheet : sheetsFor(page->size())) {
            if (sheet.width > 2600 || sheet.height > 2600) continue;
            auto surface =
                draw::Surface::create(static_cast<int>(sheet.width), static_cast<int>(sheet.height));
            auto canvas = surface->canvas();
            REQUIRE(
                page->draw(canvas, testFonts(), surface->bounds(), states(wordings()[3]).back()).has_value());
            REQUIRE(surface->writePng(folder / "a.png").has_value());
            CAPTURE(file);
            CAPTURE(sheet.width);
            CHECK(output("zbarimg -q --raw " + (folder / "a.png").string()) == Link + "\n");
            CHECK(output("ZXingReader " + (folder / "a.png").string()).find(Link) != std::string::npos);
        }
    }
}
