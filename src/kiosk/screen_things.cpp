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
constexpr double LeastCell = 196;
constexpr double PictureHeight = 148;
constexpr double Inner = 12;

Type const Small{look::Small, look::Muted, draw::Weight::Regular, draw::Align::Left, 1.35};

/// What is to be said of a thing in its cell; nothing where it is as it should be.
struct Badge {
    base::Words const* words = nullptr;
    draw::Colour ink;
};
Badge badgeOf(Showcase const& showcase, Thing const& thing) {
    auto const* const look = showcase.lookOf(thing.id);
    if (look == nullptr) return {};
    if (!*look) return {&say::ThingFault, look::Danger};
    if ((*look)->missing) return {&say::ThingMissing, look::Muted};
    if (!(*look)->looks.empty()) return {&say::ThingLooks, look::Caution};
    return {};
}

double showCell(Stage& stage, Desk const& desk, Thing const& thing, draw::Rect const& at) {
    std::string const id = "thing:" + thing.id;
    Showcase const& showcase = desk.showcase();
    draw::Colour const ground = stage.pressed(id) ? look::Pressed : look::Surface;
    stage.box(at, ground, look::Radius, 1, look::Line);
    double const width = at.width - 2 * Inner;
    draw::Rect const picture{at.x + Inner, at.y + Inner, width, PictureHeight};
    Badge const badge = badgeOf(showcase, thing);
    if (showcase.pictured(thing)) {
        stage.thing(thing.id, picture, ground, Small);
    } else {
        stage.box(picture, look::Paper, 6);
        stage.icon(Sign::Cross, {picture.centre().x - 18, picture.centre().y - 18, 36, 36}, look::Edge);
    }
    double y = picture.bottom() + 8;
    SetText const name = stage.fit(
        thing.name, {look::Body - 1, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.25}, width, 20);
    y += stage.put(name, {at.x + Inner, y}).height;
    SetText const size = stage.fit(stage.in(thing.size), Small, width, 20);
    y += stage.put(size, {at.x + Inner, y}).height;
    if (badge.words != nullptr) {
        Type type = Small;
        type.colour = badge.ink;
        type.weight = draw::Weight::Medium;
        stage.put(stage.fit(stage.in(*badge.words), type, width, 18), {at.x + Inner, y});
    }
    Item& item = stage.item(id, Role::Button, thing.name, at);
    item.value = stage.in(thing.size) + (badge.words ? " · " + stage.in(*badge.words) : "");
    item.textPx = size.text->fontSize();
    item.fg = look::Muted;
    item.bg = ground;
    if (desk.running())
        item.enabled = false;
    else
        item.act = Act{Verb::Thing, {}, thing.id};
    return at.height;
}

/// All that there is, in rows; the height taken.
double showGrid(Stage& stage, Desk const& desk, std::vector<Thing> const& things, double x, double y,
                double width) {
    std::size_t const across =
        std::max<std::size_t>(2, static_cast<std::size_t>(std::floor((width + Gap) / (LeastCell + Gap))));
    double const each =
        std::floor((width - static_cast<double>(across - 1) * Gap) / static_cast<double>(across));
    // Three lines below the picture, of which the last may be empty: all cells are alike.
    double const line = stage.set("物", Small).size.height;
    double const height = Inner + PictureHeight + 8 + 3 * line + 6 + Inner;
    for (std::size_t i = 0; i < things.size(); ++i)
        showCell(stage, desk, things[i],
                 {x + static_cast<double>(i % across) * (each + Gap),
                  y + static_cast<double>(i / across) * (height + Gap), each, height});
    return static_cast<double>((things.size() + across - 1) / across) * (height + Gap);
}

/// Which things are not there, and why: nobody need open them to know. Those of one reason together.
void showMissing(Stage& stage, Showcase const& showcase, std::vector<Thing> const& things,
                 Paragraphs& lines) {
    struct Group {
        std::string id, names, why;
        bool fault = false;
    };
    bool const zh = stage.language() == base::Language::Chinese;
    std::vector<Group> groups;
    for (Thing const& thing : things) {
        auto const* const look = showcase.lookOf(thing.id);
        if (look == nullptr || showcase.pictured(thing)) continue;
        std::string const why = stage.in(*look ? *(*look)->missing : look->error().message);
        auto const same =
            std::find_if(groups.begin(), groups.end(), [&](Group const& group) { return group.why == why; });
        if (same == groups.end())
            groups.push_back({thing.id, thing.name, why, !*look});
        else
            same->names += (zh ? "、" : ", ") + thing.name;
    }
    for (Group const& group : groups)
        lines.add(showNotice(stage, "missing:" + group.id, group.fault ? Notice::Bad : Notice::Caution,
                             group.names + (zh ? "：" : ": ") + group.why, lines.x(), lines.y(),
                             lines.width()) +
                  12);
}

/// The sticks that the kit can be written to.
void showPlaces(Stage& stage, Desk const& desk, Paragraphs& lines) {
    lines.add(10);
    lines.say("kit_volumes", Role::Heading, stage.in(say::KitVolumes),
              {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2}, look::Paper, 6);
    if (!desk.volumes().empty())
        lines.say("kit_volumes_more", Role::Paragraph, stage.in(say::KitVolumesMore), Small, look::Paper, 10);
    showSticks(stage, desk, {"keep_kit", stage.in(say::KeepKit), Verb::KeepThings}, lines);
}

