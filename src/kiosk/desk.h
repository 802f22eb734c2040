#pragma once

#include "base/result.h"
#include "kiosk/kiosk.h"
#include "kiosk/showcase.h"
#include "kiosk/unlock.h"

#include <optional>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

enum class DeskPage {
    Home,
    Erase,      ///< what was handed over
    GiveBack,   ///< everything, before the computer goes back to its owner
    Cleared,    ///< everything is erased: nothing is left to be done but leaving
    Passphrase, ///< of the private key, which a task waits for
    Summary,    ///< the answers in figures
    Bundles,    ///< other events: from a stick, and the one before
    Upload,     ///< how far the answers are on their way to the server
    Things,     ///< all of the kit
    Thing       ///< one of them, large
};

/// What staff see and do behind the PIN, without the leaving of it. A state machine like Session, whose part
/// it is: it touches no disk but through the services, and does nothing long by itself.
class Desk {
public:
    /// `wall`: see Showcase.
    Desk(Services const& services, base::Clock const& clock, std::string wall)
        : m_services(&services), m_clock(&clock), m_counts(Counts{}), m_unlock(clock),
          m_showcase(std::move(wall)) {}

    /// The PIN was right: everything as it is now.
    void open();
    /// "home", "erase", "give_back", "upload", "things", "bundles", which looks for them, or "summary", which
    /// begins one, or asks for the passphrase first.
    void turn(std::string_view page);
    /// Nothing begins while something runs, nor a GiveBack while an answer was not exported.
    void begin(Task task);
    /// Begins an export; nothing where that stick is gone, or cannot be written to.
    void exportTo(std::string_view volume, bool all);
    /// Begins an export of what the server refused, likewise.
    void exportRefused(std::string_view volume);
    /// What waits is sent now, whatever it was waiting for.
    void sendNow();
    /// Begins to have that refused answer sent again, or all.
    void retry(std::string_view instanceId);
    /// Begins to fetch newer questionnaires from the server.
    void pull();
    /// The page of the sending is kept up to date.
    void tick();
    /// When tick() would next do something.
    [[nodiscard]] std::optional<base::SteadyTime> wakeAt() const;
    /// Opens the page of this thing of the kit, from that of all or from another one's.
    void openThing(std::string_view id);
    /// The thing of this page goes to the second screen, or what is there is taken off.
    void toWall();
    void offWall();
    /// Begins to write all of the kit to this stick; nothing where exportTo would do nothing.
    void keepThings(std::string_view volume);
    /// From one thing to another.
    void stepThing(int by);
    /// Begins the task once the passphrase of the private key has been typed on the page that this opens;
    /// afterwards the page is the one of now again. A wrong one is told there.
    void ask(Task task);
    /// Everything, in readable tables beside the sealed answers: asks. Nothing where exportTo would do
    /// nothing.
    void exportReadable(std::string_view volume);
    /// The passphrase is typed: begins the task.
    void unlock();
    /// Nobody is there any more: what was typed is wiped, no task waits, and what the last one brought is
    /// gone.
    void leave();
    /// Answers are kept sealed: a task that shows them asks for the passphrase.
    [[nodiscard]] bool sealed() const { return static_cast<bool>(m_services->keys); }
    [[nodiscard]] Unlock const& unlocking() const { return m_unlock; }
    [[nodiscard]] Unlock& unlocking() { return m_unlock; }
    void stop() { m_stop = m_running.has_value(); }
    /// The bundle in this folder, once it was found and can be used, is what load() is about.
    [[nodiscard]] bool choose(std::string_view folder);
    void load();

    [[nodiscard]] DeskPage page() const { return m_page; }
    [[nodiscard]] base::Result<Counts> const& counts() const { return m_counts; }
    /// The event sends its answers to a server, and how far that was at the last look.
    [[nodiscard]] bool sends() const { return static_cast<bool>(m_services->sending); }
    [[nodiscard]] base::Result<Sending> const& sending() const { return m_sending; }
    /// The event has a kit to show.
    [[nodiscard]] bool shows() const { return static_cast<bool>(m_services->things.list); }
    [[nodiscard]] Showcase const& showcase() const { return m_showcase; }
    [[nodiscard]] Showcase& showcase() { return m_showcase; }
    /// True once everything has been handed over.
    [[nodiscard]] bool allExported() const { return m_counts && m_counts->toExport() == 0; }
    [[nodiscard]] std::vector<Volume> const& volumes() const { return m_volumes; }
    [[nodiscard]] std::optional<Task::Kind> running() const { return m_running; }
    [[nodiscard]] double share() const { return m_share; } ///< of what runs, 0 to 1
    /// Of the last task, until another page or task.
    [[nodiscard]] std::optional<Task::Kind> ended() const { return m_ended; }
    [[nodiscard]] base::Result<TaskDone> const& outcome() const { return *m_outcome; } ///< where ended()
    /// What the last Look found, on the page of the bundles.
    [[nodiscard]] TaskDone const* around() const { return m_around ? &*m_around : nullptr; }
    [[nodiscard]] Bundle const* chosen() const { return m_chosen ? &*m_chosen : nullptr; }
    /// Another event has taken the place of this one.
    [[nodiscard]] bool replaced() const {
        return m_outcome && m_outcome->has_value() &&
               (m_ended == Task::Kind::Load || m_ended == Task::Kind::GoBack);
    }

    // What the edge does for it.
    /// The task to begin now, once.
    [[nodiscard]] std::optional<Task> take();
    [[nodiscard]] bool stopping() const { return m_stop; }
    void at(double share);
    void done(base::Result<TaskDone> outcome);
    void volumesAre(std::vector<Volume> volumes);

private:
    void forgetOutcome();
    void look();
    void lookAtSending(std::size_t most);
    [[nodiscard]] KeySearch searchKeys() const;

    Services const* m_services;
    base::Clock const* m_clock;
    DeskPage m_page = DeskPage::Home;
    base::Result<Counts> m_counts;
    base::Result<Sending> m_sending{Sending{}};
    base::SteadyTime m_nextLook{}; ///< at that
    std::vector<Volume> m_volumes;
    std::optional<Task> m_wish;
    std::optional<Task::Kind> m_running;
    bool m_stop = false;
    double m_share = 0;
    std::optional<Task::Kind> m_ended;
    std::optional<base::Result<TaskDone>> m_outcome;
    std::optional<TaskDone> m_around;
    std::optional<Bundle> m_chosen;
    std::vector<std::string> m_lookedAt; ///< ids of the volumes
    Unlock m_unlock;
    Showcase m_showcase;
    DeskPage m_before = DeskPage::Home; ///< the passphrase was asked for
};

} // namespace huibiao::kiosk
