#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xpath {

enum class Token : std::uint8_t {
    End,
    Number,
    Literal,  ///< text without its quotes
    Name,     ///< local name, prefix apart
    Wildcard, ///< * or prefix:*
    Function, ///< a name before (
    NodeType, ///< node, text, comment or processing-instruction before (
    Axis,     ///< a name before ::, which is swallowed
    Operator, ///< text is the sign or word
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    At,
    Dot,
    DotDot,
    Slash,
    SlashSlash
};

struct Lexeme {
    Token token = Token::End;
    std::string_view text;
    std::string_view prefix;
    std::uint32_t at = 0; ///< byte in the expression
};

/// Splits by the rules of XPath 1.0, 3.7, which need the token before to know what * and words are. The
/// words and, or, div, mod may touch a digit after them ("2mod1"), as the other engines of forms allow.
[[nodiscard]] base::Result<std::vector<Lexeme>> tokenize(std::string_view text);

/// "at character 12 ("…foo…")" in both languages, for messages.
[[nodiscard]] base::Words placeOf(std::string_view text, std::size_t at);

/// The Error of an expression: place, then what is wrong there.
[[nodiscard]] base::Error faultAt(std::string_view text, std::size_t at, base::Words const& what,
                                  base::Kind kind = base::Kind::Invalid);

} // namespace huibiao::xpath
