#pragma once

#include "base/clock.h"
#include "crypto/secret.h"
#include "upload/server.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::upload::internal {

/// Why there is no answer.
enum class Fault {
    None,
    Stopped,
    Name,        ///< no address for the server's name
    Connect,     ///< nobody there
    Proxy,       ///< the proxy is not there, or wants a login
    Clock,       ///< the certificate is not valid at this computer's time
    Certificate, ///< the certificate is not one we trust, or of another name
    Tls,
    Slow,  ///< a time-out
    Cut,   ///< the connection ended in the middle
    Setup, ///< the address or the CA file is wrong
    Large  ///< the answer is longer than was asked for
};

struct Answer {
    Fault fault = Fault::None;
    int status = 0;
    std::string body{}; ///< at most 64 KiB of it; of a get() the whole
    std::string location{};
    std::chrono::seconds retryAfter{0};
    std::uint64_t mostBytes = 0; ///< X-OpenRosa-Accept-Content-Length; 0: not said
    bool openRosa = false;       ///< it came with X-OpenRosa-Version
};

/// What is sent, in pieces that must outlive the sending; large ones are not copied.
struct Body {
    std::string type; ///< of the whole: "multipart/form-data; boundary=…"
    std::vector<std::string_view> pieces;
    [[nodiscard]] std::uint64_t size() const;
};

/// One connection to one server, kept alive. Never follows a redirect. For one thread at a time.
class Http {
public:
    /// `secret` is the password or the token. While `slow` is true at most 16 KiB go out a second.
    [[nodiscard]] static base::Result<std::unique_ptr<Http>> open(Server const& server, Timing const& timing,
                                                                  crypto::Secret secret,
                                                                  std::atomic<bool> const& slow,
                                                                  base::Clock const& clock);
    Http(Http const&) = delete;
    Http& operator=(Http const&) = delete;
    ~Http();

    [[nodiscard]] Answer head(std::string const& url, std::stop_token const& stop);
    /// Large where the body is over `most` bytes.
    [[nodiscard]] Answer get(std::string const& url, std::size_t most, std::stop_token const& stop);
    /// `meanwhile` is called once, while the server is at it; it should not take long.
    [[nodiscard]] Answer post(std::string const& url, Body const& body, std::stop_token const& stop,
                              std::function<void()> meanwhile = {});

private:
    struct State;
    explicit Http(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace huibiao::upload::internal
