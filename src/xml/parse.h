#pragma once

#include "base/result.h"
#include "xml/dom.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace huibiao::xml {

/// What a document may ask of us at most. The defaults hold a form of 1,000 questions and 100,000
/// choices many times over.
struct ParseLimits {
    std::size_t bytes = 64U << 20U;       ///< of the source
    std::size_t depth = 512;              ///< elements inside one another
    std::size_t nodes = 8U * 1000 * 1000; ///< elements, attributes and texts together
};

/// Joined: a CDATA section is text like any other, one node with what stands around it, as XPath has it.
/// Apart: each section is a text node of its own, as the DOM of browsers has it.
enum class Cdata { Joined, Apart };

/// Reads well-formed XML 1.0 with namespaces. Encodings: UTF-8, UTF-16 and what else the declaration
/// names and iconv knows (GB18030, GBK, Latin-1 …). Never opens a file or a connection. A document type is
/// skipped over, but refused when it holds declarations of its own (entity bombs live there); a
/// reference to any entity but the five built in ones is an error. White space is kept as it stands.
///
/// `name` is what messages call the source. Fails with Invalid, or with Unsupported over a limit (also
/// 1,000 attributes on a tag, 1,000 namespace declarations in scope); where = "name:line:column" (from 1).
[[nodiscard]] base::Result<std::unique_ptr<Document>> parse(std::string_view bytes,
                                                            std::string_view name = {},
                                                            ParseLimits const& limits = {},
                                                            Cdata cdata = Cdata::Joined);

} // namespace huibiao::xml
