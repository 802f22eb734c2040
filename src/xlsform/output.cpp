#include "xlsform/internal/output.h"

#include "xlsform/internal/tokens.h"

namespace huibiao::xlsform::internal {

namespace {

constexpr std::string_view xforms = "http://www.w3.org/2002/xforms";

} // namespace

Output::Output(Survey const& survey, Faults& faults)
    : m_document(std::make_unique<xml::Document>()), m_namespaces{{"", std::string(xforms)},
                                                                  {"h", "http://www.w3.org/1999/xhtml"},
                                                                  {"ev", "http://www.w3.org/2001/xml-events"},
                                                                  {"xsd", "http://www.w3.org/2001/XMLSchema"},
                                                                  {"jr", "http://openrosa.org/javarosa"},
                                                                  {"orx", "http://openrosa.org/xforms"},
                                                                  {"odk",
                                                                   "http://www.opendatakit.org/xforms"}},
      m_faults(faults) {
    for (auto const& [prefix, uri] : survey.settings.namespaces) m_namespaces.emplace(prefix, uri);
    if (!survey.entitiesVersion.empty())
        m_namespaces.emplace("entities", "http://www.opendatakit.org/xforms/entities");
    xml::Node& html = element(*m_document->node(), "h:html");
    for (auto const& [prefix, uri] : m_namespaces) html.declare(prefix, uri);
}

xml::Node& Output::element(xml::Node& parent, std::string_view name) {
    std::size_t const colon = name.find(':');
    std::string_view const prefix =
        colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    std::string_view const local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    xml::Node& node = m_document->createElement(local, m_namespaces.find(prefix)->second, prefix);
    parent.append(node);
    return node;
}

xml::Node& Output::elementIn(xml::Node& parent, std::string_view name, std::string_view uri) {
    xml::Node& node = m_document->createElement(name, uri);
    parent.append(node);
    return node;
}

void Output::attribute(xml::Node& node, std::string_view name, std::string_view value, Place const& place) {
    std::size_t const colon = name.find(':');
    if (colon == std::string_view::npos && isName(name)) {
        node.setAttribute(name, value);
        return;
    }
    std::string_view const prefix = name.substr(0, colon == std::string_view::npos ? 0 : colon);
    auto const known = m_namespaces.find(prefix);
    if (colon == std::string_view::npos || !isQualifiedName(name)) {
        m_faults.error(place, {"“" + std::string(name) + "”不能用作属性名。",
                               "'" + std::string(name) + "' cannot be an attribute"});
    } else if (known == m_namespaces.end()) {
        m_faults.error(place, {"不认识前缀“" + std::string(prefix) +
                                   "”。请在 settings 表的 namespaces 列写明，例如 " + std::string(prefix) +
                                   "=\"http://…\"。",
                               "the prefix '" + std::string(prefix) +
                                   "' is not known; say what it means in the column "
                                   "namespaces of the settings: " +
                                   std::string(prefix) + "=\"http://…\""});
    } else {
        node.setAttribute(name.substr(colon + 1), value, known->second, prefix);
    }
}

void Output::text(xml::Node& node, std::vector<References::Piece> const& pieces) {
    for (References::Piece const& piece : pieces) {
        if (piece.output)
            element(node, "output").setAttribute("value", piece.text);
        else
            node.append(m_document->createText(piece.text));
    }
}

} // namespace huibiao::xlsform::internal
