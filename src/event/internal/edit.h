#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace huibiao::event {

/// Writes key = "value" into [table] of event.toml, in place of the line that is there or as a new one; every
/// other line stays as it is. `value` needs no escapes. Invalid, and nothing is written, where the table is
/// written in a way that this would spoil (inline, dotted).
[[nodiscard]] base::Result<void> setText(std::filesystem::path const& file, std::string const& table,
                                         std::string const& key, std::string const& value);

} // namespace huibiao::event
