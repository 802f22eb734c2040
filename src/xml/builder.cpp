#include "xml/internal/builder.h"

namespace huibiao::xml {

Node& Builder::link(Node& node) {
    ++m_nodes;
    node.m_parent = m_at;
    node.m_previous = m_at->m_lastChild;
    (m_at->m_lastChild == nullptr ? m_at->m_firstChild : m_at->m_lastChild->m_next) = &node;
    m_at->m_lastChild = &node;
    return node;
}

Node& Builder::open(std::string_view local, std::string_view uri, std::string_view prefix,
                    std::uint32_t line) {
    m_at = &link(m_document.createElement(local, uri, prefix));
    m_at->m_line = line;
    m_lastAttribute = nullptr;
    ++m_depth;
    return *m_at;
}

void Builder::declare(std::string_view prefix, std::string_view uri) {
    if (!m_at->m_declarations) m_at->m_declarations = std::make_unique<std::vector<Node::Declaration>>();
    m_at->m_declarations->emplace_back(prefix, uri);
}

void Builder::attribute(std::string_view local, std::string_view uri, std::string_view prefix,
                        std::string_view value) {
    ++m_nodes;
    auto& made = m_document.make(NodeKind::Attribute, m_document.m_names.intern(local, uri),
                                 m_document.m_names.internPrefix(prefix));
    made.m_value = value;
    made.m_parent = m_at;
    made.m_line = m_at->m_line;
    (m_lastAttribute == nullptr ? m_at->m_firstAttribute : m_lastAttribute->m_next) = &made;
    m_lastAttribute = &made;
}

void Builder::close() {
    m_at = m_at->m_parent;
    --m_depth;
}

void Builder::text(std::string_view text, std::uint32_t line, bool apart) {
    // XPath knows no empty text; to the DOM an empty CDATA section is one.
    if (m_at->kind() == NodeKind::Document || (text.empty() && !apart)) return;
    if (auto* last = m_at->m_lastChild;
        last != nullptr && last->kind() == NodeKind::Text && last != m_apart && !apart) {
        last->m_value += text;
        return;
    }
    auto& made = link(m_document.createText(text));
    made.m_line = line;
    if (apart) m_apart = &made;
}

void Builder::comment(std::string_view text) {
    link(m_document.createComment(text));
}

void Builder::instruction(std::string_view target, std::string_view data) {
    link(m_document.createInstruction(target, data));
}

} // namespace huibiao::xml
