#include "base/unicode.h"
#include "form/internal/filling_state.h"
#include "xml/write.h"

namespace huibiao::form {

namespace {

void copyRelevant(Engine const& engine, Item const& item, xml::Node& target) {
    ModelNode const& model = engine.model(item);
    xml::Document& document = target.document();
    for (auto const& slot : item.slots)
        for (auto const& child : slot) {
            xml::Node const& element = *child->element;
            ModelNode const& below = engine.model(*child);
            if (below.attribute) {
                // On a repeat instance a blank attribute that nothing sets says nothing.
                bool const idle =
                    model.isRepeat && !below.bound && below.actions.empty() && element.value().empty();
                if (child->relevant && !idle)
                    target.setAttribute(element.localName(), base::nfc(element.value()),
                                        element.namespaceUri(), element.prefix());
                continue;
            }
            if (!child->relevant) continue;
            xml::Node& copy =
                document.createElement(element.localName(), element.namespaceUri(), element.prefix());
            target.append(copy);
            copyRelevant(engine, *child, copy);
        }
    if (model.elementChildren == 0)
        if (std::string const text = engine.text(item); !text.empty()) target.setText(base::nfc(text));
}

void addNotes(xml::Node& root, std::map<std::string, std::string, std::less<>> const& notes) {
    if (notes.empty()) return;
    xml::Node* meta = root.firstElement();
    while (meta != nullptr && meta->localName() != "meta") meta = meta->nextElement();
    xml::Document& document = root.document();
    if (meta == nullptr) {
        meta = &document.createElement("meta", root.namespaceUri(), root.prefix());
        root.append(*meta);
    }
    for (auto const& [name, value] : notes) {
        xml::Node& note = document.createElement(name, Filling::namespaceOfNotes, "hb");
        note.setText(base::nfc(value));
        meta->append(note);
    }
}

} // namespace

std::string submissionXml(Engine const& engine,
                          std::map<std::string, std::string, std::less<>> const& notes) {
    xml::Document document;
    Item const& root = *engine.root();
    xml::Node& copy = document.createElement(root.element->localName(), root.element->namespaceUri(),
                                             root.element->prefix());
    document.node()->append(copy);
    copyRelevant(engine, root, copy);
    addNotes(copy, notes);
    return xml::write(*document.element());
}

} // namespace huibiao::form
