#pragma once

#include "event/event.h"

#include <string>
#include <vector>

namespace huibiao::event {

/// What people type on an event and no dictionary puts first: its unit and city, long and short
/// (浏阳市高坪镇, 高坪镇, 高坪), the words of its theme and name, then `words` of event.toml and the units of
/// its `plan`. Runs of two to twelve Chinese characters, each once, the nearest to the event first.
[[nodiscard]] std::vector<std::string> terms(Event const& event);

/// The same from DIR/event.toml alone, whatever state the questionnaires are in. Fails when the file
/// cannot be read or its [input] is wrong.
[[nodiscard]] base::Result<std::vector<std::string>> terms(fs::path const& folder);

} // namespace huibiao::event
