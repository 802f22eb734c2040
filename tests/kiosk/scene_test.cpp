#include "chinese.h"
#include "kiosk/look.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

using namespace sample;
using kiosk::Item;
using kiosk::Label;
using kiosk::Mark;
using kiosk::Scene;
using kiosk::Verb;

namespace {

struct Shape {
    int width;
    int height;
};
constexpr Shape Shapes[] = {{1024, 600}, {1920, 1080}, {1080, 1920}, {3840, 2160}};

bool cross(draw::Rect const& a, draw::Rect const& b, double slack) {
    return a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() &&
           b.y + slack < a.bottom();
}

/// Where the marks begin that are not dimmed.
std::size_t firstMark(Scene const& scene) {
    if (scene.modal == 0) return 0;
    for (std::size_t i = scene.marks.size(); i > 0; --i)
        if (auto const* box = std::get_if<kiosk::Box>(&scene.marks[i - 1].what);
            box && box->rect.width == scene.width && box->rect.height == scene.height)
            return i;
    return 0;
}

void auditItems(Scene const& scene) {
    draw::Rect const screen{0, 0, double(scene.width), double(scene.height)};
    double const dp = scene.pxPerDp;
    std::set<std::string> ids;
    for (std::size_t i = scene.modal; i < scene.items.size(); ++i) {
        Item const& item = scene.items[i];
        INFO(item.id, " \"", item.name, "\" ", item.rect.x, ",", item.rect.y, " ", item.rect.width, "x",
             item.rect.height);
        CHECK(ids.insert(item.id).second);
        CHECK_FALSE(item.name.empty());
        CHECK(screen.contains(item.rect, 0.5));
        if (item.textPx > 0) {
            CHECK(item.textPx >= 20 * dp - 0.01);
            REQUIRE((item.fg && item.bg));
            CHECK(draw::contrast(*item.fg, *item.bg) >= 4.5);
        }
        if (!item.act) continue;
        CHECK(item.rect.width >= 48 * dp - 1);
        CHECK(item.rect.height >= 48 * dp - 1);
        for (std::size_t j = i + 1; j < scene.items.size(); ++j)
            if (scene.items[j].act) {
                INFO("and ", scene.items[j].id);
                CHECK_FALSE(cross(item.rect, scene.items[j].rect, 0.5));
            }
    }
}

void auditText(Scene const& scene) {
    draw::Rect const screen{0, 0, double(scene.width), double(scene.height)};
    std::vector<Mark const*> labels;
    for (std::size_t i = firstMark(scene); i < scene.marks.size(); ++i)
        if (std::holds_alternative<Label>(scene.marks[i].what)) labels.push_back(&scene.marks[i]);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        Label const& label = std::get<Label>(labels[i]->what);
        INFO(label.key);
        CHECK(label.text->missingGlyphs().empty());
        draw::Rect const within = labels[i]->clip.value_or(screen);
        CHECK(label.ink.x >= within.x - 0.5);
        CHECK(label.ink.right() <= within.right() + 0.5);
        if (!labels[i]->clip) {
            CHECK(label.ink.y >= -0.5);
            CHECK(label.ink.bottom() <= scene.height + 0.5);
            // Words of a control lie in it.
            for (std::size_t k = scene.modal; k < scene.items.size(); ++k) {
                Item const& item = scene.items[k];
                if (item.act && item.rect.contains(label.ink.centre())) {
                    INFO("in ", item.id);
                    CHECK(item.rect.contains(label.ink, 0.5));
                }
            }
        }
        for (std::size_t j = i + 1; j < labels.size(); ++j) {
            if (labels[i]->clip.has_value() != labels[j]->clip.has_value()) continue;
            INFO("over ", std::get<Label>(labels[j]->what).key);
            CHECK_FALSE(cross(label.ink, std::get<Label>(labels[j]->what).ink, 1.5));
        }
    }
}

/// What a layout would have drawn.
std::vector<layout::Drawn> drawnFor(Shape shape) {
    layout::Drawn banner;
    banner.slot = layout::Slot::Banner;
    banner.rect = banner.ink = {shape.width * 0.1, shape.height * 0.3, shape.width * 0.8, shape.height * 0.2};
    banner.textSize = shape.height * 0.08;
    banner.colour = draw::Colour::White;
    banner.ground = {160, 20, 20, 255};
    return {banner};
}

