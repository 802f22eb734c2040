#pragma once

#include "base/clock.h"
#include "draw/geometry.h"
#include "event/event.h"
#include "kiosk/act.h"
#include "kiosk/comfort.h"
#include "kiosk/desk.h"
#include "kiosk/entry.h"
#include "kiosk/kiosk.h"
#include "kiosk/survey.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

enum class Screen { Attract, Start, Survey, Review, Thanks, Pin, Staff, Message, Consent, Assist, Show };
enum class Dialog {
    None,
    Idle,
    Abandon,
    Quit,
    Languages,
    RemoveRepeat,
    Display,
    Purge,
    GiveBack,
    GiveBackLast,
    LoadEvent,
    FormerEvent
};

/// Staff fill in for others (走访调查, 电话回访), one after the other: what they said of all of them.
struct Assist {
    std::string method; ///< "visit", "phone" or "help"
    std::string interviewer;
    std::string place;
    std::size_t kept = 0; ///< since they began
    bool told = false;    ///< the three are known
};

/// Everything that happens at the screen, as a state machine: no window, no pixels, no sleep. Time
/// comes from the clock; tick() applies what its passing means.
class Session {
public:
    static constexpr std::chrono::milliseconds HoldShown{1000};
    static constexpr std::chrono::milliseconds HoldOpens{3000};
    static constexpr std::chrono::seconds ThanksFor{8};
    static constexpr std::chrono::seconds PinFor{30};
    static constexpr std::chrono::seconds StaffFor{180};
    static constexpr std::chrono::seconds PassphraseFor{60};
    static constexpr std::chrono::seconds HintFor{4};
    static constexpr std::chrono::seconds LongestPinWait{60};
    static constexpr std::chrono::seconds KeepAgain{10};
    static constexpr std::chrono::seconds ChangesEvery{10}; ///< the event's files are looked at
    static constexpr std::chrono::milliseconds ReadFirst{700};
    /// With less room on the disk nobody begins: who has begun can still hand in, thousands of times
    /// over, and the system has room to work.
    static constexpr std::uint64_t LeastRoom = 64U << 20U;      ///< bytes
    static constexpr std::chrono::milliseconds QuickAfter{450}; ///< a tick has been seen
    static constexpr std::chrono::milliseconds Rest{800};       ///< between two characters, at least

    Session(event::Event const& event, Services const& services, base::Clock const& clock,
            base::Language staff);

    // What people do.
    void press(Act const& act);
    void type(std::string_view utf8); ///< a real keyboard
    void erase();
    /// A line on a pad: that of the panel, or one of a question. Points in dp of the pad.
    void stroke(std::string_view pad, std::vector<draw::Point> const& points, draw::Size size,
                base::SteadyTime began);
    void touched(); ///< any touch or key: somebody is there
    void holdCorner();
    void releaseCorner();
    /// What the passing of time means.
    void tick();
    /// When tick() would next change something; nothing while only a person can.
    [[nodiscard]] std::optional<base::SteadyTime> wakeAt() const;

    // What is to be seen.
    [[nodiscard]] event::Event const& event() const { return *m_event; }
    [[nodiscard]] Screen screen() const { return m_screen; }
    [[nodiscard]] Dialog dialog() const { return m_dialog; }
    [[nodiscard]] base::Language words() const; ///< of this screen's reader
    [[nodiscard]] base::Language staffWords() const { return m_staff; }
    [[nodiscard]] std::size_t poster() const { return m_poster; }
    [[nodiscard]] std::size_t posters() const;
    /// Where there is a choice of questionnaires and none is made yet: nothing.
    [[nodiscard]] Survey const* survey() const { return m_survey ? &*m_survey : nullptr; }
    [[nodiscard]] bool choosing() const { return m_screen == Screen::Start && !m_survey; }
    /// Of the person at the screen; the pages of the staff and the attract loop know none.
    [[nodiscard]] Comfort comfort() const { return visit() ? m_comfort : Comfort{}; }
    [[nodiscard]] std::string const& layer() const { return m_layer; }
    [[nodiscard]] Entry const& entry() const { return m_entry; }
    [[nodiscard]] EntryMode mode() const { return m_entry.mode(words()); }
    [[nodiscard]] std::string const& message() const { return m_message; }
    [[nodiscard]] bool keepFailed() const { return m_keepFailed; }
    [[nodiscard]] std::chrono::seconds left() const; ///< of the warning, the thanks, a PIN's wait
    [[nodiscard]] double leftShare() const;          ///< the same, 1 to 0 by whole seconds
    [[nodiscard]] double hold() const;               ///< 0 to 1; 0 while no ring is to be seen
    [[nodiscard]] std::size_t digits() const { return m_pin.size(); }
    [[nodiscard]] bool pinWaits() const;
    [[nodiscard]] bool pinSet() const { return !m_event->pinHash.empty(); }
    [[nodiscard]] Desk const& desk() const { return m_desk; }
    /// The thing that has the whole screen; empty: none has.
    [[nodiscard]] std::string shown() const { return m_show ? m_show->thing : std::string(); }
    /// How to leave it is to be seen.
    [[nodiscard]] bool hinting() const;
    /// It has been there for longer than a staff page would: leaving it asks for the PIN.
    [[nodiscard]] bool showGuarded() const;
    [[nodiscard]] std::size_t waiting() const { return m_pending.size(); }
    [[nodiscard]] bool clockSuspicious() const;
    [[nodiscard]] bool diskNearlyFull() const;
    /// Why the event's changed files are not used; nothing while they are as they were, or can be.
    [[nodiscard]] std::optional<base::Error> const& unusable() const { return m_unusable; }
    /// The page of a person, consent and questions, where some of it can be heard.
    [[nodiscard]] bool canRead() const;
    [[nodiscard]] bool reading() const { return m_services->speaker && m_services->speaker->reading(); }
    /// While staff fill in for others: no time-out, no pause, no cap.
    [[nodiscard]] Assist const* assist() const { return m_assist ? &*m_assist : nullptr; }
    /// The survey on the screen is that of the staff about the ones that follow.
    [[nodiscard]] bool askingStaff() const { return m_askingStaff; }

