#include "xml/dom.h"

#include <algorithm>

namespace huibiao::xml {

namespace {

std::string const xmlUri = "http://www.w3.org/XML/1998/namespace";

} // namespace

std::vector<Node::Declaration> const& Node::declarations() const {
    static std::vector<Declaration> const none;
    return m_declarations ? *m_declarations : none;
}

void Node::declare(std::string_view prefix, std::string_view uri) {
    if (!m_declarations) m_declarations = std::make_unique<std::vector<Declaration>>();
    auto const known = std::find_if(m_declarations->begin(), m_declarations->end(),
                                    [&](auto const& d) { return d.first == prefix; });
    if (known != m_declarations->end())
        known->second = uri;
    else
        m_declarations->emplace_back(prefix, uri);
    ++m_document->m_changes;
    ++m_document->m_shape;
}

std::vector<Node::Declaration> Node::namespacesInScope() const {
    std::vector<Declaration> found;
    for (auto const* node = this; node != nullptr; node = node->m_parent) {
        for (auto const& declaration : node->declarations()) {
            auto const same = [&](auto const& known) { return known.first == declaration.first; };
            if (std::none_of(found.begin(), found.end(), same)) found.push_back(declaration);
        }
    }
    std::erase_if(found, [](auto const& declaration) { return declaration.second.empty(); });
    found.emplace_back("xml", xmlUri);
    return found;
}

std::string const* Node::resolvePrefix(std::string_view prefix) const {
    if (prefix == "xml") return &xmlUri;
    for (auto const* node = this; node != nullptr; node = node->m_parent)
        for (auto const& declaration : node->declarations())
            if (declaration.first == prefix)
                return declaration.second.empty() ? nullptr : &declaration.second;
    return nullptr;
}

std::vector<Node*> Node::namespaceNodes() const {
    if (m_kind != NodeKind::Element) return {};
    auto& known = m_document->m_namespaceNodes[this];
    if (!known.nodes.empty() && known.shape == m_document->m_shape) return known.nodes;
    for (auto* old : known.nodes) m_document->release(*old);
    known.nodes.clear();
    known.shape = m_document->m_shape;
    auto all = namespacesInScope();
    std::sort(all.begin(), all.end());
    for (auto const& [prefix, uri] : all) {
        auto& made = m_document->make(NodeKind::Namespace, m_document->m_names.intern(prefix, {}),
                                      m_document->m_names.internPrefix({}));
        made.m_value = uri;
        made.m_parent = const_cast<Node*>(this);
        known.nodes.push_back(&made);
    }
    return known.nodes;
}

} // namespace huibiao::xml
