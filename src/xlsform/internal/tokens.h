#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xlsform::internal {

/// A name that can be an XML element without prefix (NCName, Namespaces in XML 1.0).
[[nodiscard]] bool isName(std::string_view text);
/// The same, or two of them with a colon between.
[[nodiscard]] bool isQualifiedName(std::string_view text);

/// A `${name}` or `${last-saved#name}` in a text, in bytes.
struct Mention {
    std::size_t begin = 0, end = 0;
    bool lastSaved = false;
    std::string name;
};
/// All well-formed ones, in order.
[[nodiscard]] std::vector<Mention> mentions(std::string_view text);
/// Where the first `${` stands that does not begin a well-formed one; npos when there is none.
[[nodiscard]] std::size_t brokenMention(std::string_view text);
/// The name when the whole text is one `${name}`; empty otherwise.
[[nodiscard]] std::string onlyMention(std::string_view text);
/// The same number of characters, each mention a path in brackets: for parsing with positions that
/// are the author's own.
[[nodiscard]] std::string maskMentions(std::string_view text);

/// True for a default that is to be computed: it calls a function, mentions a question, has a
/// predicate or an operator (a hyphen does not count for dates, times and places).
[[nodiscard]] bool isDynamic(std::string_view text, std::string_view type);

/// Where instance('…')/… paths stand inside a text for people, begin and end in bytes.
struct Span {
    std::size_t begin = 0, end = 0;
};
[[nodiscard]] std::vector<Span> instancePaths(std::string_view text);

} // namespace huibiao::xlsform::internal
