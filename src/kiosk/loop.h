#pragma once

#include "kiosk/gallery.h"
#include "kiosk/glide.h"
#include "kiosk/hand.h"
#include "kiosk/inspector.h"
#include "kiosk/job.h"
#include "kiosk/paint.h"
#include "kiosk/posters.h"
#include "kiosk/session.h"
#include "kiosk/signals.h"
#include "kiosk/sound.h"
#include "kiosk/stage.h"
#include "kiosk/wall.h"
#include "kiosk/window.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace huibiao::kiosk {

/// Brings the parts together: what comes in goes to the session, what the session shows goes to the
/// window. It sleeps in poll(2) until something comes or the session wants to be woken.
class Loop {
public:
    struct Parts {
        draw::Fonts const* fonts;
        event::Event const* event;
        fs::path share;
        Services const* services;
        base::Clock const* clock;
    };
    /// Window, wall and inspector (or nullptr) outlive it.
    Loop(Parts parts, base::Language staff, Window& window, Wall& wall, Inspector* inspector);
    Loop(Loop const&) = delete;
    Loop& operator=(Loop const&) = delete;
    ~Loop();

    [[nodiscard]] base::Result<Ending> run(Signals& signals);
    /// The second screen shows this thing, or none; by itself it begins with that of event.toml.
    void putOnWall(std::string thing) { m_session.desk().showcase().putOnWall(std::move(thing)); }
    /// What staff put there; none where it is as it began.
    [[nodiscard]] std::optional<std::string> putByStaff() const;

private:
    [[nodiscard]] base::Result<void> resize();
    void takeInputs();
    void take(Input const& input);
    void press(Act const& act);
    void scrollBy(double px);
    void glide();
    void hearOrRest();
    void followDesk();
    /// What was drawn and looked at comes to the session; what it lacks is asked for.
    void takeThings();
    void wantThings();
    void followWall();
    /// The second screen is looked for: it shows something, or staff could have it show something.
    [[nodiscard]] bool watchesWall() const;
    void rebuild();
    void forget();
    void showLine();
    void show();
    void prepareNext();
    void sleep(Signals& signals);

    Parts m_parts;
    Window& m_window;
    Inspector* m_inspector;
    Session m_session;
    TextCache m_texts;
    Hand m_hand;
    Glide m_glide;
    bool m_halted = false;        ///< this touch stopped a page that ran: it presses nothing
    std::optional<Sound> m_sound; ///< while somebody is there
    bool m_soundTried = false;
    std::optional<Posters> m_posters;
    std::optional<draw::Surface> m_surface;
    std::vector<layout::Drawn> m_drawn;
    std::optional<std::size_t> m_drawnFor;
    Scene m_scene;               ///< of the session as it is now
    Scene m_shown;               ///< what was presented last
    bool m_all = true;           ///< everything must be painted again
    bool m_stale = true;         ///< the scene may say less than the session
    std::size_t m_lineMarks = 0; ///< the last ones of m_scene: the line under the finger
    std::uint64_t m_frame = 0;
    int m_bell = -1;
    std::unique_ptr<VolumeWatch> m_watch;
    std::unique_ptr<Job> m_job;
    Wall& m_wall;
    std::optional<Gallery> m_gallery; ///< always there until the end
};

} // namespace huibiao::kiosk
