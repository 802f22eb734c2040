#include "base/utf8.h"
#include "xlsform/internal/output.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>

namespace huibiao::xlsform::internal {

namespace {

class Body {
public:
    Body(Survey const& survey, References const& references, Faults& faults, Output& output)
        : m_survey(survey), m_references(references), m_faults(faults), m_output(output) {
        visit(survey.root, [&](Item const& item) {
            for (Source const& trigger : item.triggers)
                if (Item const* const source = references.find(trigger.text, trigger.place))
                    m_triggered[source].push_back(&item);
        });
    }

    void children(Item const& section, xml::Node& parent) {
        for (auto const& child : section.children) {
            if (child->kind == ItemKind::Group)
                group(*child, parent);
            else if (child->kind == ItemKind::Repeat)
                repeat(*child, parent);
            else if (child->kind == ItemKind::Question)
                question(*child, parent);
        }
    }

private:
    void group(Item const& item, xml::Node& parent);
    void repeat(Item const& item, xml::Node& parent);
    void question(Item const& item, xml::Node& parent);
    void label(Item const& item, xml::Node& node);
    void labelAndHint(Item const& item, xml::Node& node);
    void control(Item const& item, xml::Node& node);
    void itemset(Item const& item, xml::Node& node);
    void inlineChoices(ChoiceList const& list, xml::Node& node);
    void newRepeats(Item const& section, xml::Node& node);
    void triggered(Item const& item, xml::Node* node);
    std::string nodeset(Item const& item, std::string& value, std::string& shown);

