#pragma once

#include "xml/dom.h"

#include <string_view>

namespace huibiao::xml {

/// Grows a document in document order. append() checks what a caller might do wrong; a parser does
/// nothing wrong and calls this a million times.
class Builder {
public:
    explicit Builder(Document& document) : m_document(document), m_at(document.node()) {}

    Node& open(std::string_view local, std::string_view uri, std::string_view prefix, std::uint32_t line);
    void declare(std::string_view prefix, std::string_view uri);
    void attribute(std::string_view local, std::string_view uri, std::string_view prefix,
                   std::string_view value);
    void close();
    /// Joined to a text node right before, unless one of the two stands apart.
    void text(std::string_view text, std::uint32_t line, bool apart = false);
    void comment(std::string_view text);
    void instruction(std::string_view target, std::string_view data);

    [[nodiscard]] Node& at() const { return *m_at; }
    [[nodiscard]] std::size_t nodes() const { return m_nodes; }
    [[nodiscard]] std::size_t depth() const { return m_depth; }

private:
    Node& link(Node& node);

    Document& m_document;
    Node* m_at;
    Node* m_lastAttribute = nullptr;
    Node* m_apart = nullptr; ///< the text node that stood apart last
    std::size_t m_nodes = 0;
    std::size_t m_depth = 0;
};

} // namespace huibiao::xml
