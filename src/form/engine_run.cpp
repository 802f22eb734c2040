#include "form/internal/engine.h"
#include "form/internal/match.h"
#include "form/internal/types.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::form {

namespace {

/// Conditions that hang on each other, and instances of a repeat that read their neighbours, are computed
/// until nothing changes; this ends those that never come to rest.
constexpr std::size_t tasksPerItem = 50;
constexpr std::size_t tasksAtLeast = 100'000;

unsigned bitOf(Property property) {
    return 1U << static_cast<unsigned>(property);
}

} // namespace

void Engine::note(base::Error error, Item const& item, char const* what) const {
    if (m_error) return;
    std::string const& path = nodeAt(item.node).path;
    error.message.zh = fmt::format("{} 的 {}：{}", path, what, error.message.zh);
    error.message.en = fmt::format("{} of {}: {}", what, path, error.message.en);
    error.where = fmt::format("xform:{}", nodeAt(item.node).bind().line);
    m_error = std::move(error);
}

std::string Engine::text(Item const& item) const {
    return nodeAt(item.node).attribute ? item.element->value() : item.element->text();
}

void Engine::store(Item& item, std::string_view value) {
    // A value for a group would take the place of all that is in it.
    if (nodeAt(item.node).elementChildren != 0) return;
    m_bytes -= item.stored.size();
    wipe(item.stored);
    if (value.size() > longestText || m_bytes + value.size() > mostStored) {
        note({base::Kind::Unsupported, {"内容太长，没有保存", "the text is too long to be kept"}, {}}, item,
             "value");
        value = {};
    }
    item.stored = value;
    m_bytes += value.size();
    show(item);
}

void Engine::push(Property property, Item& item, int repeat) {
    if (property != Property::Count) {
        if ((item.waiting & bitOf(property)) != 0) return;
        item.waiting |= bitOf(property);
    }
    ModelNode const& model = nodeAt(repeat >= 0 ? repeat : item.node);
    int const rank = property == Property::Relevance ? model.rankRelevance
                     : property == Property::Count   ? model.rankCount
                                                     : model.rankValue;
    m_tasks.push({rank, m_order++, property, &item, repeat});
}

void Engine::pushAll(Item& item) {
    ModelNode const& model = nodeAt(item.node);
    if (model.bind().relevant) push(Property::Relevance, item);
    if (model.bind().calculate) push(Property::Calculation, item);
    if (model.control >= 0 && !item.stored.empty()) push(Property::Choices, item);
    for (int const child : model.children) {
        int const body = nodeAt(child).body;
        if (body >= 0 && m_definition->body[static_cast<std::size_t>(body)].count)
            push(Property::Count, item, child);
    }
    for (auto const& slot : item.slots)
        for (auto const& child : slot) pushAll(*child);
}

void Engine::pushDependents(std::vector<Dependent> const& dependents, Item* from) {
    for (Dependent const& dependent : dependents) {
        Item* const scope = dependent.pivot < 0 ? nullptr : ancestor(from, dependent.pivot);
        if (dependent.pivot >= 0 && scope == nullptr) continue;
        bool const count = dependent.property == Property::Count;
        int const node = count ? nodeAt(dependent.node).parent : dependent.node;
        for (Item* item : below(scope, node)) push(dependent.property, *item, count ? dependent.node : -1);
    }
}

void Engine::run() {
    if (m_running) return;
    m_running = true;
    std::size_t left = tasksAtLeast + tasksPerItem * m_byElement.size();
    while (left > 0 && (!m_tasks.empty() || !m_changed.empty())) {
        if (m_tasks.empty()) {
            // Each thing looked at counts, for setvalues may chase each other.
            left -= std::min(left, m_changed.size());
            spend(Work::task * m_changed.size());
            fireChanges();
        } else {
            Task const task = m_tasks.top();
            m_tasks.pop();
            if (task.property != Property::Count) task.item->waiting &= ~bitOf(task.property);
            if (!task.item->gone) perform(task);
            --left;
            spend(Work::task);
        }
        if (overspent()) left = 0;
    }
    if (left == 0 && !m_error)
        m_error = base::Error{
            base::Kind::Unsupported,
            {"表单的计算停不下来或太费时，请简化互相引用的表达式",
             "the form's calculations do not come to rest or take too long; simplify the expressions "
             "that read each other"},
            "xform"};
    for (; !m_tasks.empty(); m_tasks.pop()) m_tasks.top().item->waiting = 0;
    m_changed.clear();
    m_removed.clear();
    m_running = false;
}