/// The second screen: what it shows, or why there is none. Nothing where nobody asked for one and none is
/// there.
void showWall(Stage& stage, Session const& session, Paragraphs& lines) {
    Showcase const& showcase = session.desk().showcase();
    WallState const& wall = showcase.wall();
    bool const asked = !session.event().display.wall.empty() || !showcase.onWall().empty();
    if (wall.screen.empty() && (!asked || !wall.trouble)) return;
    lines.add(10);
    lines.say("wall", Role::Heading, stage.in(say::WallTitle),
              {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2}, look::Paper, 6);
    auto const notice = [&](std::string const& id, base::Words const& words) {
        lines.add(
            showNotice(stage, id, Notice::Caution, stage.in(words), lines.x(), lines.y(), lines.width()) +
            12);
    };
    if (wall.screen.empty()) return notice("wall_trouble", *wall.trouble);
    std::string name = showcase.onWall();
    for (Thing const& thing : (*showcase.things())->all)
        if (showcase.isOnWall(thing)) name = thing.name;
    if (wall.fault) notice("wall_fault", *wall.fault);
    lines.say("wall_now", Role::Status, say::wallNow(wall, wall.fault ? "" : name, stage.language()), Small,
              look::Paper, 10);
    if (name.empty()) return;
    stage.button("wall_off", stage.in(say::WallOff), {lines.x(), lines.y(), lines.width(), look::Control},
                 {Verb::OffWall, {}, {}}, ButtonKind::Secondary);
    lines.add(look::Control + Gap);
}

/// What is beside the grid; the height taken.
double showBeside(Stage& stage, Session const& session, double x, double y, double width) {
    Desk const& desk = session.desk();
    Showcase const& showcase = desk.showcase();
    std::vector<Thing> const& things = (*showcase.things())->all;
    Paragraphs lines(stage, x, y, width);
    if (desk.running())
        lines.add(showRunning(stage, desk, x, y, width));
    else
        lines.add(showOutcome(stage, desk, x, y, width));
    lines.say("things_more", Role::Paragraph, stage.in(say::ThingsMore), Small, look::Paper, 10);
    std::size_t missing = 0;
    std::size_t doubtful = 0;
    for (Thing const& thing : things) {
        auto const* const look = showcase.lookOf(thing.id);
        if (look != nullptr && !showcase.pictured(thing)) ++missing;
        if (look != nullptr && *look && !(*look)->missing && !(*look)->looks.empty()) ++doubtful;
    }
    Type strong = Small;
    strong.colour = look::Ink;
    strong.weight = draw::Weight::Medium;
    lines.say("things_count", Role::Status,
              say::thingsCount(things.size(), missing, doubtful, stage.language()), strong, look::Paper, Gap);
    std::vector<base::Words> const& looks = (*showcase.things())->looks;
    for (std::size_t i = 0; i < looks.size(); ++i)
        lines.add(showNotice(stage, "kit_look:" + std::to_string(i), Notice::Caution, stage.in(looks[i]), x,
                             lines.y(), width) +
                  12);
    showMissing(stage, showcase, things, lines);
    if (desk.running()) return lines.y() - y;
    showWall(stage, session, lines);
    showPlaces(stage, desk, lines);
    return lines.y() - y;
}

/// While nothing is known yet, or where the list could not be had.
double showNone(Stage& stage, Desk const& desk, double x, double y, double width) {
    auto const* const things = desk.showcase().things();
    Paragraphs lines(stage, x, y, width);
    if (things == nullptr) {
        lines.say("things_looking", Role::Status, stage.in(say::ThingsLooking), {look::Body, look::Muted},
                  look::Paper, 0);
        return lines.y() - y;
    }
    lines.add(showNotice(stage, "things_error", Notice::Bad, things->error().text(stage.language()), x,
                         lines.y(), width) +
              Gap);
    std::string const again = stage.in(say::ThingsAgain);
    double const wide = std::min(width, std::max(280.0, stage.buttonWidth(again, false) + 24));
    stage.button("again", again, {x, lines.y(), wide, 80}, {Verb::Desk, {}, "things"}, ButtonKind::Primary);
    return lines.y() + 80 - y;
}

} // namespace

void showThings(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    auto const* const things = desk.showcase().things();
    double const margin = stage.margin();
    draw::Rect const area = showStaffHeader(stage, stage.in(say::ThingsTitle));
    double const top = area.y + 28;
    double const whole = stage.width() - 2 * margin;
    stage.beginScroll(area);
    double height = 0;
    if (things == nullptr || !*things) {
        height = showNone(stage, desk, margin, top, std::min(860.0, whole));
    } else if (stage.wide()) {
        double const gap = 40;
        double const right = std::floor((whole - gap) * 0.36);
        double const left = whole - gap - right;
        height = std::max(showGrid(stage, desk, (*things)->all, margin, top, left),
                          showBeside(stage, session, margin + left + gap, top, right));
    } else {
        height = showBeside(stage, session, margin, top, whole) + 12;
        height += showGrid(stage, desk, (*things)->all, margin, top + height, whole);
    }
    stage.endScroll(28 + height + 24, session.scroll, std::nullopt);
    showStaffFooter(stage, desk, stage.in(say::BackToPage), {Verb::Desk, {}, "home"});
    stage.name("staff", "staff_things");
}

} // namespace huibiao::kiosk
