#pragma once

#include "base/result.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace huibiao::upload {

/// How the server wants to be told who sends.
enum class Auth { None, Bearer, Basic, Digest };

/// An OpenRosa server (https://docs.getodk.org/openrosa/) and the way to it.
struct Server {
    std::string base{}; ///< "https://HOST/v1/key/TOKEN/projects/1"; /submission is added. Holds a secret.
    Auth auth = Auth::None;
    std::string user{};
    std::filesystem::path secretFile{}; ///< its first line; read for each pass and wiped after it
    std::filesystem::path caFile{};     ///< PEM, trusted beside the system's authorities; empty: those alone
    std::string proxy{};                ///< empty: as the environment says (https_proxy, no_proxy …)
    bool allowHttp = false;             ///< unencrypted to others than this computer itself
    std::string agent{"huibiao"};       ///< User-Agent
    std::string device{};               ///< of [kiosk]: its id; empty: the computer's own
};

/// Time-outs and waits. The defaults are for a real server.
struct Timing {
    std::chrono::milliseconds connect{15'000};
    std::chrono::milliseconds idle{60'000};   ///< without a byte either way
    std::chrono::milliseconds whole{600'000}; ///< of one request; ODK Central gives up after 300 s
    std::chrono::milliseconds firstWait{1000};
    std::chrono::milliseconds longestWait{600'000}; ///< doubled from firstWait up to this, less a random part
    std::chrono::milliseconds longestAsked{3'600'000}; ///< of what Retry-After may ask for
    std::chrono::milliseconds held{600'000};           ///< until what the staff must set right is tried again
    std::chrono::milliseconds conflict{1000};          ///< between the two tries of a 409
    std::chrono::milliseconds look{5000};              ///< between two looks for new answers
    int tries = 6; ///< failures in a row after which a single run gives up
};

/// The address without what gives access: a token in the path (…/key/TOKEN/…, and whatever looks like one)
/// and the values of a query become ***.
[[nodiscard]] std::string masked(std::string_view url);

/// "huibiao:" and what tells this kiosk from another, the deviceID that goes with each request. `named` where
/// it is not empty; else a hash of the computer's machine-id(5), which asks not to be given out itself; where
/// there is none, an id drawn once and kept in `dataFolder`/kiosk-id. Empty where that cannot be kept either.
[[nodiscard]] std::string deviceOf(std::string const& named, std::filesystem::path const& dataFolder,
                                   std::filesystem::path const& machineId = "/etc/machine-id");

/// Invalid: no http or https address, or http to another computer without allowHttp.
[[nodiscard]] base::Result<void> checkServer(Server const& server);

} // namespace huibiao::upload
