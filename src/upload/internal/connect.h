#pragma once

#include "crypto/secret.h"
#include "upload/internal/http.h"
#include "upload/internal/secrets.h"

#include <memory>

namespace huibiao::upload::internal {

/// A way to the server, and what of it must not be shown.
struct Connection {
    std::unique_ptr<Secrets> secrets;
    std::unique_ptr<Http> http;
};

/// The first line of its secret file; empty for Auth::None.
[[nodiscard]] base::Result<crypto::Secret> secretOf(Server const& server);

/// Reads the secret and opens the connection; nothing goes over the network yet. `slow` and `clock` must
/// outlive it.
[[nodiscard]] base::Result<Connection> connect(Server const& server, Timing const& timing,
                                               std::atomic<bool> const& slow, base::Clock const& clock);

} // namespace huibiao::upload::internal
