#include "xml/dom.h"

namespace huibiao::xml {

namespace {

/// Indexes of nodes that are gone are not looked for one by one; all are made anew now and then.
constexpr std::size_t mostIndexes = 1024;

} // namespace

std::vector<Node*> const& Node::childrenNamed(Name const* name) const {
    static std::vector<Node*> const none;
    auto& indexes = m_document->m_childIndex;
    auto known = indexes.find(this);
    if (known == indexes.end()) {
        if (indexes.size() >= mostIndexes) indexes.clear();
        known = indexes.try_emplace(this).first;
    }
    auto& index = known->second;
    if (index.stamp != m_stamp) {
        index.stamp = m_stamp;
        index.byName.clear();
        for (auto* child = firstElement(); child != nullptr; child = child->nextElement())
            index.byName[child->name()].push_back(child);
    }
    auto const found = index.byName.find(name);
    return found == index.byName.end() ? none : found->second;
}

} // namespace huibiao::xml
