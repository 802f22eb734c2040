#pragma once

#include "handover/export.h"
#include "handover/internal/out_folder.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace huibiao::handover::internal {

inline constexpr char const* sealedFolder = "sealed";
inline constexpr char const* formsFolder = "forms";
inline constexpr char const* formName = "form.xml";
inline constexpr char const* sealedName = "submission.xml";
inline constexpr char const* indexName = "sealed/index.jsonl";

/// What an export holds of sealed submissions. Nothing is written before the first.
class SealedFiles {
public:
    [[nodiscard]] base::Result<void> add(OutFolder& folder, store::Stored const& stored,
                                         std::vector<FormText> const& texts);
    [[nodiscard]] base::Result<void> finish(OutFolder& folder);

private:
    [[nodiscard]] base::Result<void> begin(OutFolder& folder, std::vector<FormText> const& texts);
    std::optional<OutFile> m_index;
};

/// A line of the index.
struct SealedLine {
    std::string folder; ///< in sealed/
    store::Entry entry; ///< instanceId, formId and formVersion are empty: the manifest has them
};

/// Invalid: not ours, or with a folder that leads elsewhere.
[[nodiscard]] base::Result<std::vector<SealedLine>> readIndex(std::string_view lines,
                                                              std::string const& where);

} // namespace huibiao::handover::internal
