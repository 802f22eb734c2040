#pragma once

#include "base/result.h"
#include "draw/surface.h"
#include "kiosk/monitors.h"

#include <memory>
#include <vector>

namespace huibiao::kiosk::x11 {

/// A connection of its own to the display, for what a second screen needs. The X server keeps the picture of
/// its window and paints it again by itself: nothing here has to answer in time.
class Screens {
public:
    /// Unavailable: no display. Unsupported: it knows no monitors (RandR 1.5), or has other pixels than ours.
    [[nodiscard]] static base::Result<Screens> open();
    Screens(Screens&&) noexcept;
    Screens& operator=(Screens&&) noexcept;
    ~Screens();

    [[nodiscard]] int file() const; ///< readable when changed() may have something; poll it
    /// The screens may be others than before. Takes what came.
    [[nodiscard]] bool changed();
    /// Those that show something and are plugged in.
    [[nodiscard]] std::vector<Monitor> monitors() const;

    /// The picture, as large as the monitor, over all of it: without a frame, above all else there, never
    /// with the keyboard. What is touched there touches nothing.
    void show(Monitor const& monitor, draw::Surface const& picture);
    void hide();

private:
    struct Inner;
    explicit Screens(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::kiosk::x11
