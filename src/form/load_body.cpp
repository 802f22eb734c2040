#include "base/utf8.h"
#include "form/internal/load.h"
#include "form/internal/match.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::form {

namespace {

constexpr int maxDepth = 200;

bool isControl(std::string_view tag) {
    return tag == "input" || tag == "select" || tag == "select1" || tag == "rank" || tag == "range" ||
           tag == "trigger" || tag == "upload" || tag == "secret" || tag == "textarea";
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    // Blanks inside brackets belong to the word: search('a', 'b').
    int depth = 0;
    for (char const c : text) {
        if (c == '(') ++depth;
        if (c == ')') --depth;
        bool const blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank || depth > 0) {
            word += c;
        } else if (!word.empty()) {
            out.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) out.push_back(std::move(word));
    return out;
}

} // namespace

bool BodyElement::has(std::string_view word) const {
    return std::find(appearance.begin(), appearance.end(), word) != appearance.end();
}

void Loader::loadBody(xml::Node& body) {
    BodyElement top;
    top.tag = "body";
    m_out.body.push_back(std::move(top));
    loadBodyChildren(body, 0, 0);
}

void Loader::loadBodyChildren(xml::Node& element, int parent, int depth) {
    if (depth > maxDepth) {
        fault(element, {fmt::format("题组嵌套超过 {} 层，请减少层数", maxDepth),
                        fmt::format("groups are nested more than {} deep; use fewer levels", maxDepth)});
        return;
    }
    for (xml::Node* child = element.firstElement(); child != nullptr; child = child->nextElement()) {
        std::string_view const tag = child->localName();
        if (tag == "setvalue") {
            loadAction(*child, parent);
        } else if (tag == "group" || tag == "repeat" || isControl(tag)) {
            int const index = loadBodyElement(*child, parent);
            if (index >= 0) loadBodyChildren(*child, index, depth + 1);
        }
    }
}

int Loader::loadBodyElement(xml::Node& element, int parent) {
    BodyElement out;
    out.tag = element.localName();
    out.parent = parent;
    bool const control = isControl(out.tag);
    if (control) out.kind = BodyElement::Kind::Control;
    if (out.tag == "repeat") out.kind = BodyElement::Kind::Repeat;
    out.appearance = words(element.attributeValue("appearance"));
    std::string ref = base::trim(element.attributeValue(out.tag == "repeat" ? "nodeset" : "ref"));
    if (ref.empty()) ref = base::trim(element.attributeValue(out.tag == "repeat" ? "ref" : "nodeset"));
    if (ref.empty()) ref = boundPath(element);
    if (!ref.empty()) out.node = resolve(ref, contextOf(parent));
    if (out.node < 0 && (control || out.tag == "repeat" || !ref.empty())) {
        fault(element,
              {fmt::format("<{}> 指向不存在的节点 {}，请改正", out.tag, ref.empty() ? "（空）" : ref),
               fmt::format("<{}> points to {}, which does not exist; correct it", out.tag,
                           ref.empty() ? "nothing" : ref)});
        return -1;
    }
    for (xml::Node* child = element.firstElement(); child != nullptr; child = child->nextElement()) {
        if (child->localName() == "label" && out.label.empty()) out.label = readSource(*child);
        if (child->localName() == "hint") out.hint = readSource(*child);
    }
    if (control) loadControl(element, out);

    int const index = static_cast<int>(m_out.body.size());
    if (out.kind == BodyElement::Kind::Repeat) {
        out.fixedCount = element.attributeValue("noAddRemove", javaRosaUri).starts_with("true");
        if (std::string const count = base::trim(element.attributeValue("count", javaRosaUri));
            !count.empty())
            out.count = parse(count, element, "jr:count");
        ModelNode& node = m_out.nodes[static_cast<std::size_t>(out.node)];
        if (node.attribute || node.parent < 0) {
            fault(element,
                  {"重复组不能指向根节点或属性", "a repeat cannot point to the root or an attribute"});
            return -1;
        }
        node.isRepeat = true;
        if (node.body < 0) node.body = index;
    } else if (control) {
        ModelNode& node = m_out.nodes[static_cast<std::size_t>(out.node)];
        if (node.control < 0) node.control = index;
    }
    m_out.body[static_cast<std::size_t>(parent)].children.push_back(index);
    m_out.body.push_back(std::move(out));
    return index;
}

void Loader::loadControl(xml::Node& element, BodyElement& control) {
    control.mediaType = element.attributeValue("mediatype");
    control.start = element.attributeValue("start");
    control.end = element.attributeValue("end");
    control.step = element.attributeValue("step");
    for (xml::Node* child = element.firstElement(); child != nullptr; child = child->nextElement()) {
        if (child->localName() == "itemset") loadItemset(*child, control);
        if (child->localName() != "item") continue;
        FixedChoice choice;
        if (xml::Node* const value = child->child("value")) choice.value = base::trim(value->text());
        if (xml::Node* const label = child->child("label")) choice.label = readSource(*label);
        control.items.push_back(std::move(choice));
    }
}

void Loader::loadItemset(xml::Node& element, BodyElement& control) {
    xml::Node* const value = element.child("value");
    auto nodes = parse(element.attributeValue("nodeset"), element, "itemset");
    auto valueRef = parse(value != nullptr ? value->attributeValue("ref") : "", element, "<value ref>");
    if (!nodes || !valueRef) return;
    Itemset itemset{std::move(*nodes), std::move(*valueRef), {}, true};
    if (xml::Node* const label = element.child("label")) itemset.label = readSource(*label);
    for (xpath::Reference const& reference : itemset.nodes.references())
        if (!matchReference(m_out, reference, control.node).empty()) itemset.fixed = false;
    // A random order must not change between two looks at the same page: it is kept like a fixed list.
    control.itemset = std::move(itemset);
}

} // namespace huibiao::form
