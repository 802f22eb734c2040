#include "kiosk/monitors.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::kiosk {

namespace {

bool overlap(draw::Rect const& a, draw::Rect const& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

Monitor const* named(std::vector<Monitor> const& all, std::string const& name) {
    auto const found =
        std::find_if(all.begin(), all.end(), [&](Monitor const& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::string names(std::vector<Monitor> const& all, char const* between) {
    std::string out;
    for (Monitor const& one : all) out += (out.empty() ? "" : between) + one.name;
    return out;
}

} // namespace

std::optional<Monitor> kioskMonitor(std::vector<Monitor> const& all, event::Display const& display) {
    if (!display.kiosk.empty()) {
        Monitor const* const own = named(all, display.kiosk);
        return own ? std::optional(*own) : std::nullopt;
    }
    if (display.wall.empty() || all.size() < 2) return std::nullopt;
    std::vector<Monitor> rest = all;
    std::erase_if(rest, [&](Monitor const& one) { return one.name == display.wall; });
    auto const primary =
        std::find_if(rest.begin(), rest.end(), [](Monitor const& one) { return one.primary; });
    return primary == rest.end() ? rest.front() : *primary;
}

base::Result<Monitor> wallMonitor(std::vector<Monitor> const& all, std::string const& wall,
                                  draw::Rect const& kiosk) {
    if (wall == "second") {
        for (Monitor const& one : all)
            if (!overlap(one.rect, kiosk)) return one;
        if (all.size() < 2)
            return base::fail(
                base::Kind::Unavailable,
                {fmt::format("没有第二块屏幕：只看到一块（{}）。请接好线，打开大屏的电源", names(all, "、")),
                 fmt::format("there is no second screen: only one is seen ({}). Plug it in and "
                             "switch it on",
                             names(all, ", "))});
        return base::fail(base::Kind::Unavailable,
                          {"没有第二块屏幕：几块屏幕显示的是同一画面。请在系统的显示设置里选“扩展”",
                           "there is no second screen: all show the same. Choose “extend” in the system's "
                           "display settings"});
    }
    Monitor const* const own = named(all, wall);
    if (own == nullptr)
        return base::fail(
            base::Kind::Unavailable,
            {fmt::format("没有第二块屏幕：没有接上 {}（现在有：{}）。请接好线，打开大屏的电源", wall,
                         names(all, "、")),
             fmt::format(
                 "there is no second screen: {} is not connected (there are: {}). Plug it in and switch "
                 "it on",
                 wall, names(all, ", "))});
    if (overlap(own->rect, kiosk))
        return base::fail(
            base::Kind::Unavailable,
            {fmt::format("没有第二块屏幕：{} 和触摸屏显示的是同一画面。请在系统的显示设置里选“扩展”", wall),
             fmt::format(
                 "there is no second screen: {} shows the same as the touch screen. Choose “extend” in "
                 "the system's display settings",
                 wall)});
    return *own;
}

} // namespace huibiao::kiosk
