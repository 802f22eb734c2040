#pragma once

#include "base/clock.h"
#include "event/display_settings.h"
#include "kiosk/showcase.h"
#include "kiosk/things.h"
#include "kiosk/x11_screens.h"

#include <chrono>
#include <optional>
#include <string>

namespace huibiao::kiosk {

/// The second screen: looks for it again and again, for cables are pulled and put back, and keeps the picture
/// on it. Where there is none, or no more, the kiosk goes on as if nothing were.
class Wall {
public:
    static constexpr std::chrono::milliseconds LookEvery{3000};

    explicit Wall(event::Display const& display) : m_name(nameOf(display)) {}
    /// It is the screen that these settings ask for.
    [[nodiscard]] bool serves(event::Display const& display) const { return m_name == nameOf(display); }
    /// What it shows may look otherwise by now: it stays until it has been drawn once more.
    void redraw() { m_key.reset(); }

    /// Looks at the screens where it is time to, or something has happened to them; true where the state is
    /// another one now. `kiosk`: where the kiosk's window is.
    [[nodiscard]] bool look(base::SteadyTime now, draw::Rect const& kiosk);
    [[nodiscard]] WallState const& state() const { return m_state; }
    [[nodiscard]] base::SteadyTime nextLook() const { return m_nextLook; }
    /// To poll; -1 where there is nothing to wait for.
    [[nodiscard]] int file() const { return m_screens ? m_screens->file() : -1; }

    /// This thing is to be on it from now on; empty: nothing.
    void put(std::string const& thing);
    /// The picture that it lacks, of its own size. None: it has it, or there is no screen.
    [[nodiscard]] std::optional<ShotKey> lacks() const;
    /// Where it is the one that is lacking: it is shown, or the state tells why not (true).
    bool take(ShotKey const& key, Shot const& shot);

private:
    [[nodiscard]] static std::string nameOf(event::Display const& display) {
        return display.wall.empty() ? "second" : display.wall;
    }
    void show();

    std::string m_name;
    bool m_tried = false;
    std::optional<x11::Screens> m_screens;
    std::optional<Monitor> m_monitor;
    WallState m_state;
    base::SteadyTime m_nextLook{};
    std::string m_thing;
    std::optional<ShotKey> m_key; ///< of m_shot
    Shot m_shot;
};

} // namespace huibiao::kiosk
