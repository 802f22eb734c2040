#include "xml/dom.h"

#include <cassert>
#include <cstdlib>

namespace huibiao::xml {

namespace {

// Also in release builds: going on would corrupt the tree of somebody's answers.
void require(bool holds) {
    assert(holds);
    if (!holds) std::abort();
}

} // namespace

void Node::insertBefore(Node& child, Node* reference) {
    require(m_kind == NodeKind::Element || m_kind == NodeKind::Document);
    require(child.m_document == m_document && child.m_parent == nullptr && !child.contains(*this));
    require(child.m_kind != NodeKind::Attribute && child.m_kind != NodeKind::Namespace &&
            child.m_kind != NodeKind::Document);
    require(reference == nullptr ||
            (reference->m_parent == this && reference->m_kind != NodeKind::Attribute));
    child.m_parent = this;
    child.m_next = reference;
    child.m_previous = reference == nullptr ? m_lastChild : reference->m_previous;
    (child.m_previous == nullptr ? m_firstChild : child.m_previous->m_next) = &child;
    (reference == nullptr ? m_lastChild : reference->m_previous) = &child;
    m_stamp = ++m_document->m_stamp;
    m_document->shapeChanged(*this);
}

void Node::detach() {
    if (m_parent == nullptr || m_kind == NodeKind::Namespace) return;
    if (m_kind == NodeKind::Attribute) {
        auto** link = &m_parent->m_firstAttribute;
        while (*link != this) link = &(*link)->m_next;
        *link = m_next;
    } else {
        (m_previous == nullptr ? m_parent->m_firstChild : m_previous->m_next) = m_next;
        (m_next == nullptr ? m_parent->m_lastChild : m_next->m_previous) = m_previous;
    }
    m_parent->m_stamp = ++m_document->m_stamp;
    m_parent = m_next = m_previous = nullptr;
    ++m_document->m_changes;
    ++m_document->m_shape;
    // The others keep their order among themselves; what is out of the tree has none.
    for (auto* node = this; node != nullptr;) {
        node->m_order = 0;
        for (auto* attribute = node->m_firstAttribute; attribute != nullptr; attribute = attribute->m_next)
            attribute->m_order = 0;
        if (node->m_firstChild != nullptr) {
            node = node->m_firstChild;
            continue;
        }
        while (node != this && node->m_next == nullptr) node = node->m_parent;
        node = node == this ? nullptr : node->m_next;
    }
}

void Node::setText(std::string_view text) {
    if (m_kind != NodeKind::Element) {
        require(m_kind != NodeKind::Document);
        m_value = text;
        ++m_document->m_changes;
        return;
    }
    bool const onlyText =
        m_firstChild != nullptr && m_firstChild == m_lastChild && m_firstChild->m_kind == NodeKind::Text;
    if (onlyText && !text.empty()) {
        m_firstChild->setText(text);
        return;
    }
    bool const wasNumbered = m_document->m_numbered;
    bool const wasEmpty = m_firstChild == nullptr;
    // The text may lie in one of the children that go.
    std::string const kept(text);
    while (m_firstChild != nullptr) m_document->destroy(*m_firstChild);
    if (kept.empty()) return;
    auto& node = m_document->createText(kept);
    append(node);
    // number() leaves a place free after an element without children, so that answering a question does
    // not cost a walk through the whole tree.
    if (wasEmpty && wasNumbered && m_order != 0) {
        auto last = m_order;
        for (auto const* attribute = m_firstAttribute; attribute != nullptr; attribute = attribute->m_next)
            last = attribute->m_order;
        node.m_order = last + 1;
        m_document->m_numbered = true;
    }
}

Node& Node::setAttribute(std::string_view local, std::string_view value, std::string_view uri,
                         std::string_view prefix) {
    require(m_kind == NodeKind::Element);
    if (auto* known = attribute(local, uri)) {
        known->setText(value);
        return *known;
    }
    auto& document = *m_document;
    auto& made = document.make(NodeKind::Attribute, document.m_names.intern(local, uri),
                               document.m_names.internPrefix(uri.empty() ? std::string_view() : prefix));
    made.m_value = value;
    made.m_parent = this;
    made.m_line = m_line;
    auto** link = &m_firstAttribute;
    while (*link != nullptr) link = &(*link)->m_next;
    *link = &made;
    document.shapeChanged(*this);
    return made;
}

void Node::removeAttribute(std::string_view local, std::string_view uri) {
    if (auto* found = attribute(local, uri)) m_document->destroy(*found);
}

} // namespace huibiao::xml
