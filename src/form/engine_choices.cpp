#include "form/internal/engine.h"
#include "form/internal/match.h"

#include <algorithm>

namespace huibiao::form {

BodyElement const* Engine::control(Item const& item) const {
    int const index = nodeAt(item.node).control;
    return index < 0 ? nullptr : &m_definition->body[static_cast<std::size_t>(index)];
}

ChoiceList const& Engine::choices(Item& item) {
    int const index = nodeAt(item.node).control;
    BodyElement const& asked = m_definition->body[static_cast<std::size_t>(index)];
    bool const fixed = !asked.itemset || asked.itemset->fixed;
    if (fixed) {
        auto const known = m_fixedChoices.find(index);
        if (known != m_fixedChoices.end()) return known->second;
    } else if (item.choices) {
        return *item.choices;
    }
    ChoiceList list;
    if (asked.itemset) {
        auto const nodes = asked.itemset->nodes.evaluateNodes(context(item.element));
        if (!nodes && !m_error) m_error = nodes.error();
        if (nodes) {
            list.reserve(nodes->size());
            for (xml::Node* node : *nodes)
                list.push_back(
                    {asked.itemset->value.evaluateString(context(node)).value_or(std::string()), node, 0});
        }
    }
    for (std::size_t i = 0; i < asked.items.size(); ++i) list.push_back({asked.items[i].value, nullptr, i});
    if (fixed) return m_fixedChoices[index] = std::move(list);
    item.choices = std::make_unique<ChoiceList>(std::move(list));
    return *item.choices;
}

namespace {

TextSource const& sourceOf(BodyElement const& asked, ListedChoice const& choice) {
    return choice.node != nullptr ? asked.itemset->label : asked.items[choice.fixed].label;
}

} // namespace

std::string Engine::choiceLabel(Item const& item, ListedChoice const& choice) const {
    TextSource const& source = sourceOf(*control(item), choice);
    if (source.empty()) return choice.value;
    return render(source, choice.node != nullptr ? choice.node : item.element);
}

Media Engine::choiceMedia(Item const& item, ListedChoice const& choice) const {
    return media(sourceOf(*control(item), choice), choice.node != nullptr ? choice.node : item.element);
}

std::optional<std::string> Engine::choiceName(std::string_view value, std::string_view path,
                                              xml::Node* node) const {
    if (m_textDepth > deepestTexts) return std::nullopt;
    auto const expression = xpath::Expression::parse(path);
    if (!expression) return std::nullopt;
    auto const nodes = expression->evaluateNodes(context(node));
    if (!nodes || nodes->empty()) return std::nullopt;
    auto const found = m_byElement.find(nodes->front());
    if (found == m_byElement.end()) return std::nullopt;
    Item& item = *found->second;
    BodyElement const* const asked = control(item);
    if (asked == nullptr || !asked->selects()) return std::nullopt;
    ++m_textDepth;
    // The list is only looked up; making it on first use changes nothing one can see.
    ChoiceList const& list = const_cast<Engine*>(this)->choices(item);
    std::optional<std::string> out;
    for (ListedChoice const& choice : list)
        if (choice.value == value) {
            out = choiceLabel(item, choice);
            break;
        }
    --m_textDepth;
    return out;
}

} // namespace huibiao::form
