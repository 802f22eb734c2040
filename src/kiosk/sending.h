#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::kiosk {

/// An answer that the server did not take; it is not sent again before staff ask for it.
struct Refused {
    std::string instanceId{};
    std::string form{};     ///< its title, or its id
    std::string storedAt{}; ///< local time with offset, ISO 8601
    std::string at{};       ///< when it was refused; likewise
    base::Words reason{};   ///< what that means, and what can be done
    std::string words{};    ///< the server's own; may be empty
    bool sent = true;       ///< false: what is wrong with it was found here, before anything was sent
};

/// How far the sending of the answers to the event's server is.
struct Sending {
    enum class Doing {
        Nothing,  ///< until staff ask for it: the event does not send by itself
        Idle,     ///< whatever comes is sent by itself
        Busy,     ///< it is sending
        Waits,    ///< to try once more, in `nextTry`
        Elsewhere ///< another program sends this event's answers
    };
    Doing doing = Doing::Nothing;
    std::size_t waiting = 0;
    std::size_t sent = 0;
    std::size_t refused = 0;
    std::string lastContact{}; ///< when the server last answered as one, like Refused::at; empty: never
    std::chrono::milliseconds nextTry{0}; ///< Waits: until then
    std::optional<base::Error> trouble{}; ///< why it does not go on
    std::optional<base::Error> health{};  ///< why the server was not told how the kiosk is
    std::vector<Refused> list{};          ///< the first of the refused ones
};

} // namespace huibiao::kiosk
