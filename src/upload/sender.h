#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"
#include "upload/server.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace huibiao::upload {

/// How a pass through the queue ended.
enum class End {
    Done,    ///< nothing waits
    Held,    ///< what waits, waits for somebody to set something right: `trouble` says what
    Later,   ///< a fault that passes; try again after `wait`
    Busy,    ///< another uploader is at it
    Stopped, ///< by the stop token
    Failed   ///< the store, the secret or the settings: `trouble`
};

struct Report {
    End end = End::Done;
    std::size_t sent = 0; ///< confirmed and marked in this pass
    std::size_t refused = 0;
    std::chrono::milliseconds wait{0};       ///< until the next pass is worth while
    std::optional<base::Error> trouble = {}; ///< why not all was sent
};

/// What a sender tells while it works, from the thread it works on.
struct Listener {
    /// Confirmed by the server and marked so in the store.
    std::function<void(std::vector<std::string> const& instanceIds)> sent = {};
    std::function<void(store::Refusal const&)> refused = {};
    /// Something went wrong that passes by itself, or is held; and again a nullopt once it goes on.
    std::function<void(std::optional<base::Error> const&)> trouble = {};
    /// After each change.
    std::function<void(store::UploadQueue const&)> queue = {};
};

/// Sends what waits in a store, one submission after the other over one connection, and marks each once the
/// server has confirmed it. What was sent but not marked, because of a cut or a kill, is sent again with the
/// very same bytes, which an OpenRosa server keeps once. Holds two submissions at a time in memory: one on
/// its way and the next. The store is open during a pass alone. For one thread at a time.
class Sender {
public:
    /// `slow` may change at any time, from any thread: while it is true little is sent at a time, and slowly.
    /// Clock and `slow` must outlive the sender.
    Sender(Server server, std::filesystem::path dataFolder, base::Clock const& clock,
           std::atomic<bool> const& slow, Timing const& timing = {}, Listener listener = {});
    Sender(Sender const&) = delete;
    Sender& operator=(Sender const&) = delete;
    ~Sender();

    /// Through the queue once; what failed comes again in the next pass, behind what was not tried yet.
    [[nodiscard]] Report pass(std::stop_token const& stop);
    /// How often it failed in a row.
    [[nodiscard]] int misses() const;
    /// Begin at the front again, with no wait left over: something was set right.
    void startOver();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace huibiao::upload
