#include "base/file.h"
#include "draw/document.h"
#include "draw/path.h"
#include "draw/picture.h"
#include "draw/press.h"
#include "draw/svg.h"
#include "draw/text.h"
#include "folder.h"
#include "fonts.h"
#include "output.h"
#include "samples.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>

using namespace huibiao;
using draw::Colour;
using draw::Document;
using draw::Inks;
using draw::Separation;

namespace {

Colour const Red{0xC2, 0x0F, 0x23, 255};
Inks const RedInks{0.10, 1.00, 0.95, 0.10};

Separation const& separation() {
    static auto const made = Separation::open(draw::pressProfile(), {{Red, RedInks}});
    return made.value();
}

/// A sheet with what layouts hold: fields, words, a gradient, a picture with see-through pixels.
Document sheet(std::string const& extra = {}) {
    auto document = Document::open(testFonts(), {200, 100}, {.title = "会标", .bleed = 9, .marks = true});
    draw::Canvas& canvas = document->canvas();
    canvas.fill({-9, -9, 218, 118}, Red);
    auto const svg = draw::Svg::decode(
        R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50"><defs><linearGradient id="g">
           <stop offset="0" stop-color="#c20f23"/><stop offset="1" stop-color="#000000"/></linearGradient></defs>
           <rect width="50" height="50" fill="url(#g)"/>)svg" +
            extra + "</svg>",
        {});
    REQUIRE(svg.has_value());
    REQUIRE(svg->draw(canvas).has_value());
    draw::Picture::decode(samplePng(), "a.png")->draw(canvas, {60, 0, 40, 40});
    auto const text = draw::Text::lay(testFonts(), "公开", {.size = 20, .colour = Colour::Black});
    text.draw(canvas, {110, 10});
    return std::move(*document);
}

/// The file without compression, to read in.
std::string plain(TestFolder const& folder, std::string const& pdf) {
    REQUIRE(base::writeDurably(folder / "in.pdf", pdf).has_value());
    return output("qpdf --qdf --object-streams=disable --no-original-object-ids " +
                  (folder / "in.pdf").string() + " -");
}

bool holds(std::string const& text, std::string const& what) {
    return text.find(what) != std::string::npos;
}

} // namespace

TEST_CASE("known colours have their inks, greys are black alone, others come from the profile") {
    CHECK(separation().inks(Red) == RedInks);
    CHECK(separation().inks(Colour::Black) == Inks{0, 0, 0, 1});
    CHECK(separation().inks(Colour::White) == Inks{0, 0, 0, 0});
    Inks const grey = separation().inks({128, 128, 128, 255});
    CHECK(grey.cyan + grey.magenta + grey.yellow == 0);
    CHECK(grey.black == doctest::Approx(0.498).epsilon(0.01));
    Inks const blue = separation().inks({0, 60, 160, 255});
    CHECK(blue.cyan > 0.8);
    CHECK(blue.yellow < 0.2);
    CHECK(Separation::open("/nowhere.icc", {}).error().kind == base::Kind::Missing);
    TestFolder const folder;
    REQUIRE(base::writeDurably(folder / "a.icc", "no profile").has_value());
    CHECK(Separation::open(folder / "a.icc", {}).error().kind == base::Kind::Invalid);
}

TEST_CASE("a separated sheet has no colour but in inks, and its words are words") {
    TestFolder const folder;
    auto const pdf = draw::separated(sheet().finish().value(), separation());
    REQUIRE(pdf.has_value());
    std::string const text = plain(folder, *pdf);
    CHECK_FALSE(holds(text, "DeviceRGB"));
    CHECK_FALSE(holds(text, " rg\n"));
    CHECK_FALSE(holds(text, " RG\n"));
    CHECK(holds(text, "0.1 1 0.95 0.1 k"));
    CHECK(holds(text, "0 0 0 1 k"));
    CHECK(holds(text, "DeviceCMYK"));
    CHECK(output("pdftotext " + (folder / "in.pdf").string() + " - | tr -d '\\n\\f'") == "公开");
    CHECK(holds(output("qpdf --check " + (folder / "in.pdf").string()), "No syntax"));
    // The same drawing, the same bytes.
    CHECK(draw::separated(sheet().finish().value(), separation()).value() == *pdf);
    // What a press would put on paper: the field in the corner.
    output("gs -q -o '" + (folder / "s%d.tif").string() + "' -sDEVICE=tiffsep -r36 " +
           (folder / "in.pdf").string());
    CHECK(std::filesystem::exists(folder / "s1(Magenta).tif"));
}

