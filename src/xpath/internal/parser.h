#pragma once

#include "base/result.h"
#include "xpath/internal/ast.h"

#include <string_view>

namespace huibiao::xpath {

[[nodiscard]] base::Result<Ast> parseExpression(std::string_view text, Mode mode);

} // namespace huibiao::xpath
