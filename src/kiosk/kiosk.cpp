#include "kiosk/kiosk.h"

#include "kiosk/inspector.h"
#include "kiosk/loop.h"
#include "kiosk/signals.h"
#include "kiosk/window.h"

namespace huibiao::kiosk {

base::Result<void> run(draw::Fonts const& fonts, event::Event const& event, fs::path const& share,
                       Services const& services, base::Clock const& clock, Options const& options) {
    Signals signals; // before SFML and the driver start their threads
    auto window = Window::open(options.window);
    if (!window) return base::pass(window);
    std::optional<Inspector> inspector;
    if (options.inspect) {
        auto opened = Inspector::open(*options.inspect);
        if (!opened) return base::pass(opened);
        inspector.emplace(std::move(*opened));
    }
    Loop loop({&fonts, &event, share, &services, &clock}, options.language, std::move(*window),
              std::move(inspector));
    return loop.run(signals);
}

} // namespace huibiao::kiosk
