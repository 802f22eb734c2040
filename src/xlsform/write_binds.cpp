#include "xlsform/internal/output.h"

#include <string>

namespace huibiao::xlsform::internal {

namespace {

/// For people in one language the message itself, else where it stands in the itext.
void message(LocalText const& text, std::string_view name, Item const& item, Output& output,
             xml::Node& bind) {
    if (text.empty()) return;
    std::string const value =
        messageInItext(text) ? "jr:itext('" + item.path() + ":" + std::string(name) + "')" : text.first();
    output.attribute(bind, name, value, text.texts.front().second.place);
}

} // namespace

void writeBinds(Survey const& survey, References const& references, Output& output, xml::Node& model) {
    visit(survey.root, [&](Item const& item) {
        if (item.kind == ItemKind::External) return;
        std::string path = item.path();
        if (item.type == "attribute") path.insert(path.rfind('/') + 1, "@");
        bool const messages =
            !item.constraintMessage.empty() || !item.requiredMessage.empty() || !item.noAppMessage.empty();
        if (!item.bind.empty() || messages) {
            xml::Node& bind = output.element(model, "bind");
            output.attribute(bind, "nodeset", path);
            for (Attribute const& attribute : item.bind) {
                // A calculation with a trigger is done by that question's setvalue.
                if (attribute.name == "calculate" && !item.triggers.empty()) continue;
                output.attribute(bind, attribute.name, references.expand(attribute.value, &item),
                                 attribute.value.place);
            }
            message(item.constraintMessage, "jr:constraintMsg", item, output, bind);
            message(item.requiredMessage, "jr:requiredMsg", item, output, bind);
            message(item.noAppMessage, "jr:noAppErrorString", item, output, bind);
        }
        if (item.dynamic) {
            xml::Node& set = output.element(model, "setvalue");
            output.attribute(set, "ref", path);
            output.attribute(set, "event", "odk-instance-first-load");
            output.attribute(set, "value", references.expand(item.initial, &item));
        }
        for (Action const& action : item.actions) {
            if (action.event == "odk-new-repeat") continue;
            xml::Node& node = output.element(model, action.tag);
            output.attribute(node, "ref", path);
            output.attribute(node, "event", action.event);
            for (Attribute const& attribute : action.attributes)
                output.attribute(node, attribute.name, references.expand(attribute.value, &item),
                                 attribute.value.place);
        }
    });
}

} // namespace huibiao::xlsform::internal
