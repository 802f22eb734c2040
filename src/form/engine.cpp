#include "form/internal/engine.h"

#include "form/internal/load.h"
#include "form/internal/types.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::form {

Engine::Engine(std::shared_ptr<Definition const> definition, Surroundings surroundings)
    : m_definition(std::move(definition)), m_surroundings(std::move(surroundings)),
      m_zone(xpath::TimeZone::system()), m_language(m_definition->defaultLanguage) {}

namespace {

void wipeAll(Item& item) {
    wipe(item.stored);
    for (auto& [action, value] : item.seen) wipe(value);
    for (auto& slot : item.slots)
        for (auto& child : slot) wipeAll(*child);
}

void wipeTexts(xml::Node& node) {
    for (xml::Node* at = node.firstAttribute(); at != nullptr; at = at->nextAttribute())
        at->setText(std::string(at->value().size(), ' '));
    for (xml::Node* child = node.firstChild(); child != nullptr; child = child->next()) {
        if (child->isElement())
            wipeTexts(*child);
        else
            child->setText(std::string(child->value().size(), ' '));
    }
}

} // namespace

Engine::~Engine() {
    if (m_root) wipeAll(*m_root);
    if (m_document && m_document->element() != nullptr) wipeTexts(*m_document->element());
}

base::Result<void> Engine::start() {
    if (!m_surroundings.timeZone.empty()) {
        auto zone = xpath::TimeZone::named(m_surroundings.timeZone);
        if (!zone) return base::pass(zone);
        m_zone = *zone;
    }
    begin();
    m_document = m_definition->instance->clone();
    m_root = makeItem(0, nullptr, m_document->element());
    pushAll(*m_root);
    // Preloads come before the first computation: run() is held back until they are in.
    m_running = true;
    preload(*m_root);
    m_running = false;
    run();
    m_loading = false;
    fireLoadEvents();
    m_started = true;
    if (int const repeat = takeOverflow(); repeat >= 0)
        return base::fail(
            base::Kind::Unsupported,
            {fmt::format("重复组 {} 的次数超过 {}，请改小 repeat_count", nodeAt(repeat).path,
                         maxRepeatInstances),
             fmt::format("the repeat {} wants more than {} instances; make its repeat_count smaller",
                         nodeAt(repeat).path, maxRepeatInstances)},
            placeOf(*m_definition->instance->element()));
    if (m_error) return tl::unexpected<base::Error>(*m_error);
    return {};
}

xpath::Context Engine::context(xml::Node* node) const {
    xpath::Context out;
    out.node = node;
    out.root = m_document->node();
    out.namespaces = &m_definition->namespaces;
    out.environment = this;
    out.clock = m_surroundings.clock;
    out.zone = &m_zone;
    if (m_surroundings.random) out.random = &m_surroundings.random;
    // Enough to filter 100,000 choices; a tenth of a second where a form wastes it.
    constexpr std::size_t each = 3U * 1000 * 1000;
    out.limits.steps = std::min(each, Work::atMost - std::min(m_spent, Work::atMost));
    out.spent = &m_spent;
    return out;
}

xml::Node* Engine::instance(std::string_view id) const {
    auto const found = m_definition->secondary.find(id);
    if (found != m_definition->secondary.end()) return found->second;
    if (id == m_definition->primaryId || id == m_definition->id) return m_document->node();
    return nullptr;
}

} // namespace huibiao::form
