#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace huibiao::xml {

/// The source as UTF-8 without byte order mark: by byte order mark, then by the encoding its XML
/// declaration names, else UTF-8 unchecked. Fails with Invalid.
[[nodiscard]] base::Result<std::string> decodeSource(std::string_view bytes, std::string_view name);

/// Looks through UTF-8 for what makes any parser slow or large: a document type with declarations of
/// its own, and tags with more than `attributes` attributes (libxml2 compares each with each).
[[nodiscard]] base::Result<void> checkSource(std::string_view text, std::string_view name,
                                             std::size_t attributes);

} // namespace huibiao::xml
