#include "sample.h"

using namespace sample;
using kiosk::Item;
using kiosk::Scene;
using kiosk::Verb;

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
