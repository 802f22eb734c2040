#pragma once

#include "event/event.h"
#include "event/internal/settings.h"

#include <optional>

namespace huibiao::event {

/// The file that event.toml names under `key`, inside the bundle: relative, no "..".
[[nodiscard]] std::optional<fs::path> bundleFile(Event const& event, std::string const& name,
                                                 std::string const& where, base::Findings& findings);

void readBrand(Settings& settings, fs::path const& share, Event& event, base::Findings& findings);
void readQuestionnaires(Settings& settings, Event& event, base::Findings& findings);
void readLinks(Settings& settings, Event& event, base::Findings& findings);

} // namespace huibiao::event
