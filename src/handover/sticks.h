#pragma once

#include "base/result.h"
#include "handover/volumes.h"

#include <memory>
#include <vector>

namespace huibiao::handover {

struct StickOptions {
    VolumeSources sources = {}; ///< where UDisks2 does not answer
    bool loops = false;         ///< loop devices too: they stand for sticks in tests
};

/// The sticks of this computer through UDisks2 (its D-Bus interface, version 2), which mounts them where no
/// desktop does, takes them off and switches them off. Without UDisks2: those that are mounted, as the
/// kernel tells, and nothing is ever taken off. Calls may come from any thread.
class Sticks {
public:
    /// Without a bus, or a service on it, the fallback. Nothing is shown or asked of anybody.
    [[nodiscard]] static Sticks open(StickOptions options = {});
    Sticks(Sticks&&) noexcept;
    Sticks& operator=(Sticks&&) noexcept;
    ~Sticks();

    /// Those that are plugged in, by name. With `mount` those that are not mounted yet are mounted first,
    /// so that their free space is known; one that cannot be says why in `trouble`. What was taken off is
    /// not mounted again before it is plugged in anew, or mount() is called. Takes as long as the mounting of
    /// a slow stick does.
    [[nodiscard]] std::vector<Volume> list(bool mount) const;

    /// The volume with its mount point; the one that it has stays. The reason where it cannot be mounted.
    [[nodiscard]] base::Result<Volume> mount(Volume const& volume) const;

    /// Unmounts, and switches the stick off where it can be. Unavailable: in use by another program.
    /// Unsupported: without UDisks2. Missing: pulled out already.
    [[nodiscard]] base::Result<void> release(Volume const& volume) const;

private:
    struct State;
    explicit Sticks(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace huibiao::handover
