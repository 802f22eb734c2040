#include "xml/dom.h"

#include <atomic>
#include <functional>
#include <new>

namespace huibiao::xml {

namespace {

constexpr std::size_t nodesPerBlock = 256;
constexpr std::size_t nodesInFirstBlock = 8;

std::uint64_t nextSerial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

std::size_t depthOf(Node const* node) {
    std::size_t depth = 0;
    for (; node != nullptr; node = node->parent()) ++depth;
    return depth;
}

/// Place among the things of one parent: itself, its namespaces, its attributes, its children.
int rank(Node const& node) {
    if (node.kind() == NodeKind::Namespace) return 0;
    return node.kind() == NodeKind::Attribute ? 1 : 2;
}

int compareSiblings(Node const& a, Node const& b) {
    if (rank(a) != rank(b)) return rank(a) - rank(b);
    if (a.kind() == NodeKind::Namespace) return a.localName().compare(b.localName());
    bool const attributes = a.kind() == NodeKind::Attribute;
    for (auto const* node = &a; node != nullptr; node = attributes ? node->nextAttribute() : node->next())
        if (node == &b) return -1;
    return 1;
}

/// For pieces outside the numbered tree, and for namespace nodes.
int compareSlowly(Node const* a, Node const* b) {
    auto depthA = depthOf(a);
    auto depthB = depthOf(b);
    bool const deeperA = depthA > depthB;
    bool const deeperB = depthB > depthA;
    for (; depthA > depthB; --depthA) a = a->parent();
    for (; depthB > depthA; --depthB) b = b->parent();
    if (a == b) return deeperA ? 1 : deeperB ? -1 : 0;
    while (a->parent() != b->parent()) {
        a = a->parent();
        b = b->parent();
    }
    if (a->parent() == nullptr) return std::less<>{}(a, b) ? -1 : 1;
    return compareSiblings(*a, *b);
}

} // namespace

Document::Document() : m_serial(nextSerial()) {
    m_node = &make(NodeKind::Document, m_names.intern({}, {}), m_names.internPrefix({}));
}

Document::~Document() {
    for (auto const& block : m_blocks) {
        for (std::size_t i = 0; i < block.used; ++i) block.nodes[i].~Node();
        ::operator delete (block.nodes, std::align_val_t{alignof(Node)});
    }
}

Node& Document::make(NodeKind kind, Name const* name, std::string const* prefix) {
    void* place = nullptr;
    if (!m_free.empty()) {
        auto* old = m_free.back();
        m_free.pop_back();
        old->~Node();
        place = old;
    } else {
        if (m_blocks.empty() || m_blocks.back().used == m_blocks.back().size) {
            auto const size = m_blocks.empty() ? nodesInFirstBlock : nodesPerBlock;
            m_blocks.emplace_back();
            auto* const bytes = ::operator new (size * sizeof(Node), std::align_val_t{alignof(Node)});
            m_blocks.back() = {static_cast<Node*>(bytes), 0, size};
        }
        auto& block = m_blocks.back();
        place = block.nodes + block.used++;
    }
    return *new (place) Node(*this, kind, name, prefix);
}

Node& Document::createElement(std::string_view local, std::string_view uri, std::string_view prefix) {
    return make(NodeKind::Element, m_names.intern(local, uri), m_names.internPrefix(prefix));
}

Node& Document::createText(std::string_view text) {
    auto& node = make(NodeKind::Text, m_node->m_name, m_node->m_prefix);
    node.m_value = text;
    return node;
}

Node& Document::createComment(std::string_view text) {
    auto& node = make(NodeKind::Comment, m_node->m_name, m_node->m_prefix);
    node.m_value = text;
    return node;
}

Node& Document::createInstruction(std::string_view target, std::string_view data) {
    auto& node = make(NodeKind::Instruction, m_names.intern(target, {}), m_node->m_prefix);
    node.m_value = data;
    return node;
}

Node& Document::copyAlone(Node const& source) {
    bool const same = source.m_document == this;
    auto const* name = same ? source.m_name : m_names.intern(source.localName(), source.namespaceUri());
    auto const* prefix = same ? source.m_prefix : m_names.internPrefix(source.prefix());
    auto& copy = make(source.m_kind, name, prefix);
    copy.m_value = source.m_value;
    copy.m_line = source.m_line;
    if (source.m_declarations)
        copy.m_declarations = std::make_unique<std::vector<Node::Declaration>>(*source.m_declarations);
    Node* last = nullptr;
    for (auto const* attribute = source.m_firstAttribute; attribute != nullptr;
         attribute = attribute->m_next) {
        auto& made = copyAlone(*attribute);
        made.m_parent = &copy;
        (last == nullptr ? copy.m_firstAttribute : last->m_next) = &made;
        last = &made;
    }
    return copy;
}

void Document::copyChildren(Node const& source, Node& target) {
    auto* into = &target;
    for (auto const* node = source.m_firstChild; node != nullptr;) {
        auto& copy = copyAlone(*node);
        into->append(copy);
        if (node->m_firstChild != nullptr) {
            node = node->m_firstChild;
            into = &copy;
            continue;
        }
        while (node->m_next == nullptr && node->m_parent != &source) {
            node = node->m_parent;
            into = into->m_parent;
        }
        node = node->m_next;
    }
}

Node& Document::cloneDeep(Node const& source) {
    auto& top = copyAlone(source);
    copyChildren(source, top);
    return top;
}

std::unique_ptr<Document> Document::clone() const {
    auto copy = std::make_unique<Document>();
    copy->copyChildren(*m_node, *copy->m_node);
    return copy;
}

void Document::destroy(Node& node) {
    if (&node == m_node) return;
    node.detach();
    // Bottom up and without recursion: the depth of a tree is not ours to choose.
    auto* current = &node;
    while (current != nullptr) {
        if (current->m_lastChild != nullptr) {
            current = current->m_lastChild;
            continue;
        }
        auto* above = current == &node ? nullptr : current->m_parent;
        if (above != nullptr) above->m_lastChild = current->m_previous;
        release(*current);
        current = above;
    }
    ++m_changes;
}

void Document::release(Node& node) {
    for (auto* attribute = node.m_firstAttribute; attribute != nullptr;) {
        auto* following = attribute->m_next;
        release(*attribute);
        attribute = following;
    }
    if (auto const known = m_namespaceNodes.find(&node); known != m_namespaceNodes.end()) {
        auto const nodes = std::move(known->second.nodes);
        m_namespaceNodes.erase(known);
        for (auto* made : nodes) release(*made);
    }
    // What stays is an empty shell: a stale pointer finds no neighbours.
    node.m_parent = node.m_firstChild = node.m_lastChild = node.m_next = node.m_previous =
        node.m_firstAttribute = nullptr;
    node.m_declarations.reset();
    std::string().swap(node.m_value);
    node.m_order = 0;
    m_free.push_back(&node);
}

void Document::shapeChanged(Node const& parent) {
    ++m_changes;
    ++m_shape;
    // A parent without a number stands outside the tree, or the numbering is void already.
    if (parent.m_order != 0) m_numbered = false;
}

void Document::number() const {
    std::uint32_t order = 0;
    Node const* node = m_node;
    while (node != nullptr) {
        node->m_order = ++order;
        for (auto const* attribute = node->m_firstAttribute; attribute != nullptr;
             attribute = attribute->m_next)
            attribute->m_order = ++order;
        if (node->m_firstChild != nullptr) {
            node = node->m_firstChild;
            continue;
        }
        // Room for the text that an empty element may be given (Node::setText).
        if (node->m_kind == NodeKind::Element) ++order;
        while (node->m_next == nullptr && node->m_parent != nullptr) node = node->m_parent;
        node = node->m_next;
    }
    m_numbered = true;
}

std::uint32_t Document::order(Node const& node) {
    auto const& document = *node.m_document;
    if (!document.m_numbered) document.number();
    return node.m_order;
}

int Document::compare(Node const& a, Node const& b) {
    if (&a == &b) return 0;
    auto const& document = *a.m_document;
    if (b.m_document != &document) return document.m_serial < b.m_document->m_serial ? -1 : 1;
    if (!document.m_numbered) document.number();
    // A namespace node comes right after its element, before the attributes.
    auto const& nearA = a.m_kind == NodeKind::Namespace ? *a.m_parent : a;
    auto const& nearB = b.m_kind == NodeKind::Namespace ? *b.m_parent : b;
    if (&nearA != &nearB && nearA.m_order != 0 && nearB.m_order != 0)
        return nearA.m_order < nearB.m_order ? -1 : 1;
    return compareSlowly(&a, &b);
}

} // namespace huibiao::xml
