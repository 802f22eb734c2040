#include "kiosk/kiosk.h"

#include "kiosk/inspector.h"
#include "kiosk/loop.h"
#include "kiosk/signals.h"
#include "kiosk/wall.h"
#include "kiosk/window.h"

#include <utility>

namespace huibiao::kiosk {

struct Display::Parts {
    Signals signals; // before SFML and the driver start their threads
    std::optional<Window> window;
    std::optional<Inspector> inspector;
    // An event that is opened anew, for its files have changed, leaves the second screen as it is.
    std::optional<Wall> wall;
    std::optional<std::string> onWall; ///< what staff put there
};

Display::Display(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Display::Display(Display&&) noexcept = default;
Display& Display::operator=(Display&&) noexcept = default;
Display::~Display() = default;

base::Result<Display> Display::open(Options const& options) {
    auto parts = std::make_unique<Parts>();
    auto window = Window::open(options.window, options.display);
    if (!window) return base::pass(window);
    parts->window.emplace(std::move(*window));
    if (options.inspect) {
        auto opened = Inspector::open(*options.inspect);
        if (!opened) return base::pass(opened);
        parts->inspector.emplace(std::move(*opened));
    }
    return Display(std::move(parts));
}

base::Result<Ending> run(Display& display, draw::Fonts const& fonts, event::Event const& event,
                         fs::path const& share, Services const& services, base::Clock const& clock,
                         base::Language staff) {
    Display::Parts& parts = display.parts();
    if (!parts.wall || !parts.wall->serves(event.display)) parts.wall.emplace(event.display);
    Loop loop({&fonts, &event, share, &services, &clock}, staff, *parts.window, *parts.wall,
              parts.inspector ? &*parts.inspector : nullptr);
    if (parts.onWall) loop.putOnWall(*std::exchange(parts.onWall, std::nullopt));
    auto const ending = loop.run(parts.signals);
    if (ending && *ending == Ending::Renewed) {
        parts.onWall = loop.putByStaff();
        parts.wall->redraw();
    } else {
        parts.wall.reset();
    }
    return ending;
}

} // namespace huibiao::kiosk
