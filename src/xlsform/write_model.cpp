#include "base/utf8.h"
#include "xlsform/internal/output.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <array>

namespace huibiao::xlsform::internal {

namespace {

/// Where in the instance: a repeat stands there as template and as first instance, but below a
/// template as template only, and below an instance as instance only.
enum class Inside { Neither, Template, Instance };

class Primary {
public:
    Primary(References const& references, Output& output, std::string uri)
        : m_references(references), m_output(output), m_uri(std::move(uri)) {}

    void children(Item const& section, xml::Node& node, Inside inside) {
        for (auto const& child : section.children) {
            if (child->kind == ItemKind::External || child->type == "attribute") continue;
            if (child->kind != ItemKind::Repeat) {
                // Below a group of a template a repeat is whole again, as the reference has it.
                item(*child, node, inside == Inside::Template ? Inside::Neither : inside);
                continue;
            }
            if (inside != Inside::Instance) {
                xml::Node& copy = m_output.elementIn(node, child->name, m_uri);
                m_output.attribute(copy, "jr:template", "");
                children(*child, copy, Inside::Template);
            }
            if (inside != Inside::Template) item(*child, node, Inside::Instance);
        }
    }

private:
    void item(Item const& item, xml::Node& parent, Inside inside) {
        xml::Node& node = m_output.elementIn(parent, item.name, m_uri);
        for (Attribute const& attribute : item.instance)
            m_output.attribute(node, attribute.name, m_references.expand(attribute.value, &item),
                               attribute.value.place);
        if (item.kind == ItemKind::Question && !item.initial.empty() && !item.dynamic)
            node.setText(item.initial.text);
        children(item, node, inside);
    }

    References const& m_references;
    Output& m_output;
    std::string m_uri;
};

/// Columns whose expressions may read other files.
constexpr std::array<std::string_view, 5> expressions{"calculate", "constraint", "readonly", "required",
                                                      "relevant"};

struct Instance {
    std::string id, src;
    Place place;
    bool external = false;
};

/// Names of the files that pulldata() calls name first.
std::vector<std::string> pulldataFiles(std::string_view text) {
    std::vector<std::string> files;
    constexpr std::string_view name = "pulldata";
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        std::size_t const open = text.find_first_not_of(" \t\n", at + name.size());
        if (open == std::string_view::npos || text[open] != '(') continue;
        std::size_t const comma = text.find(',', open);
        if (comma == std::string_view::npos) break;
        std::string const argument(text.substr(open + 1, comma - open - 1));
        files.push_back(base::trim(base::replaceAll(base::replaceAll(argument, "'", ""), "\"", "")));
    }
    return files;
}

void collect(Item const& item, std::vector<Instance>& found, bool& lastSaved) {
    if (item.kind == ItemKind::External) {
        bool const csv = item.type == "csv-external";
        found.push_back({item.name,
                         csv ? "jr://file-csv/" + item.name + ".csv" : "jr://file/" + item.name + ".xml",
                         item.place, true});
        return;
    }
    std::vector<Source const*> sources{&item.choiceFilter, &item.initial};
    for (Attribute const& attribute : item.bind)
        if (std::find(expressions.begin(), expressions.end(), attribute.name) != expressions.end())
            sources.push_back(&attribute.value);
    for (Source const* source : sources) {
        for (std::string const& file : pulldataFiles(source->text))
            found.push_back({file, "jr://file-csv/" + file + ".csv", source->place, false});
        for (Mention const& mention : mentions(source->text)) lastSaved = lastSaved || mention.lastSaved;
    }
    std::size_t const dot = item.list.rfind('.');
    bool const select = item.tag == "select1" || item.tag == "select" || item.tag == "odk:rank";
    if (!select || dot == std::string::npos) return;
    std::string const ending = item.list.substr(dot);
    if (ending != ".csv" && ending != ".xml" && ending != ".geojson") return;
    found.push_back({item.list.substr(0, dot),
                     (ending == ".csv" ? "jr://file-csv/" : "jr://file/") + item.list, item.place, false});
}

} // namespace

void writePrimary(Survey const& survey, References const& references, Output& output, xml::Node& model) {
    Settings const& settings = survey.settings;
    std::string const uri = settings.xmlns.empty() ? "http://www.w3.org/2002/xforms" : settings.xmlns;
    xml::Node& instance = output.element(model, "instance");
    xml::Node& root = output.elementIn(instance, survey.root.name, uri);
    for (auto const& [name, value] : settings.rootAttributes) output.attribute(root, name, value);
    output.attribute(root, "id", settings.id);
    if (!settings.version.empty()) output.attribute(root, "version", settings.version);
    if (!settings.prefix.empty()) output.attribute(root, "odk:prefix", settings.prefix);
    if (!settings.delimiter.empty()) output.attribute(root, "odk:delimiter", settings.delimiter);
    Primary(references, output, uri).children(survey.root, root, Inside::Neither);
}

void writeSecondary(Survey const& survey, Faults& faults, Output& output, xml::Node& model) {
    std::vector<Instance> found;
    bool lastSaved = false;
    visit(survey.root, [&](Item const& item) { collect(item, found, lastSaved); });
    if (lastSaved) found.push_back({"__last-saved", "jr://instance/last-saved", {}, false});
    for (ChoiceList const& list : survey.lists)
        if (!list.inlined) found.push_back({list.name, {}, list.place, false});

    std::map<std::string, Instance const*> seen;
    for (Instance const& each : found) {
        auto const [known, fresh] = seen.emplace(each.id, &each);
        if (!fresh) {
            Instance const& other = *known->second;
            if (other.src != each.src || (other.external && each.external)) {
                auto const shown = [](Instance const& instance) {
                    return instance.src.empty() ? std::string("choices") : instance.src;
                };
                faults.error(each.place,
                             {"“" + each.id + "”同时指 " + shown(other) + " 和 " + shown(each) +
                                  "，请改名，一个名称只能指一个文件或清单。",
                              "'" + each.id + "' stands for both " + shown(other) + " and " + shown(each) +
                                  "; one name can stand for one file or list only"});
            }
            continue;
        }
        xml::Node& instance = output.element(model, "instance");
        output.attribute(instance, "id", each.id);
        if (!each.src.empty()) {
            output.attribute(instance, "src", each.src);
            continue;
        }
        ChoiceList const& list = *survey.lists.find(each.id);
        xml::Node& root = output.element(instance, "root");
        for (std::size_t i = 0; i < list.choices.size(); ++i) {
            Choice const& choice = list.choices[i];
            xml::Node& item = output.element(root, "item");
            if (list.itext) output.element(item, "itextId").setText(list.name + "-" + std::to_string(i));
            output.element(item, "name").setText(choice.name.text);
            if (!list.itext && !choice.label.empty())
                output.element(item, "label").setText(choice.label.first());
            for (auto const& [name, value] : choice.extra) output.element(item, name).setText(value);
        }
    }
}

} // namespace huibiao::xlsform::internal
