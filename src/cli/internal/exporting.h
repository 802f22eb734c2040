#pragma once

#include "base/result.h"
#include "event/event.h"
#include "handover/export.h"

#include <vector>

namespace huibiao::cli {

/// The same for the screen and the command line, so that both make the same export.
[[nodiscard]] handover::Occasion occasionOf(event::Event const& event);
[[nodiscard]] std::vector<form::Form const*> formsOf(event::Event const& event);
[[nodiscard]] std::vector<handover::FormText> textsOf(event::Event const& event);
[[nodiscard]] handover::ExportOptions exportOptions(event::Event const& event, base::Language language);

} // namespace huibiao::cli
