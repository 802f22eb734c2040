#pragma once

#include "base/result.h"
#include "draw/surface.h"

#include <compare>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::kiosk {

/// A thing of the event's kit (物料), as staff know it.
struct Thing {
    std::string id{};   ///< "rollup"
    std::string name{}; ///< 易拉宝
    base::Words size{}; ///< of the finished thing: 80×200 厘米
    friend bool operator==(Thing const& a, Thing const& b) { return a.id == b.id; }
};

/// All of them, and what a person should look at that is about none of them alone.
struct Things {
    std::vector<Thing> all{};
    std::vector<base::Words> looks{};
};

/// What came of a closer look at one of them.
struct ThingLook {
    std::vector<base::Words> looks{};     ///< what a person should look at
    std::optional<base::Words> missing{}; ///< why it is left out: there is no picture of it
};

/// A picture of a thing: which, and how large in px.
struct ShotKey {
    std::string id{};
    int width = 0;
    int height = 0;
    /// Of this very size, black beside the thing; a thing that takes any shape is made in this one. Else in
    /// the thing's own shape, no larger than this.
    bool whole = false;
    friend auto operator<=>(ShotKey const&, ShotKey const&) = default;
};

/// How it is with the second screen.
struct WallState {
    std::string screen{}; ///< HDMI-1; empty: there is none
    int width = 0;        ///< px
    int height = 0;
    std::optional<base::Words> trouble{}; ///< why there is none
    std::optional<base::Words> fault{};   ///< why what it should show cannot be drawn
    friend bool operator==(WallState const& a, WallState const& b) {
        auto const said = [](std::optional<base::Words> const& words) { return words ? words->zh : ""; };
        return a.screen == b.screen && a.width == b.width && a.height == b.height &&
               said(a.trouble) == said(b.trouble) && said(a.fault) == said(b.fault);
    }
};

/// The picture, or why there is none.
using Shot = base::Result<std::shared_ptr<draw::Surface const>>;

/// Where the things come from: the kiosk itself knows no kit. All three are called on one thread, which is
/// neither that of the screen nor that of a task. Not given: the event has no page of things.
struct ThingSource {
    std::function<base::Result<Things>()> list;
    /// The error where it cannot be made.
    std::function<base::Result<ThingLook>(std::string const& id)> look;
    /// `id` may be a name as well, and of a thing that is not in the list.
    std::function<base::Result<draw::Surface>(ShotKey const& key)> draw;
};

} // namespace huibiao::kiosk
