#pragma once

#include "xml/names.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace huibiao::xml {

class Document;

/// The node kinds of the XPath 1.0 data model. CDATA sections are Text; document types are not kept.
enum class NodeKind : std::uint8_t { Document, Element, Attribute, Text, Comment, Instruction, Namespace };

/// One node. It belongs to its Document for good: the pointer stays valid until the document dies, or
/// until destroy() is called on the node or an ancestor. Constness is shallow: from a const Node one
/// reaches mutable neighbours, as with pointers.
class alignas(64) Node {
public:
    Node(Node const&) = delete;
    Node& operator=(Node const&) = delete;

    [[nodiscard]] NodeKind kind() const { return m_kind; }
    [[nodiscard]] bool isElement() const { return m_kind == NodeKind::Element; }
    [[nodiscard]] Document& document() const { return *m_document; }

    // The tree. An attribute's and a namespace's parent is its element; they have no siblings.
    [[nodiscard]] Node* parent() const { return m_parent; }
    [[nodiscard]] Node* firstChild() const { return m_firstChild; }
    [[nodiscard]] Node* lastChild() const { return m_lastChild; }
    [[nodiscard]] Node* next() const { return m_kind == NodeKind::Attribute ? nullptr : m_next; }
    [[nodiscard]] Node* previous() const { return m_kind == NodeKind::Attribute ? nullptr : m_previous; }
    [[nodiscard]] Node* firstAttribute() const { return m_firstAttribute; }
    [[nodiscard]] Node* nextAttribute() const { return m_kind == NodeKind::Attribute ? m_next : nullptr; }
    /// Child elements only; nullptr at the end.
    [[nodiscard]] Node* firstElement() const;
    [[nodiscard]] Node* nextElement() const;
    /// The first child element of that name, whatever its namespace, or of that namespace too.
    [[nodiscard]] Node* child(std::string_view local) const;
    [[nodiscard]] Node* child(std::string_view local, std::string_view uri) const;
    /// nullptr when there is none. The form with one argument means no namespace.
    [[nodiscard]] Node* attribute(std::string_view local, std::string_view uri = {}) const;
    /// Its value; empty when there is none. The view holds until the attribute changes.
    [[nodiscard]] std::string_view attributeValue(std::string_view local, std::string_view uri = {}) const;
    [[nodiscard]] bool hasAttribute(std::string_view local, std::string_view uri = {}) const {
        return attribute(local, uri) != nullptr;
    }
    /// True for the node itself and everything below it, attributes included.
    [[nodiscard]] bool contains(Node const& other) const;
    /// The topmost node of the tree it is in: the Document node, or the top of a detached piece.
    [[nodiscard]] Node* root() const;

    // Names. Elements and attributes have all three; an instruction's target and a namespace node's
    // prefix are their local name; the rest have none (empty).
    [[nodiscard]] std::string_view localName() const { return m_name->local; }
    [[nodiscard]] std::string_view namespaceUri() const { return m_name->uri; }
    [[nodiscard]] std::string_view prefix() const { return *m_prefix; }
    /// prefix:local, or local.
    [[nodiscard]] std::string qualifiedName() const;
    /// Equal names of one document are equal pointers.
    [[nodiscard]] Name const* name() const { return m_name; }
    [[nodiscard]] bool is(std::string_view local, std::string_view uri) const {
        return m_name->local == local && m_name->uri == uri;
    }

    // Text.
    /// What an attribute, text, comment, instruction or namespace node holds; empty for the others.
    [[nodiscard]] std::string const& value() const { return m_value; }
    /// The XPath string-value: for elements and documents all text below, joined.
    [[nodiscard]] std::string text() const;
    /// The same without copying where one node holds it all; otherwise built in `scratch`.
    /// Holds until the tree or `scratch` changes.
    [[nodiscard]] std::string_view textView(std::string& scratch) const;
    /// For an element: replaces all children by one text node (none for an empty text; the text node
    /// that was its only child keeps its identity). For the other kinds: the value.
    void setText(std::string_view text);

    // Changes. Children must belong to the same document, be detached, and not contain this node;
    // breaking that is a bug in the caller and stops the program (assert).
    void append(Node& child) { insertBefore(child, nullptr); }
    /// nullptr as reference appends.
    void insertBefore(Node& child, Node* reference);
    /// Takes the node (or attribute) out of its parent; it can be put back elsewhere. Names keep
    /// their namespace. Nothing happens to a node without a parent.
    void detach();
    /// Adds or overwrites. `prefix` is a wish: the writer picks another where it would lie.
    Node& setAttribute(std::string_view local, std::string_view value, std::string_view uri = {},
                       std::string_view prefix = {});
    void removeAttribute(std::string_view local, std::string_view uri = {});

