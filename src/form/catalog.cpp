#include "form/catalog.h"

#include "base/utf8.h"
#include "form/internal/filling_state.h"

#include <map>

namespace huibiao::form {

namespace {

class Catalog {
public:
    explicit Catalog(Definition const& definition) : m_definition(definition) {}

    CatalogEntry entry(ModelNode const& node) {
        CatalogEntry out;
        out.path = node.path;
        out.name = node.name;
        out.required = node.bind().required && node.bind().required->constant.value_or(false);
        for (int up = node.parent; up >= 0 && out.repeat.empty(); up = at(up).parent)
            if (at(up).isRepeat) out.repeat = at(up).path;
        BodyElement const nothing{};
        BodyElement const& control =
            node.control < 0 ? nothing : m_definition.body[static_cast<std::size_t>(node.control)];
        out.asked = node.control >= 0;
        out.appearance = control.appearance;
        out.kind = kindOf(node, control);
        if (!out.asked) {
            out.labels.resize(m_definition.languages.size());
            out.hints = out.labels;
            return out;
        }
        out.labels = texts(control.label, nullptr);
        out.hints = texts(control.hint, nullptr);
        if (control.itemset) addItemset(*control.itemset, out.choices);
        for (FixedChoice const& choice : control.items)
            out.choices.push_back({choice.value, labelled(choice.label, nullptr, choice.value)});
        return out;
    }

private:
    ModelNode const& at(int node) const { return m_definition.nodes[static_cast<std::size_t>(node)]; }

    xpath::Context context(xml::Node* node) const {
        xpath::Context out;
        out.node = node;
        out.namespaces = &m_definition.namespaces;
        return out;
    }

    static std::string plain(Text const& text) {
        std::string out;
        for (Chunk const& chunk : text) out += chunk.output ? "…" : chunk.literal;
        return base::trim(out);
    }

    /// `node`: the choice's own node, which the label may read.
    std::vector<std::string> texts(TextSource const& source, xml::Node* node) const {
        std::string id = source.itextId;
        std::string same;
        if (source.itext && node != nullptr) id = source.itext->evaluateString(context(node)).value_or("");
        if (source.formula && node != nullptr)
            same = source.formula->evaluateString(context(node)).value_or("");
        if (!source.inPlace.empty()) same = plain(source.inPlace);
        std::vector<std::string> out;
        for (ItextTable const& table : m_definition.itext) {
            auto const found = table.find(id);
            Text const* const text = found != table.end() ? found->second.best() : nullptr;
            out.push_back(text != nullptr ? plain(*text) : same);
        }
        return out;
    }

    std::vector<std::string> labelled(TextSource const& source, xml::Node* node,
                                      std::string const& value) const {
        auto out = texts(source, node);
        for (std::string& label : out)
            if (label.empty()) label = value;
        return out;
    }

    /// Many questions share one list.
    void addItemset(Itemset const& itemset, std::vector<CatalogChoice>& out) {
        TextSource const& label = itemset.label;
        std::string const key = itemset.nodes.text() + '\n' + itemset.value.text() + '\n' +
                                (label.itext ? "i" + label.itext->text() : std::string()) +
                                (label.formula ? "f" + label.formula->text() : std::string());
        auto [known, fresh] = m_lists.try_emplace(key);
        if (fresh) readItemset(itemset, known->second);
        out = known->second;
    }

    void readItemset(Itemset const& itemset, std::vector<CatalogChoice>& out) const {
        for (xpath::Reference const& reference : itemset.nodes.references()) {
            if (reference.base != xpath::Reference::Base::Instance) continue;
            auto const root = m_definition.secondary.find(reference.instance);
            if (root == m_definition.secondary.end()) continue;
            // The first path is the choices'; those after it stand in its predicates.
            std::vector<xml::Node*> nodes{root->second};
            for (auto const& step : reference.steps) nodes = below(nodes, step.name);
            for (xml::Node* node : nodes) {
                std::string value = itemset.value.evaluateString(context(node)).value_or("");
                auto labels = labelled(itemset.label, node, value);
                out.push_back({std::move(value), std::move(labels)});
            }
            return;
        }
    }

    static std::vector<xml::Node*> below(std::vector<xml::Node*> const& nodes, std::string const& name) {
        std::vector<xml::Node*> out;
        for (xml::Node* node : nodes)
            for (xml::Node* child = node->firstElement(); child != nullptr; child = child->nextElement())
                if (name == "*" || name.empty() || child->localName() == name) out.push_back(child);
        return out;
    }

    Definition const& m_definition;
    std::map<std::string, std::vector<CatalogChoice>> m_lists;
};

} // namespace

std::vector<CatalogEntry> catalog(Form const& form) {
    Definition const& definition = form.definition();
    Catalog reader(definition);
    std::vector<CatalogEntry> out;
    for (ModelNode const& node : definition.nodes)
        if (node.leaf()) out.push_back(reader.entry(node));
    return out;
}

} // namespace huibiao::form
