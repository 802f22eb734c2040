#include "event/display_settings.h"

#include "event/internal/parts.h"

#include <algorithm>

namespace huibiao::event {

namespace {

constexpr char const* table = "display";
constexpr std::size_t longestName = 64; ///< bytes

void complain(Settings const& settings, base::Findings& findings, char const* key, base::Words words,
              bool warning = false) {
    findings.push_back({warning, {base::Kind::Invalid, std::move(words), settings.where(table, key)}});
}

} // namespace

Display readDisplay(Settings& settings, base::Findings& findings) {
    Display display;
    display.wall = settings.text(table, "wall", findings).value_or("");
    display.kiosk = settings.text(table, "kiosk", findings).value_or("");
    auto const item = settings.text(table, "item", findings);
    for (auto const& [key, name] : {std::pair{"wall", &display.wall}, {"kiosk", &display.kiosk}})
        if (name->size() > longestName ||
            std::any_of(name->begin(), name->end(), [](unsigned char c) { return c <= ' ' || c == 0x7F; }))
            complain(settings, findings, key,
                     {"屏幕的名字应像 \"HDMI-1\"（用 xrandr --listmonitors 查看），不含空格",
                      "a screen is called like \"HDMI-1\" (see xrandr --listmonitors), without blanks"});
    if (display.kiosk == "second")
        complain(
            settings, findings, "kiosk",
            {"kiosk 要写屏幕的名字；second 只用在 wall", "kiosk takes a name; second is for wall alone"});
    if (!display.wall.empty() && display.wall == display.kiosk)
        complain(settings, findings, "wall",
                 {"大屏（wall）和触摸屏（kiosk）不能是同一块屏幕",
                  "the wall and the kiosk cannot be the same screen"});
    if (!item) return display;
    if (item->empty())
        complain(settings, findings, "item",
                 {"item 应写物料的名字，如 \"LED大屏\"", "item names a thing of the kit, like \"led-wall\""});
    display.item = *item;
    std::replace(display.item.begin(), display.item.end(), '_', '-');
    if (display.wall.empty())
        complain(settings, findings, "item",
                 {"没有写 wall，item 没有使用：加一行 wall = \"second\"",
                  "item is not used without wall: add wall = \"second\""},
                 true);
    return display;
}

} // namespace huibiao::event
