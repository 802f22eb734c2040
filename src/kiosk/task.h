#pragma once

#include "base/result.h"
#include "figures/figures.h"
#include "kiosk/wipe.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::kiosk {

namespace fs = std::filesystem;

struct Counts {
    std::size_t total = 0;
    std::size_t fresh = 0;     ///< not exported yet
    std::size_t purgeable = 0; ///< exported or uploaded, and confirmed
    /// Beside these, whose person left before the end, where the event keeps them.
    std::size_t partial = 0;
    std::size_t freshPartial = 0;

    [[nodiscard]] std::size_t toExport() const { return fresh + freshPartial; }
    [[nodiscard]] std::size_t all() const { return total + partial; }
};

/// A stick, or another place to hand over to.
struct Volume {
    std::string id;   ///< tells it from all others for as long as it is plugged in
    std::string name; ///< as staff know it: the label of the stick
    fs::path folder;  ///< empty while it is not mounted
    std::uint64_t freeBytes = 0;
    std::optional<base::Error> trouble{}; ///< why nothing can be written to it
};

/// An event bundle on a stick.
struct Bundle {
    Volume volume{};
    fs::path folder{};
    std::string banner{}; ///< its 会标; empty where it cannot be used
    std::size_t questionnaires = 0;
    bool ownPin = false;
    base::Findings faults{}; ///< why it cannot be used; none: it can
};

/// The event that ran before this one, kept with its answers.
struct FormerEvent {
    fs::path folder{};
    std::string banner{};
    std::size_t answers = 0;
    std::size_t fresh = 0;                ///< of these not exported
    std::optional<base::Error> trouble{}; ///< why there is no way back to it
};

/// What staff have the computer do, one thing at a time, on a thread of its own.
struct Task {
    enum class Kind {
        Export,   ///< answers to `volume`
        Purge,    ///< erases what was exported and confirmed
        GiveBack, ///< erases everything of the event; refused while there is something that was not exported
        Summary,  ///< counts the answers, in memory alone
        Look,     ///< for event bundles on the sticks, and for the event before this one
        Load,     ///< `bundle` takes the place of this event
        GoBack,   ///< the event before this one takes its place
        Retry,    ///< what the server refused waits to be sent again: `answer`, or all
        Pull,     ///< questionnaires of the event's server, where it has newer ones
        Kit       ///< the printed things, into a folder on `volume`
    };
    Kind kind = Kind::Export;
    Volume volume{};
    bool all = false;     ///< Export: also what was exported before
    bool refused = false; ///< Export: instead those that the server did not take
    /// What opens sealed answers, where the task shows them in words: the passphrase of one of the private
    /// keys. An export with it writes readable tables as well. Whoever has opened the key clears it.
    std::shared_ptr<Secret> passphrase{};
    std::vector<fs::path> keyFiles{};
    Bundle bundle{};      ///< Load
    std::string answer{}; ///< Retry: its instanceID; empty: all
};

/// A file with a private key, as staff know it.
struct KeyFile {
    fs::path file;
    std::string stick{}; ///< its name; empty: it lies in the event's own folder
};

struct KeySearch {
    std::vector<KeyFile> usable;  ///< of the event, as far as can be told without the passphrase
    std::vector<KeyFile> foreign; ///< of other events
};

/// A questionnaire of the event beside the one that the server has.
struct PulledForm {
    enum class What {
        Unchanged,
        Taken,  ///< the newer one is in the event, for whoever comes next
        Left,   ///< the server does not offer it
        Refused ///< `notes` says why
    };
    std::string title{}; ///< or its id
    std::string version{};
    What what = What::Unchanged;
    base::Findings notes{};
};

struct TaskDone {
    std::size_t count = 0;  ///< submissions exported, erased or waiting again; Kit: files
    std::size_t sealed = 0; ///< of the exported ones
    /// Of the export; empty: there was nothing to export. Kit: likewise. Look: where the answers of now would
    /// lie afterwards.
    fs::path folder{};
    std::vector<fs::path> files{};
    std::optional<base::Error> stillIn{}; ///< Export, Kit: written and checked, but not taken off, and why
    base::Findings remains{};             ///< GiveBack: what could not be erased
    bool wrongPassphrase = false;         ///< it opens no key: nothing was done
    std::size_t opened = 0;               ///< Export: of the sealed ones, those in readable tables
    base::Findings shut{};                ///< likewise: those that could not be opened, and why
    std::shared_ptr<figures::EventSummary const> summary{}; ///< Summary
    std::vector<Bundle> bundles{};                          ///< Look
    bool cut = false;                    ///< Look: a stick holds too much to look at all of it
    std::optional<FormerEvent> former{}; ///< Look
    std::vector<PulledForm> pulled{};    ///< Pull
    std::size_t looks = 0;               ///< Kit: so much needs a look
    bool unchanged = false;              ///< Kit: it was there, and was checked once more
};

/// Told how far it is, 0 to 1; false asks to stop (Kind::Cancelled).
using Progress = std::function<bool(double)>;

} // namespace huibiao::kiosk
