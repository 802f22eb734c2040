#include "base/file.h"
#include "draw/document.h"
#include "draw/picture.h"
#include "draw/text.h"
#include "folder.h"
#include "fonts.h"
#include "output.h"
#include "samples.h"

#include <doctest/doctest.h>

#include <string>

using namespace huibiao;
using draw::Document;
using draw::Text;

namespace {

std::string const Wording = "浏阳市高坪镇2023年“政务公开主题日”活动暨“阳光政务 公开透明”";

Document makeBanner(draw::Size mm, Document::Options const& options, Text::As as = Text::As::Text) {
    draw::Size const page{draw::points(mm.width), draw::points(mm.height)};
    auto document = Document::open(testFonts(), page, options);
    REQUIRE(document.has_value());
    document->canvas().fill({0, 0, page.width, page.height}, draw::Colour{194, 15, 35, 255});
    auto const text =
        Text::fit(testFonts(), Wording, {.weight = draw::Weight::Black, .colour = draw::Colour::White},
                  {page.width * 0.9, page.height * 0.8}, {.least = 1, .most = 9999, .lines = 1});
    REQUIRE(text.has_value());
    text->draw(document->canvas(), text->centredIn({0, 0, page.width, page.height}), as);
    return std::move(*document);
}

} // namespace

TEST_CASE("a PDF holds its words as text in embedded fonts, at true size") {
    TestFolder const folder;
    auto document = makeBanner({1000, 150}, {.title = Wording});
    CHECK(document.scale() == 1);
    REQUIRE(document.finish(folder / "a.pdf").has_value());
    std::string const file = (folder / "a.pdf").string();
    CHECK(output("pdftotext " + file + " - | tr -d '\\n\\f'") == Wording);
    std::string const fonts = output("pdffonts " + file);
    CHECK(fonts.find("NotoSansCJKsc-Black") != std::string::npos);
    CHECK(fonts.find("yes yes yes") != std::string::npos);
    CHECK(output("pdfinfo " + file).find("2834.65 x 425.197 pts") != std::string::npos);
    CHECK(draw::scaleName(document.scale()).empty());
}

TEST_CASE("outlines leave no fonts and no text") {
    TestFolder const folder;
    auto document = makeBanner({1000, 150}, {}, Text::As::Outlines);
    REQUIRE(document.finish(folder / "a.pdf").has_value());
    CHECK(output("pdftotext " + (folder / "a.pdf").string() + " -") == "\f");
    CHECK(output("pdffonts " + (folder / "a.pdf").string()).find("Noto") == std::string::npos);
}

TEST_CASE("beyond Acrobat's limit the file is at 1:10 and says so on the sheet and in its boxes") {
    TestFolder const folder;
    auto document = makeBanner({6000, 700}, {.title = Wording});
    CHECK(document.scale() == doctest::Approx(0.1));
    CHECK(draw::scaleName(document.scale()) == "（1比10）");
    REQUIRE(document.finish(folder / "a.pdf").has_value());
    std::string const file = (folder / "a.pdf").string();
    // What viewers and print shops take as the page is the banner to the tenth, without the slug.
    CHECK(output("pdfinfo " + file).find("1700.79 x 198.425 pts") != std::string::npos);
    CHECK(output("pdfinfo -box " + file).find("TrimBox") != std::string::npos);
    std::string const words = output("pdftotext " + file + " -");
    CHECK(words.find(Wording) != std::string::npos);
    CHECK(words.find("1:10") != std::string::npos);
    CHECK(words.find("6000 × 700 mm") != std::string::npos);
    CHECK(output("qpdf --check " + file).find("No syntax") != std::string::npos);

    CHECK(makeBanner({6000, 700}, {.scale = 1.0}).scale() == 1);
    CHECK(makeBanner({5000, 700}, {}).scale() == 1);
}

TEST_CASE("the same drawing gives the same bytes") {
    for (auto const format : {Document::Format::Pdf, Document::Format::Svg}) {
        for (double const width : {1000.0, 6000.0}) {
            auto const bytes = [&] {
                auto document = makeBanner({width, 700}, {.format = format, .title = Wording});
                auto const picture = draw::Picture::decode(samplePng(), "a.png");
                picture->draw(document.canvas(), {0, 0, 100, 100});
                return document.finish().value();
            };
            CHECK(bytes() == bytes());
        }
    }
}

TEST_CASE("a JPEG goes into a PDF as it is") {
    auto document = Document::open(testFonts(), {200, 100}, {});
    draw::Picture::decode(sampleJpeg(), "a.jpg")->draw(document->canvas(), {0, 0, 200, 100});
    std::string const pdf = document->finish().value();
    CHECK(pdf.find("DCTDecode") != std::string::npos);
    CHECK(pdf.find(sampleJpeg()) != std::string::npos);
}

TEST_CASE("several pages, and one sheet of SVG") {
    TestFolder const folder;
    auto document = Document::open(testFonts(), {200, 100}, {.title = "台卡"});
    REQUIRE(document->nextPage().has_value());
    REQUIRE(document->finish(folder / "a.pdf").has_value());
    CHECK(output("pdfinfo " + (folder / "a.pdf").string()).find("Pages:           2") != std::string::npos);
    CHECK(output("pdfinfo " + (folder / "a.pdf").string()).find("台卡") != std::string::npos);

    auto svg = Document::open(testFonts(), {200, 100}, {.format = Document::Format::Svg, .pixels = true});
    CHECK(svg->nextPage().error().kind == base::Kind::Unsupported);
    CHECK(svg->finish()->find("width=\"200px\"") != std::string::npos);
}

TEST_CASE("sizes and scales that cannot be are refused") {
    CHECK_FALSE(Document::open(testFonts(), {0, 10}, {}).has_value());
    CHECK_FALSE(Document::open(testFonts(), {10, 1e9}, {}).has_value());
    CHECK_FALSE(Document::open(testFonts(), {10, 10}, {.scale = 0.0}).has_value());
    CHECK_FALSE(Document::open(testFonts(), {10, 10}, {.scale = 2.0}).has_value());
}