void Engine::perform(Task const& task) {
    switch (task.property) {
    case Property::Relevance: computeRelevance(*task.item); break;
    case Property::Calculation: compute(*task.item); break;
    case Property::Choices:
        task.item->choices.reset();
        show(*task.item);
        break;
    case Property::Count: computeCount(*task.item, task.repeat); break;
    }
}

void Engine::computeRelevance(Item& item) {
    Formula const& formula = *nodeAt(item.node).bind().relevant;
    item.ownRelevance = formula.constant ? *formula.constant
                                         : value(formula.expression.evaluateBoolean(context(item.element)),
                                                 item, "relevant", true);
    spreadRelevance(item, item.parent == nullptr || item.parent->relevant);
}

void Engine::spreadRelevance(Item& item, bool around) {
    bool const relevant = item.ownRelevance && around;
    if (relevant == item.relevant) return;
    item.relevant = relevant;
    ModelNode const& model = nodeAt(item.node);
    if (model.attribute || model.elementChildren == 0) {
        show(item);
        if (relevant && model.bind().calculate) push(Property::Calculation, item);
        if (relevant)
            for (int const action : model.actions)
                if (m_definition->actions[static_cast<std::size_t>(action)].onChange)
                    m_changed.emplace_back(action, &item);
    }
    for (auto const& slot : item.slots)
        for (auto const& child : slot) spreadRelevance(*child, relevant);
}

void Engine::compute(Item& item) {
    if (!item.relevant) return;
    Bind const& bind = nodeAt(item.node).bind();
    std::string result = value(bind.calculate->expression.evaluateString(context(item.element)), item,
                               "calculate", std::string());
    store(item, typed(bind.type, result, true).value_or(std::string()));
}

std::string Engine::visible(Item& item) {
    if (!item.relevant || item.stored.empty()) return {};
    BodyElement const* const asked = control(item);
    if (asked == nullptr || !asked->selects()) return item.stored;
    ChoiceList const& offered = choices(item);
    auto const has = [&](std::string const& value) {
        return std::any_of(offered.begin(), offered.end(),
                           [&](ListedChoice const& c) { return c.value == value; });
    };
    if (asked->tag == "select1") return has(item.stored) ? item.stored : std::string();
    std::string out;
    for (std::string const& value : tokens(item.stored)) {
        if (!has(value)) continue;
        if (!out.empty()) out += ' ';
        out += value;
    }
    return out;
}

void Engine::show(Item& item) {
    ModelNode const& model = nodeAt(item.node);
    std::string shown = visible(item);
    std::string old = text(item);
    if (shown != old) {
        // Over the old characters first: setText reuses the memory.
        item.element->setText(std::string(old.size(), ' '));
        item.element->setText(shown);
        pushDependents(model.onValue, &item);
        for (int const action : model.listeners) {
            Action const& listening = m_definition->actions[static_cast<std::size_t>(action)];
            Item* const target = m_loading ? nullptr : counterpart(item, listening.target);
            if (target == nullptr) continue;
            auto& seen = target->seen;
            if (std::none_of(seen.begin(), seen.end(), [&](auto const& s) { return s.first == action; }))
                seen.emplace_back(action, old);
            m_changed.emplace_back(action, target);
        }
    }
    wipe(old);
    wipe(shown);
}

bool Engine::readOnly(Item const& item) const {
    for (Item const* at = &item; at != nullptr; at = at->parent) {
        auto const& formula = nodeAt(at->node).bind().readOnly;
        if (!formula) continue;
        if (formula->constant
                ? *formula->constant
                : value(formula->expression.evaluateBoolean(context(at->element)), *at, "readonly", false))
            return true;
    }
    return false;
}

bool Engine::required(Item const& item) const {
    auto const& formula = nodeAt(item.node).bind().required;
    if (!formula) return false;
    return formula->constant
               ? *formula->constant
               : value(formula->expression.evaluateBoolean(context(item.element)), item, "required", false);
}

bool Engine::constraintHolds(Item const& item) const {
    auto const& formula = nodeAt(item.node).bind().constraint;
    if (!formula) return true;
    return formula->constant
               ? *formula->constant
               : value(formula->expression.evaluateBoolean(context(item.element)), item, "constraint", true);
}

int Engine::takeOverflow() {
    int const out = m_overflow;
    m_overflow = -1;
    return out;
}

} // namespace huibiao::form
