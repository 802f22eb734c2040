#pragma once

#include "xml/dom.h"

#include <string>

namespace huibiao::xml {

struct WriteOptions {
    bool declaration = false; ///< `<?xml version="1.0" encoding="UTF-8"?>` and a line feed first
    bool pretty = false; ///< two blanks a level in elements that hold only elements; text is never touched
};

/// The node and all below it in UTF-8; equal trees give equal bytes. Attributes stand in their order in
/// the tree, declarations before them; empty elements as `<a/>`; `&`, `<`, `>` and, in attributes,
/// `"`, tab, line feed and carriage return are escaped, so that reading gives the same tree again.
/// Characters that XML 1.0 cannot hold become U+FFFD.
/// Every prefix that a name needs is declared where it is not in scope yet, so pieces moved from
/// elsewhere come out right; declarations the source wrote stay where they stand.
[[nodiscard]] std::string write(Node const& node, WriteOptions const& options = {});

} // namespace huibiao::xml
