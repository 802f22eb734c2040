#include "form/internal/filling_state.h"

#include <algorithm>

namespace huibiao::form {

namespace {

/// Walks the body as a person goes through it. `scope` is the item the body element stands in: the root,
/// or an instance of a repeat.
class PageWalk {
public:
    PageWalk(Engine& engine, bool listOnly) : m_engine(engine), m_listOnly(listOnly) {}

    void children(BodyElement const& of, Item& scope) {
        for (int const child : of.children)
            element(m_engine.definition().body[static_cast<std::size_t>(child)], scope);
    }
    std::vector<Page> takePages() { return std::move(m_pages); }
    std::vector<Item*> takeItems() { return std::move(m_items); }

private:
    void element(BodyElement const& body, Item& scope) {
        switch (body.kind) {
        case BodyElement::Kind::Control: control(body, scope); break;
        case BodyElement::Kind::Group: group(body, scope); break;
        case BodyElement::Kind::Repeat: repeat(body, scope); break;
        }
    }

    void control(BodyElement const& body, Item& scope) {
        Item* const item = m_engine.counterpart(scope, body.node);
        if (item == nullptr || !item->relevant) return;
        if (m_listOnly) {
            m_items.push_back(item);
            return;
        }
        Question question = makeQuestion(m_engine, *item, body);
        if (m_list == nullptr) {
            m_pages.push_back({Page::Kind::Questions, question.ref, m_headings, {}});
            m_pages.back().questions.push_back(std::move(question));
        } else {
            m_list->questions.push_back(std::move(question));
        }
    }

    void group(BodyElement const& body, Item& scope) {
        Item* item = nullptr;
        // A group around a repeat bears the repeat's ref; it is relevant where an instance is.
        if (body.node >= 0 && !m_engine.nodeAt(body.node).isRepeat) {
            item = m_engine.counterpart(scope, body.node);
            if (item == nullptr || !item->relevant) return;
        }
        xml::Node* const at = (item != nullptr ? item : &scope)->element;
        // A group without a node is told apart by its place in the body.
        auto const place = &body - m_engine.definition().body.data();
        std::string const ref =
            item != nullptr ? m_engine.refOf(*item) : m_engine.refOf(scope) + '#' + std::to_string(place);
        inside(body, at, ref, scope);
    }

    void repeat(BodyElement const& body, Item& scope) {
        Item* const parent = m_engine.counterpart(scope, m_engine.nodeAt(body.node).parent);
        if (parent == nullptr || !parent->relevant) return;
        std::vector<Item*> const instances = m_engine.below(parent, body.node);
        for (Item* instance : instances)
            if (instance->relevant) inside(body, instance->element, m_engine.refOf(*instance), *instance);
        bool const offered = instances.empty() || std::any_of(instances.begin(), instances.end(),
                                                              [](Item* i) { return i->relevant; });
        if (m_listOnly || m_list != nullptr || !offered || !m_engine.userControlled(body.node)) return;
        Page prompt{Page::Kind::RepeatPrompt,
                    m_engine.refOf(*parent) + '/' + m_engine.nodeAt(body.node).name,
                    m_headings,
                    {}};
        if (std::string label = m_engine.render(body.label, parent->element); !label.empty())
            prompt.headings.push_back(std::move(label));
        m_pages.push_back(std::move(prompt));
    }

    void inside(BodyElement const& body, xml::Node* at, std::string const& ref, Item& scope) {
        std::string label = m_listOnly ? std::string() : m_engine.render(body.label, at);
        bool const labelled = !label.empty();
        if (labelled) m_headings.push_back(std::move(label));
        bool const list = m_list == nullptr && (body.has("field-list") || body.has("table-list"));
        if (list && !m_listOnly) {
            Page page{Page::Kind::Questions, ref, m_headings, {}};
            m_list = &page;
            children(body, scope);
            m_list = nullptr;
            if (!page.questions.empty()) m_pages.push_back(std::move(page));
        } else {
            children(body, scope);
        }
        if (labelled) m_headings.pop_back();
    }

    Engine& m_engine;
    bool m_listOnly;
    Page* m_list = nullptr; ///< the field-list being filled
    std::vector<std::string> m_headings;
    std::vector<Page> m_pages;
    std::vector<Item*> m_items;
};

} // namespace

std::vector<Page> makePages(Engine& engine) {
    PageWalk walk(engine, false);
    walk.children(engine.definition().body.front(), *engine.root());
    return walk.takePages();
}

std::vector<Item*> askedItems(Engine& engine) {
    PageWalk walk(engine, true);
    walk.children(engine.definition().body.front(), *engine.root());
    return walk.takeItems();
}

} // namespace huibiao::form
