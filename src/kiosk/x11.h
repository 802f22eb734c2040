#pragma once

#include "base/result.h"
#include "draw/geometry.h"

#include <memory>

/// What SFML does not do on X11. Its headers stay in x11.cpp: their macros break other code.
namespace huibiao::kiosk::x11 {

/// A look at the display before SFML takes it. Keep it until the window is open: an X server that
/// loses its only client starts afresh, and refuses the next one meanwhile.
class Probe {
public:
    /// Whether a window with OpenGL can be opened at all. SFML aborts or crashes where it cannot, so
    /// ask first. Unavailable, with what to do.
    [[nodiscard]] static base::Result<Probe> look();
    Probe(Probe&&) noexcept;
    Probe& operator=(Probe&&) noexcept;
    ~Probe();

    /// Of all that the screens show together; px.
    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;

private:
    struct Inner;
    explicit Probe(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

/// The connection that the current OpenGL context's window lives on. Make it after that window.
class Connection {
public:
    Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    /// Puts the screen saver and DPMS back as they were.
    ~Connection();

    [[nodiscard]] int file() const; ///< to poll
    /// Everything that clients did before is in our queue when it returns.
    void sync();
    /// Takes what SFML leaves in the queue or loses: a changed keyboard map; an uncovered window,
    /// which must be painted again (true).
    [[nodiscard]] bool takeExtras(unsigned long window);
    /// Without a window manager nobody gives the window the keyboard.
    void focus(unsigned long window);
    /// A window manager keeps its panels and frames off the window, which fills the screen that it is on.
    void fill(unsigned long window);
    /// Where it is on the display.
    [[nodiscard]] draw::Point place(unsigned long window) const;
    void keepAwake();

private:
    struct Inner;
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::kiosk::x11
