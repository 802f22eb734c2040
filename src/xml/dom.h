#pragma once

#include "xml/names.h"
#include "xml/node.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace huibiao::xml {

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

    struct ChildIndex {
        std::uint32_t stamp = 0;
        std::unordered_map<Name const*, std::vector<Node*>> byName;
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
    std::unordered_map<Node const*, ChildIndex> m_childIndex;
    std::uint32_t m_stamp = 0;
    Node* m_node = nullptr;
    std::uint64_t m_serial;
    std::uint64_t m_changes = 0;
    std::uint64_t m_shape = 0;       ///< grows when namespaces may have come into or out of scope
    mutable bool m_numbered = false; ///< every node of the tree has its m_order; those outside have 0
};

} // namespace huibiao::xml
