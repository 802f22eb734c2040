#pragma once

#include "xpath/internal/ast.h"

#include <optional>
#include <string_view>

namespace huibiao::xpath {

/// An operator between operands.
struct Sign {
    std::string_view text;
    Op op;
    int power; ///< binds tighter than lower ones
};

/// nullptr for what is none, and for |, which joins paths below all operators.
[[nodiscard]] Sign const* findSign(std::string_view text);

[[nodiscard]] std::optional<Axis> findAxis(std::string_view name);

} // namespace huibiao::xpath
