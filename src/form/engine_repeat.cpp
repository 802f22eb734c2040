#include "form/internal/engine.h"
#include "form/internal/load.h"
#include "form/internal/types.h"

#include <algorithm>
#include <cmath>

namespace huibiao::form {

void Engine::forget(Item& item) {
    item.gone = true;
    m_bytes -= item.stored.size();
    wipe(item.stored);
    m_byElement.erase(item.element);
    for (auto& slot : item.slots)
        for (auto& child : slot) forget(*child);
}

bool Engine::userControlled(int repeat) const {
    int const body = nodeAt(repeat).body;
    if (body < 0) return false;
    BodyElement const& element = m_definition->body[static_cast<std::size_t>(body)];
    return !element.count && !element.fixedCount;
}

Item* Engine::insertInstance(Item& parent, int repeat, xml::Node const& pattern) {
    ModelNode const& model = nodeAt(repeat);
    auto& slot = parent.slots[static_cast<std::size_t>(model.ordinal)];
    if (slot.size() >= maxRepeatInstances) return nullptr;
    xml::Node* before = nullptr;
    if (!slot.empty()) {
        before = slot.back()->element->next();
    } else {
        for (std::size_t next = static_cast<std::size_t>(model.ordinal) + 1; next < parent.slots.size();
             ++next) {
            if (parent.slots[next].empty() || nodeAt(parent.slots[next].front()->node).attribute) continue;
            before = parent.slots[next].front()->element;
            break;
        }
    }
    xml::Node& element = m_document->cloneDeep(pattern);
    parent.element->insertBefore(element, before);
    slot.push_back(makeItem(repeat, &parent, &element));
    Item& added = *slot.back();
    added.place = slot.size() - 1;
    preload(added);
    pushAll(added);
    return &added;
}

Item* Engine::addInstance(Item& parent, int repeat, bool event) {
    ModelNode const& model = nodeAt(repeat);
    if (model.pattern == nullptr) return nullptr;
    Item* const added = insertInstance(parent, repeat, *model.pattern);
    if (added == nullptr) return nullptr;
    pushDependents(model.onStructure, &parent);
    run();
    if (event) fireNewRepeat(*added);
    return added;
}

void Engine::removeInstance(Item& instance) {
    Item& parent = *instance.parent;
    ModelNode const& model = nodeAt(instance.node);
    auto& slot = parent.slots[static_cast<std::size_t>(model.ordinal)];
    auto const at =
        std::find_if(slot.begin(), slot.end(), [&](auto const& item) { return item.get() == &instance; });
    if (at == slot.end()) return;
    forget(instance);
    std::erase_if(m_changed, [](auto const& change) { return change.second->gone; });
    m_document->destroy(*instance.element);
    m_removed.push_back(std::move(*at));
    for (auto after = slot.erase(at); after != slot.end(); ++after) --(*after)->place;
    pushDependents(model.onStructure, &parent);
    run();
}

double Engine::evaluateCount(Item& parent, int repeat) {
    ModelNode const& model = nodeAt(repeat);
    xpath::Expression const& count = *m_definition->body[static_cast<std::size_t>(model.body)].count;
    auto const& slot = parent.slots[static_cast<std::size_t>(model.ordinal)];
    // The expression is written as seen from an instance; where there is none, a passing one lends itself.
    xml::Node* const stand = slot.empty() ? &m_document->createElement("_") : slot.front()->element;
    if (slot.empty()) parent.element->append(*stand);
    double const out = value(count.evaluateNumber(context(stand)), parent, "jr:count", std::nan(""));
    if (slot.empty()) m_document->destroy(*stand);
    return out;
}

void Engine::computeCount(Item& parent, int repeat) {
    double const wanted = evaluateCount(parent, repeat);
    if (std::isnan(wanted)) return;
    ModelNode const& model = nodeAt(repeat);
    auto& slot = parent.slots[static_cast<std::size_t>(model.ordinal)];
    if (wanted > static_cast<double>(maxRepeatInstances)) {
        m_overflow = repeat;
        return;
    }
    auto const count = static_cast<std::size_t>(std::max(0.0, std::trunc(wanted)));
    if (count == slot.size() || model.pattern == nullptr) return;
    std::vector<Item*> added;
    while (slot.size() < count && !overspent()) {
        bool const written = slot.size() < model.initial.size();
        Item* const item =
            insertInstance(parent, repeat, written ? *model.initial[slot.size()] : *model.pattern);
        if (item == nullptr) break;
        added.push_back(item);
    }
    while (slot.size() > count) {
        Item& last = *slot.back();
        forget(last);
        m_document->destroy(*last.element);
        m_removed.push_back(std::move(slot.back()));
        slot.pop_back();
    }
    std::erase_if(m_changed, [](auto const& change) { return change.second->gone; });
    pushDependents(model.onStructure, &parent);
    if (m_started)
        for (Item* item : added) fireNewRepeat(*item);
}

} // namespace huibiao::form
