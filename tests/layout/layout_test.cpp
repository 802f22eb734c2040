#include "base/file.h"
#include "draw/picture.h"
#include "draw/surface.h"
#include "folder.h"
#include "fonts.h"
#include "layout/layout.h"
#include "wordings.h"

#include <doctest/doctest.h>

#include <string>

using namespace huibiao;
using draw::Colour;
using layout::Contents;
using layout::Layout;
using layout::Slot;

namespace {

/// A layout of 200 by 100 around these elements, in a file of its own.
struct Sample {
    TestFolder folder;
    std::filesystem::path file = folder / "sample.svg";

    explicit Sample(std::string const& elements, std::string const& root = "viewBox='0 0 200 100'") {
        std::string const svg = "<svg xmlns='http://www.w3.org/2000/svg' "
                                "xmlns:xlink='http://www.w3.org/1999/xlink' " +
                                root + ">\n" + elements + "\n</svg>";
        REQUIRE(base::writeDurably(file, svg).has_value());
    }
    [[nodiscard]] base::Result<Layout> load() const { return Layout::load(file); }
};

std::string const BannerSlot = "<rect id='slot-banner' x='20' y='10' width='160' height='40' fill='#00f'/>";

struct Sheet {
    draw::Surface surface;
    draw::Canvas canvas;
    Sheet(int width, int height)
        : surface(draw::Surface::create(width, height).value()), canvas(surface.canvas()) {
        canvas.clear(Colour::White);
    }
    base::Result<std::vector<layout::Drawn>> fill(Layout const& page, Contents const& contents) {
        return page.draw(canvas, testFonts(), surface.bounds(), contents);
    }
};

bool found(base::Findings const& findings, std::string const& words, bool warning) {
    for (auto const& finding : findings) {
        if (finding.warning == warning && finding.error.message.en.find(words) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

TEST_CASE("a slot's geometry is in units of the viewBox, whatever width and height say") {
    for (std::string const root :
         {"viewBox='0 0 200 100'", "viewBox='0 0 200 100' width='50' height='25'",
          "viewBox='0 0 200 100' width='200mm' height='100mm'", "viewBox='0 0 200 100' width='100%'"}) {
        CAPTURE(root);
        Sample const sample("<g transform='translate(10 5)'>" + BannerSlot + "</g>", root);
        auto const page = sample.load();
        REQUIRE(page.has_value());
        CHECK(page->size() == draw::Size{200, 100});
        draw::Rect const r = page->slots()[0].rect;
        CHECK(r.x == doctest::Approx(30).epsilon(0.001));
        CHECK(r.y == doctest::Approx(15).epsilon(0.001));
        CHECK(r.width == doctest::Approx(160).epsilon(0.001));

        Sheet sheet(400, 200);
        auto const drawn = sheet.fill(*page, {{Slot::Banner, draw::Passage("公开")}});
        REQUIRE(drawn.has_value());
        CHECK(drawn->at(0).rect.x == doctest::Approx(60).epsilon(0.001));
        // The slot's own rectangle is never shown.
        CHECK(sheet.surface.at(65, 35) == Colour::White);
    }
}

TEST_CASE("what belongs to a slot comes and goes with its content, again and again") {
    Sample const sample(BannerSlot +
                        "<g class='with-qr'><rect width='10' height='10' fill='#00ff00'/></g>"
                        "<g class='without-qr'><rect x='10' width='10' height='10' fill='#0000ff'/></g>"
                        "<rect id='slot-qr' x='100' y='60' width='40' height='40'/>"
                        "<rect id='slot-banner-without-qr' x='0' y='50' width='200' height='50'/>");
    auto const page = sample.load();
    REQUIRE(page.has_value());
    for (int i = 0; i < 2; ++i) {
        Sheet with(400, 200);
        auto const one =
            with.fill(*page, {{Slot::Banner, draw::Passage("公开")}, {Slot::Qr, layout::QrText{"a"}}});
        REQUIRE(one.has_value());
        CHECK(one->size() == 2);
        CHECK(one->at(0).rect.y == doctest::Approx(20));
        CHECK(with.surface.at(5, 5) == Colour{0, 255, 0, 255});
        CHECK(with.surface.at(30, 5) == Colour::White);

        Sheet without(400, 200);
        auto const other =
            without.fill(*page, {{Slot::Banner, draw::Passage("公开")}, {Slot::Qr, layout::QrText{}}});
        REQUIRE(other.has_value());
        CHECK(other->size() == 1);
        CHECK(other->at(0).rect.y == doctest::Approx(100));
        CHECK(without.surface.at(5, 5) == Colour::White);
        CHECK(without.surface.at(30, 5) == Colour{0, 0, 255, 255});
    }
}

TEST_CASE("on another shape the ground covers all and parts keep to their edges") {
    Sample const sample(
        "<g class='ground'><rect width='200' height='100' fill='#c00000'/></g>"
        "<g class='at-left'><rect width='10' height='10' fill='#00ff00'/></g>"
        "<g class='at-right at-bottom'><rect x='190' y='90' width='10' height='10' fill='#0000ff'/></g>"
        "<rect x='95' y='45' width='10' height='10' fill='#ffffff'/>"
        "<rect id='slot-banner' x='20' y='10' width='160' height='30' data-anchor='wide'/>"
        "<rect id='slot-unit' x='180' y='80' width='20' height='10' data-anchor='right bottom'/>");
    auto const page = sample.load();
    REQUIRE(page.has_value());
    Sheet sheet(400, 100);
    auto const drawn =
        sheet.fill(*page, {{Slot::Banner, draw::Passage("公开")}, {Slot::Unit, draw::Passage("局")}});
    REQUIRE(drawn.has_value());
    CHECK(sheet.surface.at(5, 5) == Colour{0, 255, 0, 255});
    CHECK(sheet.surface.at(395, 95) == Colour{0, 0, 255, 255});
    CHECK(sheet.surface.at(200, 50) == Colour::White);
    CHECK(sheet.surface.at(395, 5) == Colour{192, 0, 0, 255});
    CHECK(drawn->at(0).rect == draw::Rect{20, 10, 360, 30});
    CHECK(drawn->at(1).rect == draw::Rect{380, 80, 20, 10});

    Sheet high(200, 300);
    REQUIRE(high.fill(*page, {{Slot::Banner, draw::Passage("公开")}}).has_value());
    CHECK(high.surface.at(195, 295) == Colour{0, 0, 255, 255});
    CHECK(high.surface.at(100, 5) == Colour{192, 0, 0, 255});
}

TEST_CASE("what cannot be shown is refused with a reason, and nothing is drawn") {
    Sample const sample("<rect width='200' height='100' fill='#c00000'/>"
                        "<rect id='slot-banner' x='20' y='10' width='160' height='20' data-least='10' "
                        "data-required='yes'/><rect id='slot-qr' x='0' y='60' width='20' height='20'/>");
    auto const page = sample.load();
    REQUIRE(page.has_value());
    auto const refused = [&](Contents const& contents) {
        Sheet sheet(200, 100);
        auto const drawn = sheet.fill(*page, contents);
        REQUIRE_FALSE(drawn.has_value());
        CHECK(sheet.surface.at(5, 5) == Colour::White);
        return drawn.error();
    };
    CHECK(refused({}).kind == base::Kind::Missing);
    CHECK(refused({{Slot::Banner, draw::Passage("")}}).message.zh.find("会标") != std::string::npos);
    auto const glyph = refused({{Slot::Banner, draw::Passage("公开\U0001F600日")}});
    CHECK(glyph.message.zh.find("\U0001F600") != std::string::npos);
    auto const longOne = refused({{Slot::Banner, wordings().back()}});
    CHECK(longOne.message.zh.find("太长") != std::string::npos);
    auto const fine =
        refused({{Slot::Banner, draw::Passage("公开")}, {Slot::Qr, layout::QrText{"https://example.org"}}});
    CHECK(fine.message.zh.find("太密") != std::string::npos);
    CHECK_FALSE(refused({{Slot::Banner, layout::QrText{"a"}}}).message.zh.empty());
}

TEST_CASE("a QR code's modules are whole pixels of equal size") {
    Sample const sample("<rect id='slot-qr' x='13.3' y='7.7' width='80.9' height='80.9'/>");
    auto const page = sample.load();
    Sheet sheet(517, 259);
    auto const drawn = sheet.fill(*page, {{Slot::Qr, layout::QrText{"https://example.org"}}});
    REQUIRE(drawn.has_value());
    draw::Rect const ink = drawn->at(0).ink;
    auto const pixel = [&](double x, double y) {
        return sheet.surface.at(static_cast<int>(x), static_cast<int>(y));
    };
    for (double y = ink.y; y < ink.bottom(); ++y) {
        for (double x = ink.x; x < ink.right(); ++x) {
            bool const pure = pixel(x, y) == Colour::Black || pixel(x, y) == Colour::White;
            REQUIRE(pure);
        }
    }
    CHECK(pixel(ink.x, ink.y) == Colour::Black);
    CHECK(pixel(ink.x - 1, ink.y - 1) == Colour::White);
}

TEST_CASE("files that are no layout are refused") {
    CHECK(Layout::load("/nowhere/a.svg").error().kind == base::Kind::Missing);
    CHECK_FALSE(Sample("<rect/>").load().has_value());
    CHECK_FALSE(Sample(BannerSlot, "width='10' height='10'").load().has_value());
    auto const unknown = Sample("<rect id='slot-banana' width='9' height='9'/>").load();
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().where.ends_with("sample.svg:2"));
    CHECK_FALSE(Sample("<rect id='slot-banner' width='9' height='9' data-size='big'/>").load().has_value());
    CHECK_FALSE(Sample("<g id='slot-banner'/>").load().has_value());
    CHECK_FALSE(Sample("<rect").load().has_value());
}

TEST_CASE("check names all that is wrong at once, with lines") {
    TestFolder const pictures;
    Sample const sample(
        "<rect id='slot-banner' x='150' y='10' width='160' height='40' data-colour='#777777' "
        "data-wieght='bold'/>\n"
        "<rect id='slot-caption' x='160' y='12' width='20' height='20' data-lines='9' data-align='middle'/>\n"
        "<rect id='slot-nothing' width='9' height='9'/>\n"
        "<text font-family='SimHei'>a</text>\n"
        "<g class='with-banana'/>\n"
        "<image xlink:href='/tmp/a.png' width='9' height='9'/>\n"
        "<image xlink:href='missing.png' width='9' height='9'/>\n"
        "<image id='photo' xlink:href='small.png' width='90' height='90'/>");
    auto small = draw::Surface::create(20, 20);
    REQUIRE(small->writePng(sample.folder / "small.png").has_value());
    auto const findings = layout::check(sample.file);
    CHECK(found(findings, "lies outside the page", false));
    CHECK(found(findings, "words and ground differ", false));
    CHECK(found(findings, "data-wieght", true));
    CHECK(found(findings, "data-align cannot be \"middle\"", false));
    CHECK(found(findings, "slot-nothing", false));
    CHECK(found(findings, "overlap", true));
    CHECK(found(findings, "no place for the LOGO", true));
    CHECK(found(findings, "SimHei", false));
    CHECK(found(findings, "with-banana", false));
    CHECK(found(findings, "leads out of the layout's folder", false));
    CHECK(found(findings, "will look coarse", true));
    bool lineOfText = false;
    for (auto const& finding : findings) lineOfText |= finding.error.where.ends_with("sample.svg:5");
    CHECK(lineOfText);
    CHECK(base::anyError(layout::check("/nowhere.svg")));
}

namespace {

std::string const ItemRoot = "viewBox='0 0 200 100' data-id='card' data-item='卡' data-trim='400x200mm' ";

base::Findings checkItem(std::string const& attributes, std::string const& elements = {}) {
    Sample const sample("<g class='ground'><rect width='200' height='100'/></g>" + BannerSlot + elements,
                        ItemRoot + attributes);
    return layout::check(sample.file);
}

} // namespace

TEST_CASE("what <svg> says of its thing is read, and what it cannot say is told") {
    Sample const sample("<g class='ground'/>" + BannerSlot,
                        ItemRoot + "data-bleed='3mm' data-marks='yes' data-dpi='150' data-fold='middle' "
                                   "data-per='guest' data-order='7'");
    auto const page = sample.load();
    REQUIRE(page.has_value());
    REQUIRE(page->item().has_value());
    layout::Item const& item = *page->item();
    CHECK(item.id == "card");
    CHECK(item.name == "卡");
    CHECK(item.size == draw::Size{400, 200});
    CHECK(item.bleed == 3);
    CHECK(item.marks);
    CHECK(item.dpi == 150);
    CHECK(item.fold == layout::Item::Fold::Middle);
    CHECK(item.per == layout::Item::Per::Guest);
    CHECK(item.order == 7);
    CHECK_FALSE(Sample(BannerSlot).load()->item().has_value());

    for (char const* wrong :
         {"data-bleed='3'", "data-bleed='3cm'", "data-bleed='999mm'", "data-marks='maybe'", "data-dpi='nan'",
          "data-dpi='5'", "data-fold='left'", "data-per='dog'", "data-order='-1'", "data-out='gif'"}) {
        CAPTURE(wrong);
        CHECK(found(checkItem(wrong), "cannot be", false));
    }
    CHECK(found(checkItem("data-bleeds='3mm'"), "data-bleeds", true));
    CHECK(found(checkItem("data-bleed='3mm' data-margin='9mm'"), "exclude each other", false));
    auto const as = [](std::string const& root) {
        return layout::check(Sample(BannerSlot, "viewBox='0 0 200 100' " + root).file);
    };
    CHECK(found(as("data-id='a' data-item='卡' data-trim='400x300mm'"), "make them alike", false));
    CHECK(found(as("data-id='A b' data-item='卡' data-trim='400x200mm'"), "data-id cannot be", false));
    CHECK(found(as("data-id='a' data-item='a/b' data-trim='400x200mm'"), "data-item cannot be", false));
    CHECK(found(as("data-id='a' data-item='卡'"), "data-trim cannot be", false));
    CHECK(
        found(as("data-id='a' data-item='卡' data-out='png' data-pixels='200.5x100'"), "data-pixels", false));
    CHECK(found(as("data-id='a' data-item='卡' data-out='png' data-pixels='200x100' data-marks='yes'"),
                "has no bleed", false));
    CHECK(found(as("data-id='a' data-item='卡' data-out='png' data-pixels='200x100' data-per='person'"),
                "must be a PDF", false));
    CHECK(found(as("data-id='a' data-item='卡' data-trim='400x200mm' data-bleed='3mm'"), "needs a ground",
                false));
}

TEST_CASE("the LOGO's rules: clear space, size, ground, never cut") {
    auto const with = [](std::string const& logo) {
        return checkItem("", "<rect id='slot-logo' data-ground='#ffffff' " + logo + "/>");
    };
    std::string const broken = "LOGO's rules are broken";
    CHECK_FALSE(found(with("x='90' y='60' width='30' height='30'"), broken, false));
    CHECK(found(with("x='90' y='69' width='30' height='30'"), "too near the edge", false));
    CHECK(found(with("x='90' y='51' width='30' height='30'"), "clear space", false));
    CHECK(found(with("x='90' y='60' width='3' height='30'"), "too small", false));
    CHECK(found(with("x='90' y='60' width='30' height='30' data-fit='cover'"), "must not be cut", false));
    CHECK(found(
        checkItem("", "<rect id='slot-logo' data-ground='#c20f23' x='90' y='60' width='30' height='30'/>"),
        "light ground", false));
}

TEST_CASE("the ground goes on into the bleed, and nowhere else") {
    Sample const sample(
        "<g class='ground'><rect x='-10' y='-10' width='220' height='120' fill='#0000ff'/></g>" + BannerSlot);
    auto const page = sample.load();
    REQUIRE(page.has_value());
    for (double const bleed : {0.0, 5.0}) {
        Sheet sheet(240, 140);
        layout::Layout::Options options;
        options.bleed = bleed;
        auto const drawn = page->draw(sheet.canvas, testFonts(), {20, 20, 200, 100},
                                      Contents{{Slot::Banner, draw::Passage("公开")}}, options);
        REQUIRE(drawn.has_value());
        CHECK(sheet.surface.at(25, 25) == Colour{0, 0, 255, 255});
        CHECK((sheet.surface.at(17, 70) == Colour{0, 0, 255, 255}) == (bleed > 0));
        CHECK(sheet.surface.at(13, 70) == Colour::White);
    }
}
