#pragma once

#include "base/result.h"
#include "kiosk/scene.h"

#include <poll.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace huibiao::kiosk {

/// The scene as the inspector tells it: one JSON line without its end.
[[nodiscard]] std::string describe(Scene const& scene, std::uint64_t frame);

/// A Unix socket (mode 0600) on which tests ask what is on the screen: the line `tree` is answered by
/// one line of JSON; any other by {"error": …}. The connection stays open.
class Inspector {
public:
    /// Takes the place of a socket that is left over; anything else of that name is kept (Exists).
    [[nodiscard]] static base::Result<Inspector> open(std::filesystem::path const& path);
    Inspector(Inspector&&) noexcept;
    Inspector& operator=(Inspector&&) noexcept;
    ~Inspector(); ///< removes the socket

    void addTo(std::vector<pollfd>& fds) const;
    /// Accepts, reads and goes on writing, never waits.
    void serve();
    /// Somebody waits for a tree.
    [[nodiscard]] bool asked() const;
    /// To all who wait.
    void answer(std::string const& line);

private:
    struct Inner;
    explicit Inspector(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::kiosk
