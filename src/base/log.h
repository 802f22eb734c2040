#pragma once

#include <filesystem>
#include <string_view>

namespace huibiao::base {

/// The log holds what the engineer needs and nothing a citizen entered: ids, counts, times, errors.
/// Lines go to stderr, and, once openLog was called, to a rotating file (3 of 1 MiB) as well: the last one
/// that was opened. Call it while no other thread writes to the log.
void openLog(std::filesystem::path const& file);
void logInfo(std::string_view line);
void logWarning(std::string_view line);
void logError(std::string_view line);

} // namespace huibiao::base
