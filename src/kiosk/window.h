#pragma once

#include "base/result.h"
#include "draw/geometry.h"
#include "draw/surface.h"
#include "event/display_settings.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace huibiao::kiosk {

/// What came from the people or from X. Positions in px of the window.
struct Input {
    enum class Kind { Down, Move, Up, Wheel, Text, Erase, Resized } kind = Kind::Move;
    draw::Point at;
    std::string text;
    double wheel = 0; ///< notches, upwards positive
};

/// The window: one texture over all of it. No key and no window manager closes it.
class Window {
public:
    /// The whole screen where no size is given. Unavailable: see x11::Probe.
    /// `display`: on which of several screens it is, where no size is given.
    [[nodiscard]] static base::Result<Window> open(std::optional<std::pair<int, int>> size,
                                                   event::Display const& display);
    Window(Window&&) noexcept;
    Window& operator=(Window&&) noexcept;
    ~Window();

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    /// Where it is on all that the screens show together; px.
    [[nodiscard]] draw::Rect place() const;
    [[nodiscard]] int file() const; ///< readable when input() may have something; poll it
    void sync();                    ///< what others did before is there for input()
    [[nodiscard]] std::optional<Input> input();
    /// The window's content is gone and must be presented again; once.
    [[nodiscard]] bool uncovered();

    /// Pixels of the damaged rectangle into the texture; the surface is of the window's size.
    void upload(draw::Surface const& surface, draw::Rect const& damaged);
    void present();

private:
    struct Inner;
    explicit Window(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::kiosk
