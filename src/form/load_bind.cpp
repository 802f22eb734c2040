#include "base/utf8.h"
#include "form/internal/load.h"

#include <fmt/format.h>

namespace huibiao::form {

namespace {

DataType typeOf(std::string_view written) {
    if (std::size_t const colon = written.find(':'); colon != std::string_view::npos)
        written.remove_prefix(colon + 1);
    if (written == "int" || written == "integer" || written == "long" || written == "short")
        return DataType::Int;
    if (written == "decimal" || written == "double" || written == "float") return DataType::Decimal;
    if (written == "boolean") return DataType::Boolean;
    if (written == "date") return DataType::Date;
    if (written == "time") return DataType::Time;
    if (written == "dateTime") return DataType::DateTime;
    if (written == "geopoint" || written == "geotrace" || written == "geoshape") return DataType::Geo;
    if (written == "binary") return DataType::Binary;
    if (written == "barcode") return DataType::Barcode;
    return DataType::String;
}

} // namespace

void Loader::loadBind(xml::Node& element) {
    std::string const nodeset(base::trim(element.attributeValue("nodeset")));
    int const index = resolve(nodeset, 0);
    if (index < 0) {
        warn(element,
             {fmt::format("绑定 {} 在主实例中没有对应的节点，已忽略", nodeset),
              fmt::format("the bind for {} has no node in the primary instance and is ignored", nodeset)});
        return;
    }
    if (std::string const id(element.attributeValue("id")); !id.empty()) m_bindIds[id] = index;
    Bind& bind = m_out.nodes[static_cast<std::size_t>(index)].bindToSet();
    bind.line = element.line();
    if (m_out.nodes[static_cast<std::size_t>(index)].elementChildren != 0 &&
        (element.hasAttribute("calculate") || element.hasAttribute("preload", javaRosaUri)))
        warn(element, {fmt::format("{} 是一个组，不能有计算值，已忽略", nodeset),
                       fmt::format("{} is a group and cannot hold a value; it is ignored", nodeset)});
    if (element.hasAttribute("type")) bind.type = typeOf(element.attributeValue("type"));
    auto const set = [&](std::optional<Formula>& field, char const* attribute) {
        if (element.hasAttribute(attribute)) field = formula(element, attribute);
    };
    set(bind.relevant, "relevant");
    set(bind.required, "required");
    set(bind.readOnly, "readonly");
    set(bind.constraint, "constraint");
    set(bind.calculate, "calculate");
    auto const message = [&](TextSource& field, char const* attribute) {
        std::string const text(element.attributeValue(attribute, javaRosaUri));
        if (text.empty()) return;
        std::string const trimmed = base::trim(text);
        // A message is plain words unless it is a call of jr:itext.
        if (trimmed.starts_with("jr:itext("))
            field = readMessage(trimmed, element);
        else
            field.inPlace = {{text, std::nullopt}};
    };
    message(bind.requiredMessage, "requiredMsg");
    message(bind.constraintMessage, "constraintMsg");
    if (element.hasAttribute("preload", javaRosaUri)) {
        bind.preload = element.attributeValue("preload", javaRosaUri);
        bind.preloadParams = element.attributeValue("preloadParams", javaRosaUri);
    }
}

std::string Loader::boundPath(xml::Node const& element) const {
    auto const found = m_bindIds.find(base::trim(element.attributeValue("bind")));
    return found == m_bindIds.end() ? std::string()
                                    : m_out.nodes[static_cast<std::size_t>(found->second)].path;
}

void Loader::loadAction(xml::Node& element, int body) {
    Action action;
    for (std::string const& event : base::split(element.attributeValue("event"), ' ')) {
        if (event == "odk-instance-load") action.onLoad = true;
        if (event == "odk-instance-first-load" || event == "xforms-ready") action.onFirstLoad = true;
        if (event == "odk-new-repeat") action.onNewRepeat = true;
        if (event == "xforms-value-changed") action.onChange = true;
    }
    std::string ref = base::trim(element.attributeValue("ref"));
    if (ref.empty()) ref = boundPath(element);
    action.target = resolve(ref, contextOf(body));
    if (action.target < 0) {
        fault(element,
              {fmt::format("setvalue 指向不存在的节点 {}，请改正或删去", ref),
               fmt::format("setvalue points to {}, which does not exist; correct or delete it", ref)});
        return;
    }
    if (ref.find('[') != std::string::npos) action.ref = parse(ref, element, "ref");
    if (std::string const value = base::trim(element.attributeValue("value")); !value.empty())
        action.value = parse(value, element, "value");
    else
        action.literal = element.text();
    for (int at = body; at > 0; at = m_out.body[static_cast<std::size_t>(at)].parent) {
        BodyElement const& around = m_out.body[static_cast<std::size_t>(at)];
        if (around.kind == BodyElement::Kind::Control && action.source < 0) action.source = around.node;
        if (around.kind == BodyElement::Kind::Repeat && action.repeat < 0) action.repeat = around.node;
    }
    int const index = static_cast<int>(m_out.actions.size());
    m_out.nodes[static_cast<std::size_t>(action.target)].actions.push_back(index);
    if (action.onChange && action.source >= 0)
        m_out.nodes[static_cast<std::size_t>(action.source)].listeners.push_back(index);
    m_out.actions.push_back(std::move(action));
}

} // namespace huibiao::form
