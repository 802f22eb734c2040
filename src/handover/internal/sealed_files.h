#pragma once

#include "handover/internal/out_folder.h"
#include "store/store.h"

#include <optional>

namespace huibiao::handover::internal {

inline constexpr char const* sealedFolder = "sealed";
inline constexpr char const* sealedName = "submission.xml";
inline constexpr char const* indexName = "sealed/index.jsonl";

/// What an export holds of sealed submissions. Nothing is written before the first.
class SealedFiles {
public:
    [[nodiscard]] base::Result<void> add(OutFolder& folder, store::Stored const& stored);
    [[nodiscard]] base::Result<void> finish(OutFolder& folder);

private:
    [[nodiscard]] base::Result<void> begin(OutFolder& folder);
    std::optional<OutFile> m_index;
};

} // namespace huibiao::handover::internal