TEST_CASE("PDF/X-3 has what ISO 15930-6 asks for and nothing that it forbids") {
    TestFolder const folder;
    std::string const separate = draw::separated(sheet().finish().value(), separation()).value();
    auto const pdf = draw::asPdfX3(separate, "会标", {});
    REQUIRE_MESSAGE(pdf.has_value(), pdf.error().message.en);
    CHECK(pdf->starts_with("%PDF-1.4"));
    std::string const text = plain(folder, *pdf);
    for (char const* forbidden : {"/SMask", "/S /Transparency", "/ArtBox", "/JavaScript", "/Encrypt",
                                  "DeviceRGB", "/ObjStm", "/XRef"})
        CHECK_MESSAGE(!holds(text, forbidden), forbidden);
    auto const json = nlohmann::json::parse(
        output("qpdf --json=2 --json-stream-data=none " + (folder / "in.pdf").string()));
    auto const& objects = json.at("qpdf").at(1);
    auto const at = [&](nlohmann::json const& reference) -> nlohmann::json const& {
        return objects.at("obj:" + reference.get<std::string>()).at("value");
    };
    auto const& trailer = objects.at("trailer").at("value");
    CHECK(trailer.at("/ID").size() == 2);
    auto const& info = at(trailer.at("/Info"));
    CHECK(info.at("/GTS_PDFXVersion") == "u:PDF/X-3:2003");
    CHECK(info.at("/Trapped") == "/False");
    CHECK(info.at("/Title") == "u:会标");
    CHECK(info.contains("/CreationDate"));
    CHECK(info.contains("/ModDate"));
    auto const& root = at(trailer.at("/Root"));
    auto const& intent = at(root.at("/OutputIntents").at(0));
    CHECK(intent.at("/S") == "/GTS_PDFX");
    CHECK(intent.at("/OutputConditionIdentifier") == "u:CGATS TR 001");
    CHECK(intent.at("/RegistryName") == "u:http://www.color.org");
    auto const& page = at(at(root.at("/Pages")).at("/Kids").at(0));
    auto const box = [&](char const* name) { return page.at(name).get<std::vector<double>>(); };
    std::vector<double> const media = box("/MediaBox");
    std::vector<double> const bleed = box("/BleedBox");
    std::vector<double> const trim = box("/TrimBox");
    for (std::size_t i : {0U, 1U}) {
        CHECK(media[i] <= bleed[i]);
        CHECK(bleed[i] == doctest::Approx(trim[i] - 9));
        CHECK(trim[i + 2] + 9 == doctest::Approx(bleed[i + 2]));
        CHECK(bleed[i + 2] <= media[i + 2]);
    }
    for (auto const& [name, object] : objects.items()) {
        if (!object.is_object() || !object.contains("value")) continue;
        auto const& value = object.at("value");
        if (!value.is_object() || value.value("/Type", "") != "/FontDescriptor") continue;
        CHECK((value.contains("/FontFile") || value.contains("/FontFile2") || value.contains("/FontFile3")));
    }
    CHECK(holds(output("pdfinfo " + (folder / "in.pdf").string()), "PDF/X-3:2003"));
    CHECK(output("pdftotext " + (folder / "in.pdf").string() + " - | tr -d '\\n\\f'") == "公开");
}

TEST_CASE("what is see-through cannot be PDF/X, and is told") {
    std::string const extra = R"(<rect width="20" height="20" fill="#ffffff" fill-opacity="0.5"/>)";
    auto const separate = draw::separated(sheet(extra).finish().value(), separation());
    REQUIRE(separate.has_value());
    auto const refused = draw::asPdfX3(*separate, "会标", {});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == base::Kind::Unsupported);
    CHECK(holds(refused.error().message.zh, "半透明"));
    CHECK_FALSE(draw::separated("no pdf", separation()).has_value());
    CHECK_FALSE(draw::asPdfX3("no pdf", "", {}).has_value());
}
