#include "form/internal/engine.h"
#include "form/internal/match.h"
#include "form/internal/types.h"

#include <algorithm>
#include <charconv>

namespace huibiao::form {

namespace {

std::size_t slotOf(ModelNode const& node) {
    return static_cast<std::size_t>(node.ordinal);
}

} // namespace

std::unique_ptr<Item> Engine::makeItem(int node, Item* parent, xml::Node* element) {
    ModelNode const& model = nodeAt(node);
    spend(Work::item);
    auto item = std::make_unique<Item>();
    item->node = node;
    item->parent = parent;
    item->element = element;
    item->relevant = parent == nullptr || parent->relevant;
    item->slots.resize(model.children.size());
    m_byElement[element] = item.get();
    if (model.attribute || model.elementChildren == 0) {
        std::string const written = model.attribute ? element->value() : element->text();
        item->stored = typed(model.bind().type, written, true).value_or(std::string());
        m_bytes += item->stored.size();
        if (!item->relevant)
            element->setText("");
        else if (item->stored != written)
            element->setText(item->stored);
    }
    auto const add = [&](std::string const& path, xml::Node* child) {
        int const index = m_definition->find(path);
        if (index < 0) return;
        auto& slot = item->slots[slotOf(nodeAt(index))];
        slot.push_back(makeItem(index, item.get(), child));
        slot.back()->place = slot.size() - 1;
    };
    for (xml::Node* at = model.attribute ? nullptr : element->firstAttribute(); at != nullptr;
         at = at->nextAttribute())
        add(model.path + "/@" + at->qualifiedName(), at);
    for (xml::Node* child = element->firstElement(); child != nullptr; child = child->nextElement())
        add(model.path + '/' + child->qualifiedName(), child);
    return item;
}

Item* Engine::find(std::string_view ref) const {
    Item* at = nullptr;
    std::string path;
    while (!ref.empty()) {
        if (ref.front() != '/') return nullptr;
        std::size_t end = ref.find('/', 1);
        if (end == std::string_view::npos) end = ref.size();
        std::string_view step = ref.substr(1, end - 1);
        ref.remove_prefix(end);
        std::size_t number = 1;
        if (std::size_t const open = step.find('['); open != std::string_view::npos) {
            std::string_view const inside = step.substr(open + 1);
            auto const parsed = std::from_chars(inside.data(), inside.data() + inside.size(), number);
            if (parsed.ec != std::errc() || number == 0) return nullptr;
            step = step.substr(0, open);
        }
        path += '/';
        path += step;
        int const node = m_definition->find(path);
        if (node < 0) return nullptr;
        if (at == nullptr) {
            if (node != 0) return nullptr;
            at = m_root.get();
            continue;
        }
        auto const& slot = at->slots[slotOf(nodeAt(node))];
        if (number > slot.size()) return nullptr;
        at = slot[number - 1].get();
    }
    return at;
}

std::string Engine::refOf(Item const& item) const {
    ModelNode const& model = nodeAt(item.node);
    std::string out = item.parent != nullptr ? refOf(*item.parent) : std::string();
    out += '/';
    out += model.name;
    if (model.isRepeat) out += '[' + std::to_string(item.place + 1) + ']';
    return out;
}

std::vector<Item*> Engine::below(Item* scope, int node) const {
    std::vector<int> way;
    for (int at = node; at >= 0 && (scope == nullptr || at != scope->node); at = nodeAt(at).parent)
        way.push_back(at);
    std::vector<Item*> current;
    if (scope == nullptr) {
        current.push_back(m_root.get());
        way.pop_back();
    } else {
        current.push_back(scope);
    }
    std::vector<Item*> next;
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        next.clear();
        std::size_t const slot = slotOf(nodeAt(*step));
        for (Item* item : current)
            for (auto const& child : item->slots[slot]) next.push_back(child.get());
        current.swap(next);
    }
    return current;
}

Item* Engine::ancestor(Item* item, int node) const {
    if (node < 0) return nullptr;
    while (item != nullptr && item->node != node) item = item->parent;
    return item;
}

Item* Engine::counterpart(Item& item, int node) const {
    Item* at = &item;
    while (at->parent != nullptr && !within(*m_definition, node, at->node)) at = at->parent;
    auto const found = below(at, node);
    return found.empty() ? nullptr : found.front();
}

} // namespace huibiao::form
