#include "support.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

std::string const head =
    "[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n[display]\n"; // five lines

/// The words of the first error.
std::string fault(std::string const& lines) {
    Bundle bundle(head + lines);
    auto const event = bundle.open();
    return event ? std::string() : event.error().text(base::Language::Chinese);
}

bool holds(std::string const& text, std::string const& what) {
    return text.find(what) != std::string::npos;
}

} // namespace

TEST_CASE("[display] is read whole; without it there is no wall") {
    Bundle bundle(head + "wall = \"HDMI-1\"\nitem = \"led_strip\"\nkiosk = \"eDP-1\"\n");
    auto const event = bundle.open();
    REQUIRE(event);
    CHECK(event->display.wall == "HDMI-1");
    CHECK(event->display.item == "led-strip");
    CHECK(event->display.kiosk == "eDP-1");
    Bundle plain(head);
    auto const without = plain.open();
    REQUIRE(without);
    CHECK(without->display.wall.empty());
    CHECK(without->display.item == "led-wall");
    CHECK(without->display.kiosk.empty());
    CHECK(Bundle(head + "wall = \"second\"\n").open()->display.wall == "second");
}

TEST_CASE("what is wrong in [display] is told with its place") {
    CHECK(holds(fault("wall = 2\n"), "event.toml:6"));
    CHECK(holds(fault("wall = \"HDMI 1\"\n"), "xrandr"));
    CHECK(holds(fault("kiosk = \"second\"\n"), "event.toml:6"));
    CHECK(holds(fault("wall = \"HDMI-1\"\nkiosk = \"HDMI-1\"\n"), "不能是同一块屏幕"));
    CHECK(holds(fault("wall = \"second\"\nitem = \"\"\n"), "event.toml:7"));
    CHECK(fault("kiosk = \"eDP-1\"\n").empty());
    Bundle unused(head + "item = \"led-wall\"\n");
    base::Findings findings;
    REQUIRE(event::open(unused.folder.path(), HUIBIAO_SOURCE_DIR, findings));
    bool told = false;
    for (base::Finding const& finding : findings)
        told = told || (finding.warning && holds(finding.error.message.zh, "wall = \"second\""));
    CHECK(told);
}
