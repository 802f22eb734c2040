#pragma once

#include "base/result.h"
#include "layout/slot.h"
#include "xml/dom.h"

#include <string>
#include <string_view>

namespace huibiao::layout {

/// The data-… attributes of a slot's element. `info` comes with slot and rect and keeps its defaults
/// where nothing, or nothing that can be read, is said.
void readValues(xml::Node const& element, draw::Size page, SlotInfo& info, std::string const& where,
                base::Findings& findings);

[[nodiscard]] base::Words badValue(std::string_view attribute, std::string_view value,
                                   std::string_view example);

} // namespace huibiao::layout
