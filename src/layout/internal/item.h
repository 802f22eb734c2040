#pragma once

#include "base/result.h"
#include "layout/item.h"
#include "xml/dom.h"

#include <optional>
#include <string>

namespace huibiao::layout {

/// The data-… attributes of <svg>; nothing where it has no data-item. What cannot be read, does not go
/// together or is unknown is in `findings`. `page`: of the viewBox.
[[nodiscard]] std::optional<Item> readItem(xml::Node const& root, draw::Size page, std::string const& where,
                                           base::Findings& findings);

} // namespace huibiao::layout
