#include "kiosk/hand.h"

#include <doctest/doctest.h>

using namespace huibiao;
using namespace std::chrono_literals;
using kiosk::Act;
using kiosk::Hand;
using kiosk::Item;
using kiosk::Scene;
using kiosk::Verb;

namespace {

Item control(std::string id, draw::Rect rect, bool rapid = false) {
    Item item;
    item.id = id;
    item.rect = rect;
    item.act = Act{Verb::Choose, {}, id};
    item.rapid = rapid;
    return item;
}

Scene page(std::string place) {
    Scene scene;
    scene.screen = "survey";
    scene.place = std::move(place);
    scene.width = 720;
    scene.height = 720;
    scene.items = {control("a", {0, 0, 300, 80}), control("b", {0, 300, 300, 80}),
                   control("k", {0, 600, 60, 60}, true), control("l", {64, 600, 60, 60}, true)};
    return scene;
}

struct Finger {
    Hand hand;
    base::SteadyTime now{};
    std::string tap(draw::Point at, Scene const& scene) {
        hand.down(at, scene, now);
        auto const outcome = hand.up(at, scene, now + 20ms);
        now += 20ms;
        return outcome.act ? outcome.act->value : "";
    }
};

} // namespace

TEST_CASE("a second tap within 300 ms on the same spot is none, not even on what has come there") {
    Finger finger;
    CHECK(finger.tap({10, 10}, page("one")) == "a");
    finger.now += 250ms;
    CHECK(finger.tap({14, 12}, page("one")).empty());
    CHECK(finger.tap({14, 12}, page("two")).empty());
    finger.now += 60ms;
    CHECK(finger.tap({14, 12}, page("two")) == "a");
}

TEST_CASE("another control may follow at once, and keys of a keyboard quickly") {
    Finger finger;
    CHECK(finger.tap({10, 10}, page("one")) == "a");
    CHECK(finger.tap({10, 310}, page("one")) == "b");
    CHECK(finger.tap({30, 630}, page("one")) == "k");
    CHECK(finger.tap({70, 630}, page("one")) == "l");
    CHECK(finger.tap({70, 630}, page("one")).empty());
    finger.now += 100ms;
    CHECK(finger.tap({70, 630}, page("one")) == "l");
    // A key that has come under a finger that pressed something else there.
    CHECK(finger.tap({70, 630}, page("two")).empty());
}

TEST_CASE("a finger that slides off presses nothing; in what scrolls it scrolls") {
    Hand hand;
    Scene scene = page("one");
    hand.down({10, 10}, scene, {});
    CHECK(hand.pressed() == "a");
    CHECK_FALSE(hand.up({10, 310}, scene, {}).act.has_value());
    scene.scrolling = kiosk::Scrolling{{0, 0, 720, 500}, 900, 0};
    hand.down({10, 310}, scene, {});
    CHECK(hand.move({10, 305}, scene).scroll == 0);
    CHECK(hand.move({10, 270}, scene).scroll == 35);
    CHECK_FALSE(hand.up({10, 270}, scene, {}).act.has_value());
}

TEST_CASE("under a dialog nothing can be pressed") {
    Finger finger;
    Scene scene = page("one");
    scene.modal = scene.items.size();
    CHECK(finger.tap({10, 10}, scene).empty());
}

namespace {

Scene padded() {
    Scene scene = page("pad");
    scene.pxPerDp = 2;
    Item pad;
    pad.id = "pad";
    pad.rect = {400, 100, 200, 200};
    pad.pad = kiosk::Pad{{400, 60, 200, 240}, 6, {}}; // its upper part is scrolled away
    scene.items.push_back(pad);
    scene.scrolling = kiosk::Scrolling{{0, 0, 720, 720}, 2000, 0};
    return scene;
}

} // namespace

TEST_CASE("a finger on a pad draws: it neither presses nor scrolls, and its line is told in dp") {
    Hand hand;
    Scene const scene = padded();
    base::SteadyTime const now{5s};
    CHECK_FALSE(hand.down({420, 140}, scene, now).act);
    CHECK(hand.draws());
    CHECK(hand.move({500, 200}, scene).scroll == 0);
    hand.move({900, 200}, scene); // off the pad: along its edge
    CHECK(hand.line().size() == 3);
    auto const outcome = hand.up({900, 200}, scene, now + 1s);
    REQUIRE(outcome.drawn);
    CHECK(outcome.drawn->pad == "pad");
    CHECK(outcome.drawn->began == now);
    CHECK(outcome.drawn->size == draw::Size{100, 120});
    CHECK(outcome.drawn->points == std::vector<draw::Point>{{10, 40}, {50, 70}, {100, 70}});
    CHECK_FALSE(hand.draws());
}

TEST_CASE("strokes may follow one another at once, on the same spot too; a tap is a dot") {
    Hand hand;
    Scene const scene = padded();
    for (int i = 0; i < 3; ++i) {
        hand.down({500, 200}, scene, base::SteadyTime{});
        auto const outcome = hand.up({500, 200}, scene, base::SteadyTime{});
        REQUIRE(outcome.drawn);
        CHECK(outcome.drawn->points.size() == 1);
    }
}

TEST_CASE("under a dialog nothing is drawn") {
    Hand hand;
    Scene scene = padded();
    scene.modal = scene.items.size();
    hand.down({500, 200}, scene, base::SteadyTime{});
    CHECK_FALSE(hand.draws());
    CHECK_FALSE(hand.up({500, 200}, scene, base::SteadyTime{}).drawn);
}
