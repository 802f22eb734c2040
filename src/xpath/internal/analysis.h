#pragma once

#include "xpath/internal/ast.h"

namespace huibiao::xpath {

/// The function a call names. The prefixes jr and javarosa stand for the functions of JavaRosa; what they
/// really stand for is checked when the call is made.
[[nodiscard]] Function const* functionOf(Mode mode, std::string_view prefix, std::string_view name);

/// Fills what follows from the parts, which are in the Ast already.
void analyse(Ast const& ast, Expr& expr);

[[nodiscard]] Predicate predicateOf(Ast const& ast, ExprId inner);

/// Always a truth value.
[[nodiscard]] bool isBoolean(Expr const& expr);

} // namespace huibiao::xpath
