#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "event/event.h"
#include "handover/bundles.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

/// One event follows another on a kiosk. Beside the running one's folder X lie, now and then,
///   X.previous             the one before it, whole, with its answers: the way back
///   .X.huibiao-incoming    with the file .huibiao-incoming in it: a copy under way, of no worth;
///                          without: an event on its way from one of these names to another
///   .X.huibiao-discard     the one before the one before, to be erased
/// They change places by renames alone, each on the disk before the next, so that at any moment every event
/// is there whole, and recover() finds it. The marker goes with the copy: where it is found tells how far a
/// change had come.
namespace huibiao::handover {

/// The absolute name, without a slash at its end: these functions take no other.
[[nodiscard]] std::filesystem::path eventFolder(std::filesystem::path const& folder);
[[nodiscard]] std::filesystem::path previousOf(std::filesystem::path const& folder);

/// Where the answers of the event lie once another one has taken its place.
[[nodiscard]] std::filesystem::path answersAfter(event::Event const& event);

/// How names change: 0 or an errno. A test has its own.
struct Renames {
    using Change = std::function<int(std::filesystem::path const& from, std::filesystem::path const& to)>;
    Change rename;   ///< refuses (EEXIST) where `to` is there
    Change exchange; ///< both at once; EINVAL, ENOSYS: the file system cannot, and three renames do it
    [[nodiscard]] static Renames system();
};

/// At every start, before the event is opened: what a power cut left half done is undone or finished, so that
/// `folder` is an event again where there was one. What it did, as warnings for the log.
[[nodiscard]] base::Findings recover(std::filesystem::path const& folder,
                                     Renames const& names = Renames::system());

struct PreviousEvent {
    std::filesystem::path folder;
    std::string banner{}; ///< empty with a trouble
    std::size_t answers = 0;
    std::size_t fresh = 0;                ///< of these neither exported nor uploaded
    std::optional<base::Error> trouble{}; ///< why there is no way back to it
};

/// The event before the one in `folder`; none where there is none.
[[nodiscard]] std::optional<PreviousEvent> previousEvent(std::filesystem::path const& folder,
                                                         std::filesystem::path const& share,
                                                         base::Clock const& clock);

struct Change {
    std::filesystem::path share;
    base::Clock const* clock = nullptr;
    /// Called once everything is ready, before the first rename: closes the store of the running event. After
    /// a failure the caller opens it again.
    std::function<void()> letGo;
    BundleProgress go = {};
    Renames names = Renames::system();
    BundleLimits limits = {};
};

/// The bundle in `source` takes the place of `now`, which becomes the previous event with all its answers.
/// The copy is checked whole first (bringIn), and must have the 会标 that was chosen (`banner`; empty: any).
/// An older previous event is erased; with answers that were never exported it refuses (Exists). A failure
/// has changed nothing. Returns the new 会标.
[[nodiscard]] base::Result<std::string> load(event::Event const& now, std::filesystem::path const& source,
                                             std::string const& banner, Change const& how);

/// The previous event and the one in `folder` change places, once the previous one has been opened whole.
/// Returns its 会标.
[[nodiscard]] base::Result<std::string> goBack(std::filesystem::path const& folder, Change const& how);

/// Before a computer is given back. Exists: the previous event has answers that were neither exported nor
/// uploaded. Unavailable: somebody has them open. Fine when there is none.
[[nodiscard]] base::Result<void> mayErasePrevious(std::filesystem::path const& folder,
                                                  base::Clock const& clock);
/// Erases the previous event, where there is one, with its answers. What could not be erased.
[[nodiscard]] base::Findings erasePrevious(std::filesystem::path const& folder);

} // namespace huibiao::handover
