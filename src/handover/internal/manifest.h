#pragma once

#include "handover/internal/out_folder.h"

#include <string>
#include <vector>

namespace huibiao::handover::internal {

struct FormCount {
    std::string id;
    std::string version;
    std::string title; ///< empty where the form is not at hand
    std::size_t submissions = 0;
    std::string sealedFor{}; ///< the key's fingerprint; empty: open
};

/// manifest.json: {"format": "huibiao export", "formatVersion": 1, …}.
struct Manifest {
    std::string id;
    std::string program;
    std::string created; ///< ISO 8601 with offset
    std::string unit;
    std::string activity;
    bool all = false;
    std::size_t submissions = 0; ///< complete ones
    std::size_t partial = 0;
    bool assisted = false; ///< staff filled in for others; the tables say how, who and where
    std::vector<FormCount> forms;
    std::vector<FileSum> files; ///< after readManifest only
    std::string banner{};       ///< the 会标's line
    bool refused = false;       ///< those that a server did not take, instead
};

inline constexpr char const* manifestName = "manifest.json";

/// Closes the folder's list: nothing may be put into it later.
[[nodiscard]] base::Result<void> writeManifest(OutFolder& folder, Manifest const& manifest);
/// Invalid: not ours, of a newer program, or with a path that leads out of the folder.
[[nodiscard]] base::Result<Manifest> readManifest(std::string_view json, std::string const& where);

} // namespace huibiao::handover::internal
