#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/staff_parts.h"
#include "kiosk/words_staff.h"
#include "kiosk/words_things.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double Gap = 16;

Type const Plain{look::Body, look::Ink, draw::Weight::Regular, draw::Align::Left, 1.4};

/// What is to be known about it: its size, and what a person should look at.
void showFacts(Stage& stage, Showcase const& showcase, Thing const& thing, Paragraphs& lines) {
    lines.say("thing_size", Role::Paragraph, stage.in(thing.size),
              {look::Lead, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.3}, look::Paper, Gap);
    auto const* const look = showcase.lookOf(thing.id);
    auto const notice = [&](std::string const& id, Notice kind, std::string const& words) {
        lines.add(showNotice(stage, id, kind, words, lines.x(), lines.y(), lines.width()) + 12);
    };
    Type quiet = Plain;
    quiet.colour = look::Muted;
    if (look == nullptr)
        return lines.say("thing_fine", Role::Status, stage.in(say::ThingChecking), quiet, look::Paper, Gap);
    if (!*look) return notice("thing_fault", Notice::Bad, look->error().text(stage.language()));
    if ((*look)->missing) return notice("thing_missing", Notice::Caution, stage.in(*(*look)->missing));
    if ((*look)->looks.empty())
        return lines.say("thing_fine", Role::Status, stage.in(say::ThingFine), quiet, look::Paper, Gap);
    for (std::size_t i = 0; i < (*look)->looks.size(); ++i)
        notice("thing_look:" + std::to_string(i), Notice::Caution, stage.in((*look)->looks[i]));
}

/// Onto the second screen, or off it; nothing where there never was one.
void showWallButton(Stage& stage, Showcase const& showcase, Thing const& thing, Paragraphs& lines) {
    WallState const& wall = showcase.wall();
    bool const on = showcase.isOnWall(thing);
    draw::Rect const at{lines.x(), lines.y(), lines.width(), 72};
    if (!wall.screen.empty() && on)
        stage.button("wall_off", stage.in(say::WallOff), at, {Verb::OffWall, {}, {}}, ButtonKind::Secondary);
    else if (!wall.screen.empty() && showcase.pictured(thing))
        stage.button("wall_put", stage.in(say::WallPut), at, {Verb::ToWall, {}, {}}, ButtonKind::Secondary);
    else if (!showcase.onWall().empty() && showcase.pictured(thing))
        stage.deadButton("wall_put", stage.in(say::WallNot), at, std::nullopt);
    else
        return;
    lines.add(72 + Gap);
    if (wall.screen.empty() || !on) return;
    std::string const words = stage.in(wall.fault ? *wall.fault : say::WallIsOn);
    lines.say("wall_now", Role::Status, words,
              {look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.35}, look::Paper, Gap);
}

double showBeside(Stage& stage, Desk const& desk, Thing const& thing, double x, double y, double width) {
    Paragraphs lines(stage, x, y, width);
    showFacts(stage, desk.showcase(), thing, lines);
    lines.add(4);
    if (desk.showcase().pictured(thing)) {
        stage.button("thing_whole", stage.in(say::ThingWhole), {x, lines.y(), width, 72},
                     {Verb::ShowThing, {}, {}}, ButtonKind::Primary, Sign::Picture);
        lines.add(72 + Gap);
    }
    showWallButton(stage, desk.showcase(), thing, lines);
    double const half = (width - Gap) / 2;
    stage.button("thing_before", stage.in(say::ThingBefore), {x, lines.y(), half, 72},
                 {Verb::ThingStep, {}, "-1"}, ButtonKind::Secondary, Sign::Left);
    stage.button("thing_next", stage.in(say::ThingNext), {x + half + Gap, lines.y(), half, 72},
                 {Verb::ThingStep, {}, "+1"}, ButtonKind::Secondary, Sign::Right);
    lines.add(72);
    return lines.y() - y;
}

/// The thing itself on a ground that its edges stand out from.
void showPicture(Stage& stage, Showcase const& showcase, Thing const& thing, draw::Rect const& at) {
    stage.box(at, look::Line, look::Radius);
    if (!showcase.pictured(thing)) {
        stage.icon(Sign::Cross, {at.centre().x - 40, at.centre().y - 40, 80, 80}, look::Muted);
        return;
    }
    auto const where = stage.thing(thing.id, at.inset(20), look::Line, Plain);
    if (where) stage.item("thing_picture", Role::Img, thing.name, *where);
}

} // namespace

void showThing(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    Thing const* const thing = desk.showcase().chosen();
    if (thing == nullptr) return showThings(stage, session);
    double const margin = stage.margin();
    draw::Rect const area = showStaffHeader(stage, thing->name);
    double const top = area.y + 24;
    double const whole = stage.width() - 2 * margin;
    stage.beginScroll(area);
    double height = 0;
    if (stage.wide()) {
        double const gap = 40;
        double const left = std::floor((whole - gap) * 0.64);
        double const high = area.height - 50; // nothing to scroll
        showPicture(stage, desk.showcase(), *thing, {margin, top, left, high});
        height =
            std::max(high, showBeside(stage, desk, *thing, margin + left + gap, top, whole - gap - left));
    } else {
        double const high = std::floor(area.height * 0.56);
        showPicture(stage, desk.showcase(), *thing, {margin, top, whole, high});
        height = high + 24 + showBeside(stage, desk, *thing, margin, top + high + 24, whole);
    }
    stage.endScroll(24 + height + 24, session.scroll, std::nullopt);
    showStaffFooter(stage, desk, stage.in(say::ThingBack), {Verb::Desk, {}, "things"});
    // Each is a page of its own: what is pressed twice by mistake is pressed once.
    stage.name("staff", "staff_thing:" + thing->id);
}

void showShow(Stage& stage, Session const& session) {
    stage.ground(draw::Colour::Black);
    bool const there = stage.wholeThing(session.shown());
    if (there) stage.item("shown", Role::Img, session.shown(), {0, 0, stage.width(), stage.height()});
    if (session.hinting()) {
        std::string const words = stage.in(session.showGuarded() ? say::ShowHintPin : say::ShowHint);
        SetText const set =
            stage.fit(words, {look::Body, draw::Colour::White, draw::Weight::Medium, draw::Align::Left, 1.4},
                      stage.width() - 160, 20);
        double const width = set.size.width + 2 * 28;
        draw::Rect const at{(stage.width() - width) / 2, stage.height() - set.size.height - 2 * 18 - 40,
                            width, set.size.height + 2 * 18};
        stage.box(at, look::Ink, look::Radius);
        stage.tellMiddle("show_hint", Role::Status, set, at, look::Ink);
    }
    showCorner(stage, session);
    stage.name("show", "show");
}

} // namespace huibiao::kiosk
