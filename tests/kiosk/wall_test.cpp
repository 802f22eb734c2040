// The second screen: which one it is, and what staff see and do about it.
#include "kiosk/monitors.h"
#include "kiosk/wall.h"
#include "things.h"

using namespace huibiao;
using namespace huibiao::kiosk;
using sample::Kiosk;

namespace {

Monitor const Touch{"eDP-1", {0, 0, 1366, 768}, true};
Monitor const Hdmi{"HDMI-1", {1366, 0, 1920, 1080}, false};
Monitor const Other{"DP-2", {3286, 0, 1280, 720}, false};

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string why(std::vector<Monitor> const& all, std::string const& wall,
                draw::Rect const& kiosk = Touch.rect) {
    auto const found = wallMonitor(all, wall, kiosk);
    return found ? "found " + found->name : found.error().message.zh;
}

event::Event walled(std::string const& wall) {
    event::Event event = sample::event({sample::questionnaire(sample::formXml())});
    event.display.wall = wall;
    return event;
}

/// At the page of the things, with a second screen or without.
struct Hall : Kiosk, sample::Pressed<Hall> {
    explicit Hall(std::string const& wall) : Kiosk(walled(wall)) {
        services.things = sample::thingSource();
        office();
        press(Verb::Desk, {}, "things");
    }
    [[nodiscard]] Scene scene() {
        for (int i = 0; i < 3; ++i) {
            static_cast<void>(makeScene(*session, texts, 1080, 6000, "", {}));
            sample::bring(*this, texts);
        }
        return makeScene(*session, texts, 1080, 6000, "", {});
    }
    [[nodiscard]] Showcase& showcase() { return session->desk().showcase(); }
    void plug() { showcase().wallIs({"HDMI-1", 1920, 1080, {}, {}}); }
    TextCache texts{sample::fonts()};
};

} // namespace

TEST_CASE("monitors: the wall by its name, or the first that is not the kiosk's") {
    CHECK(why({Touch, Hdmi}, "HDMI-1") == "found HDMI-1");
    CHECK(why({Touch, Hdmi}, "second") == "found HDMI-1");
    CHECK(why({Hdmi, Touch}, "second") == "found HDMI-1");
    CHECK(why({Touch, Hdmi, Other}, "DP-2") == "found DP-2");
    CHECK(why({Touch, Hdmi}, "second", Hdmi.rect) == "found eDP-1");
    CHECK(has(why({Touch}, "HDMI-1"), "没有第二块屏幕：没有接上 HDMI-1（现在有：eDP-1）"));
    CHECK(has(why({Touch}, "second"), "没有第二块屏幕：只看到一块（eDP-1）"));
    // Never over the kiosk: the same picture on both is no second screen.
    Monitor mirrored = Hdmi;
    mirrored.rect = {0, 0, 1920, 1080};
    CHECK(has(why({Touch, mirrored}, "HDMI-1"), "选“扩展”"));
    CHECK(has(why({Touch, mirrored}, "second"), "选“扩展”"));
    CHECK(has(why({Touch, Hdmi}, "eDP-1"), "选“扩展”"));
    CHECK(has(why({}, "second"), "没有第二块屏幕"));
    CHECK(wallMonitor({Touch}, "second", Touch.rect).error().kind == base::Kind::Unavailable);
}

TEST_CASE("monitors: the kiosk is where it is told to be, else on the first that is not the wall") {
    auto const at = [](std::vector<Monitor> const& all, event::Display const& display) {
        auto const own = kioskMonitor(all, display);
        return own ? own->name : "as ever";
    };
    CHECK(at({Touch, Hdmi}, {}) == "as ever");
    CHECK(at({Hdmi, Touch}, {.wall = "HDMI-1"}) == "eDP-1");
    CHECK(at({Hdmi, Touch}, {.wall = "second"}) == "eDP-1"); // the primary one
    CHECK(at({Other, Hdmi}, {.wall = "second"}) == "DP-2");
    CHECK(at({Other, Touch, Hdmi}, {.wall = "eDP-1"}) == "DP-2");
    CHECK(at({Touch, Hdmi}, {.kiosk = "HDMI-1"}) == "HDMI-1");
    CHECK(at({Touch, Hdmi}, {.wall = "eDP-1", .kiosk = "HDMI-1"}) == "HDMI-1");
    CHECK(at({Touch}, {.kiosk = "HDMI-1"}) == "as ever"); // its cable is out
    CHECK(at({Hdmi}, {.wall = "HDMI-1"}) == "as ever");   // better seen there than nowhere
    CHECK(at({}, {.wall = "second"}) == "as ever");
}

