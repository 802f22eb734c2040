#include "draw/surface.h"
#include "sample.h"

#include <algorithm>

using namespace sample;
using kiosk::Screen;
using kiosk::Verb;

namespace {

char const* const Ref = "/data/sign";

std::string withPad(std::string const& appearance, std::string const& bind) {
    return formXml("<bind nodeset=\"/data/sign\" type=\"binary\" " + bind + "/>", "<sign/>",
                   "<upload ref=\"/data/sign\" mediatype=\"image/*\" appearance=\"" + appearance +
                       "\"><label>请签名</label></upload>");
}

struct Signing : Kiosk {
    explicit Signing(std::string const& bind = "required=\"true()\"",
                     std::string const& appearance = "signature")
        : Kiosk(withPad(appearance, bind)) {
        begin();
        while (ref() != Ref) {
            if (ref() == "/data/grade") choose("/data/grade", "5");
            if (ref() == "/data/age") session->type("68");
            press(Verb::Next);
        }
    }
    void sign() {
        session->stroke(std::string("draw:") + Ref, {{20, 20}, {300, 120}, {500, 60}}, {900, 200}, {});
    }
    [[nodiscard]] std::string value() const { return session->survey()->page().questions.front().value; }
};

} // namespace

TEST_CASE("a signature becomes a picture of the submission") {
    Signing it;
    it.press(Verb::Next);
    CHECK(it.session->screen() == Screen::Survey);
    CHECK(it.session->survey()->fault(Ref) != nullptr);
    it.sign();
    CHECK(it.session->survey()->fault(Ref) == nullptr);
    it.press(Verb::Next);
    REQUIRE(it.session->screen() == Screen::Review);
    CHECK(it.session->survey()->answers().back().text == "已签名");
    it.press(Verb::Submit);
    REQUIRE(it.kept.size() == 1);
    REQUIRE(it.kept[0].attachments.size() == 1);
    form::Attachment const& file = it.kept[0].attachments[0];
    CHECK(file.mediaType == "image/png");
    CHECK(file.name.starts_with("signature-"));
    CHECK(it.kept[0].xml.find("<sign>" + file.name + "</sign>") != std::string::npos);
    auto const picture = draw::Picture::decode(file.bytes, file.name);
    REQUIRE(picture.has_value());
    CHECK(picture->size().width == 800);
    auto surface = draw::Surface::create(800, 178);
    REQUIRE(surface.has_value());
    auto canvas = surface->canvas();
    picture->draw(canvas, surface->bounds());
    CHECK(surface->at(5, 170) == draw::Colour::White);
    CHECK(surface->at(267, 107) == draw::Colour::Black); // (300, 120) of 900 × 200
}

TEST_CASE("a signature that is wiped away is not handed in") {
    Signing it("");
    it.sign();
    it.press(Verb::Next);
    it.press(Verb::Back);
    CHECK_FALSE(it.value().empty());
    REQUIRE(it.session->survey()->drawing(Ref) != nullptr);
    it.press(Verb::ClearDrawing, Ref);
    CHECK(it.value().empty());
    CHECK(it.session->survey()->drawing(Ref) == nullptr);
    it.press(Verb::Next);
    it.press(Verb::Submit);
    REQUIRE(it.kept.size() == 1);
    CHECK(it.kept[0].attachments.empty());
}

TEST_CASE("signed anew: only the last one is kept") {
    Signing it;
    it.sign();
    it.press(Verb::Next);
    it.press(Verb::Back);
    std::string const before = it.value();
    it.sign();
    it.press(Verb::Next);
    it.press(Verb::Submit);
    REQUIRE(it.kept.size() == 1);
    REQUIRE(it.kept[0].attachments.size() == 1);
    CHECK(it.kept[0].attachments[0].name != before);
}

TEST_CASE("what is read only takes no ink, and pictures to be annotated are not asked") {
    CHECK(kiosk::canAsk(form::QuestionKind::Image, {"draw"}));
    CHECK_FALSE(kiosk::canAsk(form::QuestionKind::Image, {"annotate"}));
    CHECK_FALSE(kiosk::canAsk(form::QuestionKind::Image));
    Kiosk annotating(withPad("annotate", "required=\"true()\""));
    annotating.press(Verb::Begin);
    CHECK(annotating.session->screen() == Screen::Message);
    Signing it("readonly=\"true()\"");
    it.sign();
    CHECK(it.session->survey()->drawing(Ref) == nullptr);
}

TEST_CASE("the pad is there at every size, and its lines come back") {
    Signing it;
    kiosk::TextCache texts(fonts());
    for (auto const& [width, height] : {std::pair{1024, 600}, std::pair{1080, 1920}}) {
        auto const before = kiosk::makeScene(*it.session, texts, width, height, "", {});
        auto const* pad = before.find(std::string("draw:") + Ref);
        REQUIRE(pad);
        REQUIRE(pad->pad);
        CHECK(pad->rect.height >= 180 * before.pxPerDp - 1);
        it.sign();
        auto const after = kiosk::makeScene(*it.session, texts, width, height, "", {});
        auto const inked = std::find_if(after.marks.begin(), after.marks.end(), [](kiosk::Mark const& mark) {
            return std::holds_alternative<kiosk::Inking>(mark.what);
        });
        REQUIRE(inked != after.marks.end());
        CHECK(pad->pad->area.contains(inked->bounds()));
        it.press(Verb::ClearDrawing, Ref);
    }
}
