#pragma once

#include "xml/names.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
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
    /// All child elements of the name (a pointer that name() gave), in order, found without looking at the
    /// others: an index of the names is made on first use and lives until a child comes or goes. Meant
    /// for elements with many children. The reference holds until the tree changes or the next call.
    [[nodiscard]] std::vector<Node*> const& childrenNamed(Name const* name) const;
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
    std::uint32_t m_stamp; ///< another one after each change of its children, never used twice
};

} // namespace huibiao::xml