    double scroll = 0;  ///< px; the scene clamps it
    std::string reveal; ///< ref of what the next scene must bring into view; the scene's maker clears it

    // What the edge does for it.
    [[nodiscard]] bool quit() const { return m_quit; }
    /// It ends because another event has taken the place of this one.
    [[nodiscard]] bool replaced() const { return m_desk.replaced(); }
    /// It ends because its own files have changed.
    [[nodiscard]] bool renewed() const { return m_renewed; }
    [[nodiscard]] Desk& desk() { return m_desk; }
    void taskDone(base::Result<TaskDone> outcome);
    /// Before the end: tries once more to store what could not be stored. False: something remains.
    bool keepPending();

private:
    void go(Screen screen);
    [[nodiscard]] std::vector<Utterance> toRead() const;
    void readAloud();
    void hush();
    void home();
    void begin();
    void startForm(std::size_t index);
    /// Why nobody may fill in now, in the words of who asks.
    [[nodiscard]] std::optional<std::string> closed() const;
    void pressSurvey(Act const& act);
    void pressPin(Act const& act);
    void pressStaff(Act const& act);
    /// The kit's things; true where the press was about one of them.
    bool pressThings(Act const& act);
    void leaveShow();
    void backFromShow();
    /// The keys of the page that asks for the passphrase.
    void pressPassphrase(Act const& act);
    [[nodiscard]] bool askingPassphrase() const;
    void submit();
    void keepPartial();
    void askStaff();
    void staffTold();
    /// Between two fillings of the staff: nothing of the last one is left.
    void assistPage();
    void pressAssist(Act const& act);
    void forgetAnswers();
    /// With nobody there: the event is opened anew where its files have changed.
    void renew();
    void enterPin();
    void pageChanged();
    void pressEntry(Act const& act);
    void settle(); ///< what is marked as the first goes into the field
    void write(std::string const& text);
    [[nodiscard]] bool entering() const; ///< a field that the panel writes into has the focus
    [[nodiscard]] bool idles() const;
    [[nodiscard]] bool visit() const;
    void adapt(std::string_view which);
    [[nodiscard]] std::optional<base::SteadyTime> deadline() const;

    event::Event const* m_event;
    Services const* m_services;
    base::Clock const* m_clock;
    base::Language m_staff;

    Screen m_screen = Screen::Attract;
    Dialog m_dialog = Dialog::None;
    bool m_occupied = false;    ///< as the services were told
    base::SteadyTime m_since{}; ///< the screen or dialog has been shown
    base::SteadyTime m_lastTouch{};
    std::size_t m_poster = 0;
    std::optional<base::SteadyTime> m_holdSince;

    std::optional<Survey> m_survey;
    std::size_t m_formIndex = 0;
    std::optional<std::size_t> m_language;     ///< the person's choice, gone with the person
    std::optional<form::Submission> m_current; ///< handed in on this screen, not yet durable
    Comfort m_comfort;                         ///< likewise
    std::string m_layer;
    Entry m_entry;
    base::SteadyTime m_strokeEnded{};
    std::string m_message;
    double m_scrollBefore = 0;              ///< of the page under a panel
    std::optional<base::SteadyTime> m_goOn; ///< a quick choice turns the page
    bool m_keepFailed = false;
    bool m_agreed = false;                      ///< to the event's consent; gone with the person
    std::optional<base::SteadyTime> m_lastKept; ///< the last submission
    std::optional<Assist> m_assist;
    bool m_askingStaff = false;
    std::vector<form::Submission> m_pending; ///< handed in, not yet durable; shown to nobody
    base::SteadyTime m_keepTried{};

    std::string m_pin;
    int m_wrongPins = 0;
    base::SteadyTime m_pinOpen{}; ///< no PIN is taken before
    Desk m_desk;
    base::SteadyTime m_nextChange{}; ///< when its files are looked at next
    std::optional<base::Error> m_unusable{};
    bool m_renewed = false;
    /// A thing alone on the whole screen, which staff have put there.
    struct Show {
        std::string thing;
        base::SteadyTime since{};
    };
    std::optional<Show> m_show;
    base::SteadyTime m_hintUntil{};
    double m_thingsScroll = 0; ///< of the page of all things, under that of one
    bool m_quit = false;
};

} // namespace huibiao::kiosk
