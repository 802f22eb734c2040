#include "form/internal/engine.h"
#include "form/internal/match.h"
#include "form/internal/types.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::form {

std::string Engine::evaluateText(std::string_view expression) const {
    auto const parsed = xpath::Expression::parse(expression);
    if (!parsed) return {};
    return parsed->evaluateString(context(m_document->element())).value_or(std::string());
}

std::string Engine::uuid() {
    return "uuid:" + evaluateText("uuid()");
}

void Engine::preload(Item& item) {
    Bind const& bind = nodeAt(item.node).bind();
    std::string set;
    if (bind.preload == "uid") set = uuid();
    if (bind.preload == "date" && bind.preloadParams == "today") set = evaluateText("today()");
    if (bind.preload == "timestamp" && bind.preloadParams == "start") set = evaluateText("now()");
    if (bind.preload == "property" && bind.preloadParams == "deviceid") set = m_surroundings.deviceId;
    if (bind.preload == "property" && bind.preloadParams == "username") set = m_surroundings.userName;
    if (!set.empty()) store(item, typed(bind.type, set, true).value_or(std::string()));
    for (auto const& slot : item.slots)
        for (auto const& child : slot) preload(*child);
}

void Engine::finishing() {
    for (std::size_t n = 0; n < m_definition->nodes.size(); ++n) {
        Bind const& bind = m_definition->nodes[n].bind();
        if (bind.preload != "timestamp" || bind.preloadParams != "end") continue;
        for (Item* item : below(nullptr, static_cast<int>(n)))
            store(*item, typed(bind.type, evaluateText("now()"), true).value_or(std::string()));
    }
    run();
    if (m_definition->instanceIdNode < 0) return;
    for (Item* item : below(nullptr, m_definition->instanceIdNode))
        if (text(*item).empty()) store(*item, uuid());
    run();
}

void Engine::fire(Action const& action, Item& target) {
    // What is not asked is not written to either.
    if (!target.relevant) return;
    std::string result = action.literal;
    if (action.value)
        result =
            value(action.value->evaluateString(context(target.element)), target, "setvalue", std::string());
    store(target, typed(nodeAt(target.node).bind().type, result, true).value_or(std::string()));
    // A calculation outranks what an action wrote.
    if (nodeAt(target.node).bind().calculate) push(Property::Calculation, target);
    wipe(result);
}

void Engine::fireLoadEvents() {
    for (Action const& action : m_definition->actions) {
        if (!action.onLoad && !action.onFirstLoad) continue;
        for (Item* target : below(nullptr, action.target)) fire(action, *target);
        run();
    }
}

void Engine::fireNewRepeat(Item& instance) {
    for (std::size_t i = 0; i < m_definition->actions.size(); ++i) {
        Action const& action = m_definition->actions[i];
        if (!action.onNewRepeat || action.repeat != instance.node) continue;
        if (within(*m_definition, action.target, instance.node)) {
            for (Item* target : below(&instance, action.target)) fire(action, *target);
        } else if (Item* const target = counterpart(instance, action.target)) {
            fire(action, *target);
        }
        run();
    }
}

void Engine::fireChanges() {
    auto const changed = std::move(m_changed);
    m_changed.clear();
    for (auto const& [action, target] : changed)
        if (!target->gone) listen(action, *target);
}

void Engine::listen(int index, Item& target) {
    Action const& action = m_definition->actions[static_cast<std::size_t>(index)];
    if (!target.relevant || action.source < 0) return;
    Item* const source = counterpart(target, action.source);
    if (source == nullptr) return;
    auto seen =
        std::find_if(target.seen.begin(), target.seen.end(), [&](auto const& s) { return s.first == index; });
    std::string now = text(*source);
    // What the source held from the first is no change.
    if (seen == target.seen.end()) seen = target.seen.insert(seen, {index, now});
    if (seen->second == now) return;
    wipe(seen->second);
    seen->second = std::move(now);
    if (action.ref) {
        // The ref picks by a predicate: the target is who it names as seen from the source.
        auto const nodes = action.ref->evaluateNodes(context(source->element));
        if (!nodes || nodes->empty()) return;
        auto const item = m_byElement.find(nodes->front());
        if (item != m_byElement.end()) fire(action, *item->second);
        return;
    }
    fire(action, target);
}

} // namespace huibiao::form
