#pragma once

#include <string>

namespace huibiao::event {

/// [display] of event.toml: what is on which screen, where the computer has several. Keys: wall, item, kiosk.
/// Screens are called as RandR calls them (xrandr --listmonitors): HDMI-1.
struct Display {
    /// A second screen that shows one thing of the kit: its name, or "second", the first one that is not the
    /// kiosk's. Empty: none is used before staff ask for it.
    std::string wall{};
    std::string item{"led-wall"}; ///< what it shows first: id or name of a thing of the kit
    std::string kiosk{};          ///< where the kiosk itself is; empty: the first one that is not the wall
};

} // namespace huibiao::event
