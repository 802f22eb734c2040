#include "xpath/internal/call.h"

#include <array>
#include <cmath>
#include <unordered_set>

namespace huibiao::xpath {

namespace {

constexpr std::string_view blanks = " \t\r\n";

Value last(Call& call) {
    return static_cast<double>(call.place().size);
}

/// Without argument that of XPath 1.0. Of a node: its number among the elements of its name right before it,
/// which is how repeats are counted.
Value position(Call& call) {
    if (call.count() == 0) return static_cast<double>(call.place().position);
    auto const found = call.nodes(0);
    if (found.empty()) return std::nan("");
    std::size_t count = 0;
    for (auto const* node = found.front(); node != nullptr; node = node->previous()) {
        if (!node->isElement()) {
            if (node == found.front()) return static_cast<double>(call.place().position);
            continue;
        }
        if (node->name() != found.front()->name() || !call.evaluator().spend(1)) break;
        ++count;
    }
    return static_cast<double>(count);
}

Value count(Call& call) {
    return static_cast<double>(call.nodes(0).size());
}

Value countNonEmpty(Call& call) {
    std::string scratch;
    double found = 0;
    for (auto* node : call.nodes(0))
        if (!call.evaluator().read(*node, scratch).empty()) ++found;
    return found;
}

bool hasName(xml::Node const* node) {
    return node != nullptr &&
           (node->isElement() || node->kind() == xml::NodeKind::Attribute ||
            node->kind() == xml::NodeKind::Instruction || node->kind() == xml::NodeKind::Namespace);
}

Value localName(Call& call) {
    auto const* node = call.nodeOrContext();
    return hasName(node) ? std::string(node->localName()) : std::string();
}

Value name(Call& call) {
    auto const* node = call.nodeOrContext();
    return hasName(node) ? node->qualifiedName() : std::string();
}

Value namespaceUri(Call& call) {
    auto const* node = call.nodeOrContext();
    return hasName(node) ? std::string(node->namespaceUri()) : std::string();
}

/// By xml:id, or by an attribute called id: there are no document types here that would say which are ids.
Value id(Call& call) {
    std::unordered_set<std::string> wanted;
    auto const value = call.value(0);
    std::vector<std::string> texts;
    if (value.isNodes()) {
        for (auto const* node : value.nodes()) texts.push_back(call.evaluator().textOf(*node));
    } else {
        texts.push_back(call.evaluator().textOf(value));
    }
    for (auto const& text : texts) {
        std::size_t at = 0;
        while ((at = text.find_first_not_of(blanks, at)) != std::string::npos) {
            auto const end = std::min(text.find_first_of(blanks, at), text.size());
            wanted.insert(text.substr(at, end - at));
            at = end;
        }
    }
    Nodes found;
    auto* const top = call.place().node != nullptr ? call.place().node->root() : call.evaluator().rootNode();
    if (top == nullptr || wanted.empty()) return found;
    for (auto* node = top; node != nullptr && !wanted.empty();) {
        if (!call.evaluator().spend(1)) return {};
        if (node->isElement()) {
            auto const* attribute = node->attribute("id", "http://www.w3.org/XML/1998/namespace");
            if (attribute == nullptr) attribute = node->attribute("id");
            // The first of the document counts.
            if (attribute != nullptr && wanted.erase(attribute->value()) > 0) found.push_back(node);
        }
        if (node->firstChild() != nullptr) {
            node = node->firstChild();
            continue;
        }
        while (node != top && node->next() == nullptr) node = node->parent();
        node = node == top ? nullptr : node->next();
    }
    return found;
}

Value current(Call& call) {
    auto* const node = call.evaluator().context().node;
    return node == nullptr ? Nodes{} : Nodes{node};
}

constexpr std::array functions{
    Function{"last", 0, 0, Type::Number, last, true, Focus::WithoutArguments},
    Function{"position", 0, 1, Type::Number, position, true, Focus::WithoutArguments},
    Function{"count", 1, 1, Type::Number, count, true},
    Function{"count-non-empty", 1, 1, Type::Number, countNonEmpty},
    Function{"local-name", 0, 1, Type::String, localName, true, Focus::WithoutArguments},
    Function{"name", 0, 1, Type::String, name, true, Focus::WithoutArguments},
    Function{"namespace-uri", 0, 1, Type::String, namespaceUri, true, Focus::WithoutArguments},
    Function{"id", 1, 1, Type::NodeSet, id, true},
    Function{"current", 0, 0, Type::NodeSet, current, true},
};

} // namespace

std::span<Function const> nodeFunctions() {
    return functions;
}

} // namespace huibiao::xpath
