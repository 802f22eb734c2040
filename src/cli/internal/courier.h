#pragma once

#include "base/clock.h"
#include "event/upload_settings.h"
#include "form/submission.h"
#include "kiosk/sending.h"
#include "store/store.h"
#include "upload/beacon.h"
#include "upload/uploader.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace huibiao::cli {

/// Sends the answers of a kiosk's event to its server, beside the screens. No call waits for the network or
/// for another program; stop() waits for the uploader's thread, which leaves off at once whatever it is at.
/// For one thread at a time.
class Courier {
public:
    /// Nothing is sent yet. Store and clock must outlive it.
    Courier(event::Upload settings, std::filesystem::path dataFolder, std::optional<store::Store>& store,
            base::Clock const& clock, upload::Timing const& timing = {});

    /// The event names a server.
    [[nodiscard]] bool named() const { return !m_settings.server.empty(); }
    /// Begins to send, and to tell how the kiosk is, where the event says that this is done by itself; after
    /// stop() again.
    void begin();
    /// What waits now, whatever the event says.
    void send();
    /// While somebody is answering little goes out at a time, and slowly.
    void slow(bool on);
    /// Lets go of the store and the network; what was confirmed is marked. False: it was not at work.
    bool stop();
    /// Stores it and sends it. Where the database turns out to be damaged, the uploader lets go of it, so
    /// that it can be set aside.
    [[nodiscard]] base::Result<void> keep(form::Submission const& submission);
    /// What was refused waits again, that one or all (empty), and is sent; how many there were.
    [[nodiscard]] base::Result<std::size_t> retry(std::string const& instanceId);
    /// How far it is, with at most so many of the refused ones. `titleOf` names the form with that id.
    [[nodiscard]] base::Result<kiosk::Sending>
    look(std::size_t most, std::function<std::string(std::string const&)> const& titleOf) const;

private:
    void start(upload::Uploader::Mode mode);

    event::Upload m_settings;
    std::filesystem::path m_folder;
    std::optional<store::Store>& m_store;
    base::Clock const& m_clock;
    upload::Timing m_timing;
    bool m_slow = false;
    std::unique_ptr<upload::Uploader> m_uploader{};
    std::unique_ptr<upload::Beacon> m_beacon{};
};

} // namespace huibiao::cli
