#include "xpath/context.h"

namespace huibiao::xpath {

namespace {

/// The first element below `top` that `wanted` accepts.
template <class Wanted>
xml::Node* find(xml::Node* top, Wanted wanted) {
    for (auto* node = top; node != nullptr;) {
        if (node->isElement() && wanted(*node)) return node;
        if (node->firstChild() != nullptr) {
            node = node->firstChild();
            continue;
        }
        while (node != top && node->next() == nullptr) node = node->parent();
        node = node == top ? nullptr : node->next();
    }
    return nullptr;
}

} // namespace

xml::Node* Environment::itextNode(std::string_view) const {
    return nullptr;
}

DocumentEnvironment::DocumentEnvironment(xml::Node* node, std::string language)
    : m_root(node == nullptr ? nullptr : node->root()), m_language(std::move(language)) {}

xml::Node* DocumentEnvironment::instance(std::string_view id) const {
    return find(m_root, [id](auto const& node) {
        return node.localName() == "instance" && node.attributeValue("id") == id;
    });
}

xml::Node* DocumentEnvironment::itextNode(std::string_view id) const {
    auto* const itext = find(m_root, [](auto const& node) { return node.localName() == "itext"; });
    if (itext == nullptr) return nullptr;
    xml::Node* chosen = nullptr;
    xml::Node* fallback = nullptr;
    for (auto* node = itext->firstElement(); node != nullptr; node = node->nextElement()) {
        if (node->localName() != "translation") continue;
        if (!m_language.empty() && node->attributeValue("lang") == m_language) chosen = node;
        if (fallback == nullptr || (node->hasAttribute("default") && !fallback->hasAttribute("default")))
            fallback = node;
    }
    if (chosen == nullptr) chosen = fallback;
    for (auto* text = chosen == nullptr ? nullptr : chosen->firstElement(); text != nullptr;
         text = text->nextElement()) {
        if (text->attributeValue("id") != id) continue;
        // The plain form; the others are for long, short, images and sounds.
        for (auto* value = text->firstElement(); value != nullptr; value = value->nextElement())
            if (value->localName() == "value" && !value->hasAttribute("form")) return value;
        return nullptr;
    }
    return nullptr;
}

std::optional<std::string> DocumentEnvironment::itext(std::string_view id) const {
    auto const* node = itextNode(id);
    return node == nullptr ? std::nullopt : std::optional<std::string>(node->text());
}

std::optional<std::string> DocumentEnvironment::choiceName(std::string_view, std::string_view,
                                                           xml::Node*) const {
    return std::nullopt;
}

} // namespace huibiao::xpath
