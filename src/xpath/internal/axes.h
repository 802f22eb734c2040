#pragma once

#include "xpath/internal/evaluator.h"

namespace huibiao::xpath {

/// The last node below `node`, or the node itself.
[[nodiscard]] inline xml::Node* deepest(xml::Node* node) {
    while (node->lastChild() != nullptr) node = node->lastChild();
    return node;
}

/// Calls visit(node) for everything below `top` in document order, until it returns false.
template <class Visit>
bool eachBelow(xml::Node const& top, Visit& visit) {
    auto* node = top.firstChild();
    while (node != nullptr) {
        if (!visit(*node)) return false;
        if (node->firstChild() != nullptr) {
            node = node->firstChild();
            continue;
        }
        while (node->next() == nullptr) {
            node = node->parent();
            if (node == &top) return true;
        }
        node = node->next();
    }
    return true;
}

/// Calls visit(node) along the axis, nearest first, until it returns false.
template <class Visit>
void eachOn(Evaluator const& evaluator, Axis axis, xml::Node& from, Visit visit) {
    bool const hangs = from.kind() == xml::NodeKind::Attribute || from.kind() == xml::NodeKind::Namespace;
    switch (axis) {
    case Axis::Self: visit(from); return;
    case Axis::Child:
        for (auto* node = from.firstChild(); node != nullptr; node = node->next())
            if (!visit(*node)) return;
        return;
    case Axis::Attribute:
        for (auto* node = from.firstAttribute(); node != nullptr; node = node->nextAttribute())
            if (!visit(*node)) return;
        return;
    case Axis::Namespace:
        for (auto* node : from.namespaceNodes())
            if (!visit(*node)) return;
        return;
    case Axis::Parent:
        if (auto* node = evaluator.parentOf(from)) visit(*node);
        return;
    case Axis::AncestorOrSelf:
        if (!visit(from)) return;
        [[fallthrough]];
    case Axis::Ancestor:
        for (auto* node = evaluator.parentOf(from); node != nullptr; node = evaluator.parentOf(*node))
            if (!visit(*node)) return;
        return;
    case Axis::DescendantOrSelf:
        if (!visit(from)) return;
        [[fallthrough]];
    case Axis::Descendant: eachBelow(from, visit); return;
    case Axis::FollowingSibling:
        for (auto* node = from.next(); node != nullptr && &from != evaluator.context().root;
             node = node->next())
            if (!visit(*node)) return;
        return;
    case Axis::PrecedingSibling:
        for (auto* node = from.previous(); node != nullptr && &from != evaluator.context().root;
             node = node->previous())
            if (!visit(*node)) return;
        return;
    case Axis::Following: {
        auto* node = &from;
        if (hangs) {
            node = from.parent();
            if (node == nullptr || !eachBelow(*node, visit)) return;
        }
        for (; node != nullptr && node != evaluator.context().root; node = node->parent())
            for (auto* after = node->next(); after != nullptr; after = after->next())
                if (!visit(*after) || !eachBelow(*after, visit)) return;
        return;
    }
    case Axis::Preceding:
        for (auto* node = hangs ? from.parent() : &from; node != nullptr && node != evaluator.context().root;
             node = node->parent()) {
            for (auto* before = node->previous(); before != nullptr; before = before->previous()) {
                for (auto* at = deepest(before);;
                     at = at->previous() != nullptr ? deepest(at->previous()) : at->parent()) {
                    if (!visit(*at)) return;
                    if (at == before) break;
                }
            }
        }
        return;
    }
}

[[nodiscard]] inline bool isReverse(Axis axis) {
    return axis == Axis::Ancestor || axis == Axis::AncestorOrSelf || axis == Axis::Preceding ||
           axis == Axis::PrecedingSibling;
}

} // namespace huibiao::xpath