TEST_CASE("wall: the page tells what it shows, or why there is none") {
    Hall it("second");
    CHECK(it.told("wall") == "none"); // nobody has looked yet
    it.showcase().wallIs({"", 0, 0, base::Words{"没有第二块屏幕：只看到一块（eDP-1）", "there is none"}, {}});
    CHECK(has(it.told("wall_trouble"), "没有第二块屏幕"));
    CHECK(it.told("wall_off") == "none");
    it.plug();
    CHECK(it.told("wall_trouble") == "none");
    CHECK(has(it.told("wall_now"), "HDMI-1 1920×1080"));
    CHECK(has(it.told("wall_now"), "正在显示：LED大屏")); // from the start
    it.tap("wall_off");
    CHECK(it.showcase().onWall().empty());
    CHECK(has(it.told("wall_now"), "什么也不显示"));
    it.press(Verb::Thing, {}, "rollup");
    it.tap("wall_put");
    CHECK(it.showcase().onWall() == "rollup");
    CHECK(it.told("wall_now") == "正在大屏上显示");
    CHECK(it.told("wall_put") == "none");
    it.press(Verb::Desk, {}, "home");
    it.press(Verb::Home);
    CHECK(it.showcase().onWall() == "rollup"); // until they choose another
    it.press(Verb::ToWall);
    it.press(Verb::OffWall); // not from another page
    CHECK(it.showcase().onWall() == "rollup");
    it.office();
    it.press(Verb::Desk, {}, "things");
    it.showcase().wallIs({"HDMI-1", 1920, 1080, {}, base::Words{"没有叫“x”的物料", "no such thing"}});
    CHECK(has(it.told("wall_fault"), "没有叫“x”的物料"));
    it.press(Verb::Thing, {}, "qr-standee"); // of which there is no picture
    it.press(Verb::ToWall);
    CHECK(it.showcase().onWall() == "rollup");
    CHECK(it.told("wall_put") == "none");
}

TEST_CASE("wall: without a word in event.toml it is offered where there is one, and not spoken of else") {
    Hall it("");
    CHECK(it.showcase().onWall().empty());
    it.showcase().wallIs({"", 0, 0, base::Words{"没有第二块屏幕", "there is none"}, {}});
    CHECK(it.told("wall") == "none");
    it.press(Verb::Thing, {}, "rollup");
    CHECK(it.told("wall_put") == "none");
    it.press(Verb::ToWall);
    CHECK(it.showcase().onWall().empty());
    it.plug();
    it.tap("wall_put");
    CHECK(it.showcase().onWall() == "rollup");
    it.press(Verb::Desk, {}, "things");
    it.showcase().wallIs({"", 0, 0, base::Words{"没有第二块屏幕", "there is none"}, {}});
    CHECK(has(it.told("wall_trouble"), "没有第二块屏幕")); // now it is missed
}

TEST_CASE("wall: without a display it says so, and wants no picture") {
    char const* const name = std::getenv("DISPLAY");
    std::string const before = name ? name : "";
    ::setenv("DISPLAY", ":4711", 1);
    Wall wall(event::Display{.wall = "second"});
    wall.put("led-wall");
    CHECK(wall.look(base::SteadyTime{}, Touch.rect));
    CHECK(wall.state().screen.empty());
    REQUIRE(wall.state().trouble);
    CHECK(wall.file() == -1);
    CHECK_FALSE(wall.lacks());
    CHECK_FALSE(wall.look(base::SteadyTime{} + std::chrono::hours(1), Touch.rect)); // nothing new
    if (name)
        ::setenv("DISPLAY", before.c_str(), 1);
    else
        ::unsetenv("DISPLAY");
}