struct Auditor {
    Shape shape;
    kiosk::TextCache texts{fonts()};
    std::map<std::string, int> seen{};

    Scene look(Kiosk& it) {
        Scene scene = kiosk::makeScene(*it.session, texts, shape.width, shape.height, "", drawnFor(shape));
        it.session->scroll = scene.scrolling ? scene.scrolling->offset : 0;
        it.session->reveal.clear();
        INFO(scene.screen, " / ", scene.place);
        auditItems(scene);
        auditText(scene);
        ++seen[scene.screen];
        // All of a long page can be reached by its buttons.
        if (scene.scrolling && scene.scrolling->most() > 0 && scene.modal == 0 &&
            it.session->screen() != kiosk::Screen::Start) {
            CHECK(scene.find("scroll_up") != nullptr);
            CHECK(scene.find("scroll_down") != nullptr);
        }
        return scene;
    }
};

/// Every screen there is, with faults, keyboards and dialogs.
void walk(Auditor& auditor, std::string const& language) {
    Kiosk it;
    auditor.look(it);
    it.session->holdCorner();
    it.wait(2s);
    auditor.look(it);
    it.session->releaseCorner();
    it.press(Verb::Begin);
    it.press(Verb::PickLanguage, {}, language);
    auditor.look(it);
    it.press(Verb::Start);
    auditor.look(it);
    it.press(Verb::Next);
    it.press(Verb::Next); // a fault
    auditor.look(it);
    it.choose("/data/grade", "1");
    auditor.look(it);
    it.press(Verb::Next);
    it.press(Verb::Next);
    auditor.look(it);
    for (char const* layer : {"capitals", "symbols", ""}) {
        it.press(Verb::Layer, {}, layer);
        auditor.look(it);
    }
    std::string words;
    for (int i = 0; i < 30; ++i) words += "办事大厅的号排了很久 no seats either, ";
    it.session->type(words);
    Scene const typing = auditor.look(it);
    REQUIRE(typing.scrolling.has_value());
    CHECK(typing.scrolling->offset > 0); // the end of what is being typed is seen
    it.press(Verb::HideKeyboard);
    auditor.look(it);
    it.press(Verb::Next);
    for (char const* topic : {"t0", "t1", "t2", "t3"}) it.choose("/data/topics", topic);
    auditor.look(it);
    it.choose("/data/topics", "t1");
    it.press(Verb::Next);
    it.press(Verb::Next);
    auditor.look(it);
    it.press(Verb::Key, {}, "300");
    it.press(Verb::Next);
    auditor.look(it);
    it.press(Verb::EraseAll);
    it.press(Verb::Key, {}, "30");
    it.press(Verb::Next);
    it.press(Verb::Next);
    auditor.look(it);
    it.full = true;
    it.press(Verb::Submit);
    auditor.look(it);
    it.press(Verb::Abandon);
    auditor.look(it);
    it.press(Verb::Dismiss);
    it.wait(60s);
    auditor.look(it);
    it.press(Verb::Continue);
    it.full = false;
    it.press(Verb::Submit);
    auditor.look(it);
}

void walkStaff(Auditor& auditor) {
    Kiosk it;
    it.session->holdCorner();
    it.wait(3s);
    auditor.look(it);
    for (int i = 0; i < 12; ++i) it.press(Verb::Digit, {}, "1");
    auditor.look(it);
    it.press(Verb::DigitsEnter);
    auditor.look(it);
    it.wait(2s);
    for (char const* digit : {"2", "4", "6", "8"}) it.press(Verb::Digit, {}, digit);
    it.press(Verb::DigitsEnter);
    auditor.look(it);
    it.press(Verb::Export, {}, "0");
    it.session->exportAt(0.4);
    auditor.look(it);
    auto const volume = it.session->takeExport();
    it.session->exportEnded(it.services.exportTo(*volume, {}));
    auditor.look(it);
    it.session->exportEnded(base::fail(
        base::Kind::Full, {"U盘满了，请换一个", "the stick is full, use another"}, "/media/KINGSTON"));
    auditor.look(it);
    it.press(Verb::Quit);
    auditor.look(it);
    auto event = sample::event({questionnaire(formXml())});
    event.pinHash.clear();
    Kiosk unset(std::move(event));
    unset.session->holdCorner();
    unset.wait(3s);
    auditor.look(unset);
    Kiosk two(sample::event({questionnaire(formXml()), questionnaire(formXml()), questionnaire(formXml()),
                             questionnaire(formXml()), questionnaire(formXml()), questionnaire(formXml())}));
    two.press(Verb::Begin);
    auditor.look(two);
    Kiosk refused(formXml(R"x(<bind nodeset="/data/place" type="geopoint" required="true()"/>)x", "<place/>",
                          R"(<input ref="/data/place"><label>在哪里？</label></input>)"));
    refused.press(Verb::Begin);
    auditor.look(refused);
}

