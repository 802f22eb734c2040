#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "draw/fonts.h"
#include "event/event.h"
#include "form/submission.h"
#include "ink/recogniser.h"
#include "input/input.h"
#include "kiosk/sending.h"
#include "kiosk/speaker.h"
#include "kiosk/task.h"
#include "kiosk/things.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::kiosk {

namespace fs = std::filesystem;

/// All that the screens can do beyond showing: the kiosk knows no database and no disk.
struct Services {
    /// Returns when the answer is durable. Called again with the same instanceId after a failure.
    std::function<base::Result<void>(form::Submission const&)> keep;
    std::function<base::Result<Counts>()> counts;
    /// How many were kept on this day, local time. Only asked where the event has a limit.
    std::function<base::Result<std::size_t>()> today;
    /// Bytes free where the answers are kept. Not asked where it is not given.
    std::function<base::Result<std::uint64_t>()> room;
    /// On a thread of its own while the staff page is open: mounting takes its time.
    std::function<std::vector<Volume>()> volumes;
    /// On a thread of its own; no other service is called meanwhile but `room` and those of `things`. A
    /// GiveBack that fails has erased nothing; after one that did not, and after a Load or GoBack that did
    /// not, no other service is called any more.
    std::function<base::Result<TaskDone>(Task const&, Progress const&)> perform;
    std::function<bool(std::string_view pin)> pinRight;
    /// Where private keys lie: in the event's folder, and on these sticks, in their order. Reads some names
    /// and small files. Given where the event seals, and only there.
    std::function<KeySearch(std::vector<Volume> const&)> keys;
    /// Which screen this is, for a form's `deviceid` (upload::deviceOf); says nothing about a person. May be
    /// empty.
    std::string deviceId{};
    /// How far the sending of answers is, with at most so many of the refused ones. Given where the event
    /// names a server, and only there, as is sendNow: what waits is tried now. Neither waits for the network.
    std::function<base::Result<Sending>(std::size_t most)> sending;
    std::function<void()> sendNow;
    /// The event's files are others than those it was opened from, and can be opened: it is opened anew, by
    /// Ending::Renewed. An error: they cannot, told once for each change. Asked while nobody is there; it may
    /// take as long as opening them does. May be missing.
    std::function<base::Result<bool>()> changed;
    ThingSource things;
    /// Told when somebody comes to the screen, and when nobody is there any more. May be missing.
    std::function<void(bool)> occupied;
    /// How Chinese is typed and written; without one its way to write is not offered.
    input::Engine const* engine = nullptr;
    ink::Recogniser const* recogniser = nullptr;
    /// Without one nothing is read aloud, and no button offers it.
    Speaker* speaker = nullptr;
};

struct Options {
    std::optional<std::pair<int, int>> window; ///< px; the whole screen where not given
    std::optional<fs::path> inspect;           ///< the inspector's socket; none: no inspector
    event::Display display{};                  ///< which of several screens, where no window is named
};

/// The window, the signals and the inspector: they outlast an event, where another takes its place.
class Display {
public:
    /// Make it before any thread starts: SIGTERM and SIGINT are taken from here on. Unavailable: no display,
    /// or one that cannot do GLX. The screen saver is as before once it is gone.
    [[nodiscard]] static base::Result<Display> open(Options const& options);
    Display(Display&&) noexcept;
    Display& operator=(Display&&) noexcept;
    ~Display();

    struct Parts;
    [[nodiscard]] Parts& parts() const { return *m_parts; }

private:
    explicit Display(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// Why it ended: staff left it, or a signal came; another event took the place of this one; or this one's
/// own files have changed.
enum class Ending { Left, Another, Renewed };

/// Shows the event until then. `share` holds layouts/.
[[nodiscard]] base::Result<Ending> run(Display& display, draw::Fonts const& fonts, event::Event const& event,
                                       fs::path const& share, Services const& services,
                                       base::Clock const& clock, base::Language staff);

} // namespace huibiao::kiosk
