#pragma once

#include "base/result.h"
#include "handover/internal/out_folder.h"
#include "store/store.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace huibiao::handover::internal {

/// 被拒绝的原因.txt: of each of these answers when it was stored, when it was refused and with which status,
/// what that means (`reason`, which may be empty) and the server's own words. `sequences` ascend.
[[nodiscard]] base::Result<void> writeRefusals(OutFolder& folder, store::Store const& store,
                                               std::vector<std::int64_t> const& sequences,
                                               std::function<base::Words(int)> const& reason,
                                               base::Language words);

} // namespace huibiao::handover::internal
