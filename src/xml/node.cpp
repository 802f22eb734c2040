#include "xml/dom.h"

namespace huibiao::xml {

Node::Node(Document& document, NodeKind kind, Name const* name, std::string const* prefix)
    : m_kind(kind), m_name(name), m_document(&document), m_prefix(prefix), m_stamp(++document.m_stamp) {}

Node* Node::firstElement() const {
    auto* node = m_firstChild;
    while (node != nullptr && !node->isElement()) node = node->m_next;
    return node;
}

Node* Node::nextElement() const {
    auto* node = next();
    while (node != nullptr && !node->isElement()) node = node->m_next;
    return node;
}

Node* Node::child(std::string_view local) const {
    for (auto* node = firstElement(); node != nullptr; node = node->nextElement())
        if (node->localName() == local) return node;
    return nullptr;
}

Node* Node::child(std::string_view local, std::string_view uri) const {
    auto const* name = m_document->findName(local, uri);
    if (name == nullptr) return nullptr;
    for (auto* node = firstElement(); node != nullptr; node = node->nextElement())
        if (node->m_name == name) return node;
    return nullptr;
}

Node* Node::attribute(std::string_view local, std::string_view uri) const {
    for (auto* node = m_firstAttribute; node != nullptr; node = node->m_next)
        if (node->is(local, uri)) return node;
    return nullptr;
}

std::string_view Node::attributeValue(std::string_view local, std::string_view uri) const {
    auto const* found = attribute(local, uri);
    return found == nullptr ? std::string_view() : std::string_view(found->m_value);
}

bool Node::contains(Node const& other) const {
    for (auto const* node = &other; node != nullptr; node = node->m_parent)
        if (node == this) return true;
    return false;
}

Node* Node::root() const {
    auto* node = const_cast<Node*>(this);
    while (node->m_parent != nullptr) node = node->m_parent;
    return node;
}

std::string Node::qualifiedName() const {
    if (m_prefix->empty()) return m_name->local;
    return *m_prefix + ':' + m_name->local;
}

std::string_view Node::textView(std::string& scratch) const {
    if (m_kind != NodeKind::Element && m_kind != NodeKind::Document) return m_value;
    if (m_firstChild == nullptr) return {};
    if (m_firstChild == m_lastChild && m_firstChild->m_kind == NodeKind::Text) return m_firstChild->m_value;
    scratch.clear();
    Node const* node = m_firstChild;
    while (node != nullptr) {
        if (node->m_kind == NodeKind::Text) scratch += node->m_value;
        if (node->m_firstChild != nullptr) {
            node = node->m_firstChild;
            continue;
        }
        while (node->m_next == nullptr && node->m_parent != this) node = node->m_parent;
        node = node->m_next;
    }
    return scratch;
}

std::string Node::text() const {
    std::string scratch;
    auto const view = textView(scratch);
    if (view.data() == scratch.data()) return scratch;
    return std::string(view);
}

} // namespace huibiao::xml
