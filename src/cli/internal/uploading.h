#pragma once

#include "event/event.h"
#include "upload/server.h"

namespace huibiao::cli {

/// The server as the event names it, for the screen and the command line alike.
[[nodiscard]] upload::Server serverOf(event::Upload const& settings);

} // namespace huibiao::cli
