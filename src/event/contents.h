#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::event {

/// What a bundle consists of, whatever state it is in.
struct Contents {
    /// Relative to the bundle, event.toml first, each once: those that event.toml names, and those that the
    /// questionnaires among them name, as far as these are there to be read.
    std::vector<std::filesystem::path> files;
    std::string dataFolder; ///< as event.toml writes it; "data" where it does not
    std::string pinHash;    ///< likewise; empty: none
};

/// Opens no picture and no recording. Errors in `findings`: a name that leads out of the bundle, which is not
/// among the files then. Fails where there is no event.toml, or none that can be read.
[[nodiscard]] base::Result<Contents> contents(std::filesystem::path const& folder, base::Findings& findings);

/// Writes a PIN's hash, as Event has it, into DIR/event.toml; every other line stays as it is.
[[nodiscard]] base::Result<void> setPinHash(std::filesystem::path const& folder, std::string const& hash);

} // namespace huibiao::event