    Survey const& m_survey;
    References const& m_references;
    Faults& m_faults;
    Output& m_output;
    std::map<Item const*, std::vector<Item const*>> m_triggered; ///< question to those it sets off
};

void Body::control(Item const& item, xml::Node& node) {
    for (Attribute const& attribute : item.control)
        m_output.attribute(node, attribute.name, m_references.expand(attribute.value, &item),
                           attribute.value.place);
}

void Body::label(Item const& item, xml::Node& node) {
    xml::Node& label = m_output.element(node, "label");
    if (labelInItext(item))
        m_output.attribute(label, "ref", "jr:itext('" + item.path() + ":label')");
    else if (!item.label.empty())
        m_output.text(label, m_references.pieces(item.label.texts.front().second, &item));
}

void Body::labelAndHint(Item const& item, xml::Node& node) {
    label(item, node);
    if (item.hint.empty() && item.guidance.empty()) return;
    xml::Node& hint = m_output.element(node, "hint");
    if (hintInItext(item))
        m_output.attribute(hint, "ref", "jr:itext('" + item.path() + ":hint')");
    else
        m_output.text(hint, m_references.pieces(item.hint.texts.front().second, &item));
    if (item.label.empty() && item.media.empty() && item.hint.empty())
        m_faults.error(item.place, {"只有 guidance_hint 不够，请填 label 或 hint。",
                                    "a guidance_hint alone is not enough; fill the column label or hint"});
}

void Body::group(Item const& item, xml::Node& parent) {
    if (item.bodyless) return;
    xml::Node& node = m_output.element(parent, "group");
    m_output.attribute(node, "ref", item.path());
    control(item, node);
    if (!item.label.empty() || !item.media.empty()) label(item, node);
    children(item, node);
}

void Body::repeat(Item const& item, xml::Node& parent) {
    xml::Node& around = m_output.element(parent, "group");
    m_output.attribute(around, "ref", item.path());
    label(item, around);
    xml::Node& node = m_output.element(around, "repeat");
    m_output.attribute(node, "nodeset", item.path());
    control(item, node);
    children(item, node);
    newRepeats(item, node);
}

/// What is to be set in each new instance; nested repeats see to their own.
void Body::newRepeats(Item const& section, xml::Node& node) {
    for (auto const& child : section.children) {
        if (child->kind == ItemKind::Repeat) continue;
        std::string path = child->path();
        if (child->type == "attribute") path.insert(path.rfind('/') + 1, "@");
        auto const add = [&](std::string_view tag) -> xml::Node& {
            xml::Node& set = m_output.element(node, tag);
            m_output.attribute(set, "ref", path);
            m_output.attribute(set, "event", "odk-new-repeat");
            return set;
        };
        if (child->dynamic)
            m_output.attribute(add("setvalue"), "value", m_references.expand(child->initial, child.get()));
        for (Action const& action : child->actions) {
            if (action.event != "odk-new-repeat") continue;
            xml::Node& set = add(action.tag);
            for (Attribute const& attribute : action.attributes)
                m_output.attribute(set, attribute.name, m_references.expand(attribute.value, child.get()));
        }
        newRepeats(*child, node);
    }
}

/// The setvalues that a change of this question sets off; `node` is nullptr when it is never shown.
void Body::triggered(Item const& item, xml::Node* node) {
    auto const targets = m_triggered.find(&item);
    if (targets == m_triggered.end()) return;
    for (Item const* target : targets->second) {
        if (node == nullptr) {
            m_faults.error(
                target->triggers.front().place,
                {"“" + item.name + "”不在屏幕上显示，不会触发“" + target->name + "”。请换一道看得见的题。",
                 "'" + item.name + "' is not user-visible, so it cannot set off '" + target->name +
                     "'; choose a question that is asked"});
            continue;
        }
        bool const place = target->type == "background-geopoint";
        xml::Node& set = m_output.element(*node, place ? "odk:setgeopoint" : "setvalue");
        m_output.attribute(set, "ref", target->path());
        m_output.attribute(set, "event", "xforms-value-changed");
        Attribute const* const calculate = target->bindNamed("calculate");
        // Programs evaluate the value as seen from the node that is set, whichever question stands around.
        if (calculate != nullptr)
            m_output.attribute(set, "value", m_references.expand(calculate->value, target));
    }
}

void Body::question(Item const& item, xml::Node& parent) {
    bool const silent = (item.bindNamed("calculate") != nullptr || !item.triggers.empty()) &&
                        item.label.empty() && item.hint.empty();
    if (item.tag.empty() || silent) return triggered(item, nullptr);
    xml::Node& node = m_output.element(parent, item.tag);
    m_output.attribute(node, "ref", item.path());
    control(item, node);
    labelAndHint(item, node);
    if (item.query) {
        std::string query = "instance('" + item.list + "')/root/item";
        if (!item.choiceFilter.empty())
            query += "[" + m_references.expand(item.choiceFilter, &item, {.current = true}) + "]";
        m_output.attribute(node, "query", query);
    } else if (!item.list.empty()) {
        itemset(item, node);
    }
    for (Choice const& tag : item.inlined) {
        xml::Node& each = m_output.element(node, "tag");
        m_output.attribute(each, "key", tag.name.text);
        m_output.element(each, "label").setText(tag.label.first());
    }
    triggered(item, &node);
}

/// The node-set of the choices; `value` and `shown` are the nodes below each that hold name and label.
std::string Body::nodeset(Item const& item, std::string& value, std::string& shown) {
    std::string filter;
    std::string const question = onlyMention(item.list);
    if (!question.empty()) {
        Source const mention{item.list, item.place};
        std::string const path = base::trim(m_references.expand(mention, &item, {.aboveRepeat = true}));
        filter = m_references.expand(item.choiceFilter, &item, {.current = true, .aboveRepeat = true});
        std::size_t const slash = path.rfind('/');
        Item const* const target = m_references.find(question, item.place);
        // A repeat itself stands for its places (reference-geometry), a question for what was answered.
        bool const whole = target != nullptr && target->kind == ItemKind::Repeat;
        std::string const nodes = whole ? path : path.substr(0, slash);
        value = whole ? "geometry" : path.substr(slash + 1);
        shown = value;
        filter = base::replaceAll(base::replaceAll(filter, "current()/" + nodes, "."), nodes, ".");
        if (filter.empty() && !whole) filter = "./" + value + " != ''";
        return nodes + (filter.empty() ? "" : "[" + filter + "]");
    }
    filter = m_references.expand(item.choiceFilter, &item, {.current = true});
    std::size_t const dot = item.list.rfind('.');
    std::string const ending = dot == std::string::npos ? "" : item.list.substr(dot);
    bool const file = (ending == ".csv" || ending == ".xml" || ending == ".geojson") &&
                      m_survey.lists.find(item.list) == nullptr;
    bool const geojson = ending == ".geojson";
    value = !item.valueRef.empty() ? item.valueRef : geojson ? "id" : "name";
    shown = !item.labelRef.empty() ? item.labelRef : geojson ? "title" : "label";
    ChoiceList const* const list = m_survey.lists.find(item.list);
    if (list != nullptr && list->itext) shown = "jr:itext(itextId)";
    return "instance('" + (file ? item.list.substr(0, dot) : item.list) + "')/root/item" +
           (filter.empty() ? "" : "[" + filter + "]");
}

void Body::itemset(Item const& item, xml::Node& node) {
    ChoiceList const* const list = m_survey.lists.find(item.list);
    if (list != nullptr && list->inlined) {
        if (item.controlValue("appearance").find("search(") == std::string::npos)
            m_faults.error(item.place,
                           {"清单“" + list->name + "”已用于带 search() 的题，这一题请用另一个清单。",
                            "the list '" + list->name +
                                "' is used by a question with search(); give this one "
                                "another list"});
        return inlineChoices(*list, node);
    }
    std::string value, shown;
    std::string nodes = nodeset(item, value, shown);
    if (item.randomize) {
        std::string const seed =
            item.seed.empty() ? "" : ", " + base::trim(m_references.expand(item.seed, &item));
        nodes = "randomize(" + nodes + seed + ")";
    }
    xml::Node& set = m_output.element(node, "itemset");
    m_output.attribute(set, "nodeset", nodes);
    m_output.attribute(m_output.element(set, "value"), "ref", value);
    m_output.attribute(m_output.element(set, "label"), "ref", shown);
}

void Body::inlineChoices(ChoiceList const& list, xml::Node& node) {
    for (std::size_t i = 0; i < list.choices.size(); ++i) {
        xml::Node& item = m_output.element(node, "item");
        xml::Node& label = m_output.element(item, "label");
        Choice const& choice = list.choices[i];
        if (list.itext)
            m_output.attribute(label, "ref", "jr:itext('" + list.name + "-" + std::to_string(i) + "')");
        else if (!choice.label.empty())
            m_output.text(label, m_references.pieces(choice.label.texts.front().second, nullptr));
        m_output.element(item, "value").setText(choice.name.text);
    }
}

} // namespace

void writeBody(Survey const& survey, References const& references, Faults& faults, Output& output,
               xml::Node& body) {
    Body(survey, references, faults, output).children(survey.root, body);
}

} // namespace huibiao::xlsform::internal
