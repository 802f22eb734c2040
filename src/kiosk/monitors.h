#pragma once

#include "base/result.h"
#include "draw/geometry.h"
#include "event/display_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace huibiao::kiosk {

/// A screen that the computer shows something on. In px of the display that all of them make up.
struct Monitor {
    std::string name{}; ///< HDMI-1
    draw::Rect rect{};
    bool primary = false;
    friend bool operator==(Monitor const&, Monitor const&) = default;
};

/// Where the kiosk's own window goes. None: where it would go without a word of [display], as there is no
/// choice, or the screen that is named is not there.
[[nodiscard]] std::optional<Monitor> kioskMonitor(std::vector<Monitor> const& all,
                                                  event::Display const& display);

/// The one that shows the thing. `wall` is event::Display's. Unavailable, with why: it is not there, there is
/// but one, or the kiosk, whose window is at `kiosk`, would be covered.
[[nodiscard]] base::Result<Monitor> wallMonitor(std::vector<Monitor> const& all, std::string const& wall,
                                                draw::Rect const& kiosk);

} // namespace huibiao::kiosk