/// The ways to write, with what is begun and without.
void walkWriting(Auditor& auditor) {
    Field it;
    auditor.look(it);
    it.draw(da());
    auditor.look(it);
    it.draw(zhong(140));
    auditor.look(it);
    it.press(Verb::ClearInk);
    for (char const* mode : {"pinyin", "nine", "letters", "symbols"}) {
        it.press(Verb::Mode, {}, mode);
        auditor.look(it);
    }
    it.press(Verb::Mode, {}, "pinyin");
    it.keys("shi");
    for (int page = 0; page < 3; ++page) {
        Scene const scene = auditor.look(it);
        if (auto const* more = scene.find("candidates_more")) it.session->press(*more->act);
    }
    it.keys("gezhengwugongkaizhutirihuodongdemanyidudiaocha");
    auditor.look(it);
    it.press(Verb::Mode, {}, "nine");
    it.keys("42674649436");
    auditor.look(it);
    it.press(Verb::PickLanguage, {}, "1");
    auditor.look(it);
    it.press(Verb::Mode, {}, "hand");
    auditor.look(it);
}

} // namespace

TEST_CASE("every screen in every shape and both languages: targets, contrast, text") {
    for (Shape const shape : Shapes) {
        INFO(shape.width, "x", shape.height);
        Auditor auditor{shape};
        walk(auditor, "0");
        walk(auditor, "1");
        walkStaff(auditor);
        walkWriting(auditor);
        for (char const* screen :
             {"attract", "start", "survey", "review", "thanks", "idle", "pin", "staff", "message"}) {
            INFO(screen);
            CHECK(auditor.seen[screen] > 0);
        }
    }
}

TEST_CASE("nothing changes, nothing is painted; a choice damages its own rows alone") {
    Kiosk it;
    it.begin();
    it.press(Verb::Next);
    kiosk::TextCache texts(fonts());
    auto const look = [&] { return kiosk::makeScene(*it.session, texts, 1920, 1080, "", {}); };
    Scene const before = look();
    CHECK(kiosk::damage(before, look()).empty());
    it.choose("/data/grade", "4");
    Scene const after = look();
    draw::Rect const changed = kiosk::damage(before, after);
    Item const* const row = after.find("choice:/data/grade=4");
    REQUIRE(row != nullptr);
    CHECK(row->checked == true);
    CHECK(changed.contains(row->rect));
    CHECK(changed.height < row->rect.height * 1.5);
}

TEST_CASE("a dialog hides what lies under it from the finger and from the inspector") {
    Kiosk it;
    it.begin();
    it.press(Verb::Abandon);
    kiosk::TextCache texts(fonts());
    Scene const scene = kiosk::makeScene(*it.session, texts, 1920, 1080, "", {});
    Item const* const next = scene.find("next");
    REQUIRE(next != nullptr);
    CHECK(scene.at(next->rect.centre()) == nullptr);
    Item const* const yes = scene.find("dialog_yes");
    REQUIRE(yes != nullptr);
    CHECK(scene.at(yes->rect.centre()) == yes);
}

TEST_CASE("the PIN's digits are on no scene") {
    Kiosk it;
    it.session->holdCorner();
    it.wait(3s);
    for (char const* digit : {"2", "4", "6"}) it.press(Verb::Digit, {}, digit);
    kiosk::TextCache texts(fonts());
    Scene const scene = kiosk::makeScene(*it.session, texts, 1024, 600, "", {});
    Item const* const pin = scene.find("pin");
    REQUIRE(pin != nullptr);
    CHECK(pin->value.empty());
    for (Item const& item : scene.items) CHECK(item.name.find("246") == std::string::npos);
}