    // Namespaces (elements).
    using Declaration = std::pair<std::string, std::string>; ///< prefix ("" is the default), URI ("" undoes)
    /// Those written on this element itself, in order.
    [[nodiscard]] std::vector<Declaration> const& declarations() const;
    void declare(std::string_view prefix, std::string_view uri);
    /// All that hold here, nearest first, one for each prefix, `xml` included, undone ones left out.
    [[nodiscard]] std::vector<Declaration> namespacesInScope() const;
    /// The URI a prefix stands for here; nullptr when it stands for none.
    [[nodiscard]] std::string const* resolvePrefix(std::string_view prefix) const;
    /// The XPath namespace nodes of this element; made on first use, then the same pointers as long as
    /// no declaration and no place in the tree changes.
    [[nodiscard]] std::vector<Node*> namespaceNodes() const;

    /// Line in the source, from 1; 0 when the node was not parsed. Kept on clones.
    [[nodiscard]] std::uint32_t line() const { return m_line; }

private:
    friend class Document;
    friend class Builder;
    Node(Document& document, NodeKind kind, Name const* name, std::string const* prefix);
    ~Node() = default;

    // What a walk along siblings and children touches lies together in one cache line.
    NodeKind m_kind;
    mutable std::uint32_t m_order = 0; ///< place in document order; 0: not numbered
    Name const* m_name;
    Node* m_next = nullptr;
    Node* m_firstChild = nullptr;
    Node* m_parent = nullptr;
    Node* m_firstAttribute = nullptr;
    Node* m_previous = nullptr;
    Node* m_lastChild = nullptr;

    Document* m_document;
    std::string const* m_prefix;
    std::unique_ptr<std::vector<Declaration>> m_declarations;
    std::string m_value;
    std::uint32_t m_line = 0;
};

/// A tree and the memory of all its nodes. Not to be used from two threads at once, not even for
/// reading (orders and namespace nodes are made on first use).
class Document {
public:
    Document();
    ~Document();
    Document(Document const&) = delete;
    Document& operator=(Document const&) = delete;

    /// The node of kind Document.
    [[nodiscard]] Node* node() const { return m_node; }
    /// The outermost element; nullptr in an empty document.
    [[nodiscard]] Node* element() const { return m_node->firstElement(); }

    /// New nodes are detached.
    [[nodiscard]] Node& createElement(std::string_view local, std::string_view uri = {},
                                      std::string_view prefix = {});
    [[nodiscard]] Node& createText(std::string_view text);
    [[nodiscard]] Node& createComment(std::string_view text);
    [[nodiscard]] Node& createInstruction(std::string_view target, std::string_view data);
    /// A detached deep copy, of a node of this or of another document. Attributes keep their order.
    [[nodiscard]] Node& cloneDeep(Node const& source);
    /// A whole document of its own.
    [[nodiscard]] std::unique_ptr<Document> clone() const;
    /// Detaches and frees the node and all below it. Pointers to them die.
    void destroy(Node& node);

    /// The interned name, or nullptr when no node of this document ever had it.
    [[nodiscard]] Name const* findName(std::string_view local, std::string_view uri) const {
        return m_names.find(local, uri);
    }

    /// Negative, 0, positive: a before, equal to, after b in document order (XPath 1.0, 5). Constant
    /// time until the shape of the tree changes; nodes of different documents are ordered by the age
    /// of the documents.
    [[nodiscard]] static int compare(Node const& a, Node const& b);

    /// A number that grows along document order within one document; 0 for nodes outside the tree and
    /// for namespace nodes. Holds until the shape of the tree changes.
    [[nodiscard]] static std::uint32_t order(Node const& node);

    /// Grows with every change of shape, name or text below this document; a cache may be kept
    /// as long as it stands still.
    [[nodiscard]] std::uint64_t changes() const { return m_changes; }

private:
    friend class Node;
    friend class Builder;
    struct Block {
        Node* nodes = nullptr;
        std::size_t used = 0;
        std::size_t size = 0;
    };
    struct NamespaceNodes {
        std::uint64_t shape = 0;
        std::vector<Node*> nodes;
    };

    Node& make(NodeKind kind, Name const* name, std::string const* prefix);
    Node& copyAlone(Node const& source);
    void copyChildren(Node const& source, Node& target);
    void release(Node& node);
    void number() const;
    void shapeChanged(Node const& parent);

    NamePool m_names;
    std::vector<Block> m_blocks;
    std::vector<Node*> m_free;
    std::unordered_map<Node const*, NamespaceNodes> m_namespaceNodes;
    Node* m_node = nullptr;
    std::uint64_t m_serial;
    std::uint64_t m_changes = 0;
    std::uint64_t m_shape = 0;       ///< grows when namespaces may have come into or out of scope
    mutable bool m_numbered = false; ///< every node of the tree has its m_order; those outside have 0
};

} // namespace huibiao::xml
