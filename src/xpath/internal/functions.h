#pragma once

#include "xpath/value.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace huibiao::xpath {

class Call;

/// Namespace a function lives in: the plain ones, or those behind the prefix jr.
enum class Library : std::uint8_t { Core, JavaRosa };

/// Whether a function looks at the context node, its position or the size.
enum class Focus : std::uint8_t { No, WithoutArguments, Always };

struct Function {
    static constexpr std::size_t any = 1U << 30U;

    std::string_view name;
    std::size_t least = 0;      ///< arguments
    std::size_t most = 0;       ///< `any` for no limit
    Type result = Type::String; ///< NodeSet where it may be one
    Value (*run)(Call&) = nullptr;
    bool native = false; ///< part of XPath 1.0
    Focus focus = Focus::No;
    bool changes = false; ///< another result each time: random numbers
    Library library = Library::Core;
};

/// Those of one topic each; see the .cpp files.
[[nodiscard]] std::span<Function const> stringFunctions();
[[nodiscard]] std::span<Function const> textFunctions();
[[nodiscard]] std::span<Function const> numberFunctions();
[[nodiscard]] std::span<Function const> booleanFunctions();
[[nodiscard]] std::span<Function const> dateFunctions();
[[nodiscard]] std::span<Function const> nodeFunctions();
[[nodiscard]] std::span<Function const> formFunctions();
[[nodiscard]] std::span<Function const> geoFunctions();

/// nullptr when there is none of that name. `native`: of XPath 1.0 alone.
[[nodiscard]] Function const* findFunction(std::string_view name, Library library, bool native);

} // namespace huibiao::xpath
