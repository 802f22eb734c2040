#pragma once

#include "store/internal/database.h"

namespace huibiao::store::internal {

/// Brings an empty or older database to the schema of this program, each step in a transaction of
/// its own. Unsupported when it was made by a newer program.
[[nodiscard]] base::Result<void> migrate(Database& database, std::filesystem::path const& file);

/// False when SQLite finds the file damaged; an Error when it could not look.
[[nodiscard]] base::Result<bool> sound(Database& database);

} // namespace huibiao::store::internal
