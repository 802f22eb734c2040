#pragma once

#include "form/filling.h"
#include "form/internal/item.h"
#include "xpath/context.h"

#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace huibiao::form {

/// A label that asks for a choice's name or a text whose label asks … ends here.
constexpr int deepestTexts = 8;

/// In bytes. A computed value or label beyond it is blank; so is what goes beyond mostStored in all.
constexpr std::size_t longestText = 1U << 20U;
constexpr std::size_t mostStored = 16U << 20U;

/// The instance of one filling and what keeps it true: after every public call all computed properties
/// are up to date.
class Engine final : public xpath::Environment {
public:
    Engine(std::shared_ptr<Definition const> definition, Surroundings surroundings);
    ~Engine() override;
    /// Copies the instance, sets preloads, computes everything, runs the events of loading.
    [[nodiscard]] base::Result<void> start();

    // engine_items.cpp
    [[nodiscard]] Definition const& definition() const { return *m_definition; }
    [[nodiscard]] ModelNode const& model(Item const& item) const { return nodeAt(item.node); }
    [[nodiscard]] ModelNode const& nodeAt(int node) const {
        return m_definition->nodes[static_cast<std::size_t>(node)];
    }
    [[nodiscard]] Item* root() const { return m_root.get(); }
    /// "/data/visit[2]/age"; a repeat without number means its first instance.
    [[nodiscard]] Item* find(std::string_view ref) const;
    [[nodiscard]] std::string refOf(Item const& item) const;
    /// All items of `node` below `scope` (itself included), in document order.
    [[nodiscard]] std::vector<Item*> below(Item* scope, int node) const;
    [[nodiscard]] Item* ancestor(Item* item, int node) const;
    /// The item of `node` that stands to `item` as the model says: in the same repeat instances.
    [[nodiscard]] Item* counterpart(Item& item, int node) const;

    // engine_run.cpp
    [[nodiscard]] std::string text(Item const& item) const;
    void store(Item& item, std::string_view value);
    void run();
    [[nodiscard]] bool readOnly(Item const& item) const;
    [[nodiscard]] bool required(Item const& item) const;
    [[nodiscard]] bool constraintHolds(Item const& item) const;
    /// The repeat whose count went over maxRepeatInstances since the last call; -1 for none.
    [[nodiscard]] int takeOverflow();

    // engine_repeat.cpp
    [[nodiscard]] bool userControlled(int repeat) const;
    [[nodiscard]] Item* addInstance(Item& parent, int repeat, bool event);
    void removeInstance(Item& instance);

    // engine_events.cpp
    void finishing();
    [[nodiscard]] std::string uuid();

    // engine_text.cpp
    /// Computes anew what reads names of choices.
    void setLanguage(std::size_t language);
    [[nodiscard]] std::size_t language() const { return m_language; }
    [[nodiscard]] std::string render(TextSource const& source, xml::Node* context) const;
    [[nodiscard]] std::string guidance(TextSource const& source, xml::Node* context) const;
    [[nodiscard]] Media media(TextSource const& source, xml::Node* context) const;
    [[nodiscard]] ItextEntry const* entry(std::string_view id) const;
    [[nodiscard]] std::string render(Text const& text, xml::Node* context) const;

    // engine_choices.cpp
    [[nodiscard]] BodyElement const* control(Item const& item) const;
    [[nodiscard]] ChoiceList const& choices(Item& item);
    [[nodiscard]] std::string choiceLabel(Item const& item, ListedChoice const& choice) const;
    [[nodiscard]] Media choiceMedia(Item const& item, ListedChoice const& choice) const;

    [[nodiscard]] xpath::Context context(xml::Node* node) const;

    /// What a public call of a filling may cost, in steps of the expressions, so that a form made to hang a
    /// screen is given up after about a second, and always at the same place. What is computed after that
    /// stays blank.
    struct Work {
        static constexpr std::size_t atMost = 16U * 1000 * 1000;
        static constexpr std::size_t item = 50; ///< to make one
        static constexpr std::size_t task = 20; ///< to take up one
    };
    void begin() { m_spent = 0; }
    void spend(std::size_t steps) const { m_spent += steps; }
    [[nodiscard]] bool overspent() const { return m_spent >= Work::atMost; }
    /// Or a single expression was stopped for what it took.
    [[nodiscard]] bool gaveUp() const {
        return overspent() || (m_error && m_error->kind == base::Kind::Unsupported);
    }

    // xpath::Environment
    [[nodiscard]] xml::Node* instance(std::string_view id) const override;
    [[nodiscard]] std::optional<std::string> itext(std::string_view id) const override;
    [[nodiscard]] std::optional<std::string> choiceName(std::string_view value, std::string_view path,
                                                        xml::Node* context) const override;

private:
    struct Task {
        int rank;
        unsigned long order;
        Property property;
        Item* item;
        int repeat;
        bool operator<(Task const& other) const {
            return rank != other.rank ? rank > other.rank : order > other.order;
        }
    };

    // engine_items.cpp
    std::unique_ptr<Item> makeItem(int node, Item* parent, xml::Node* element);
    // engine_run.cpp
    void push(Property property, Item& item, int repeat = -1);
    void pushAll(Item& item);
    void pushDependents(std::vector<Dependent> const& dependents, Item* from);
    void perform(Task const& task);
    void computeRelevance(Item& item);
    void spreadRelevance(Item& item, bool around);
    void compute(Item& item);
    void show(Item& item);
    [[nodiscard]] std::string visible(Item& item);
    void note(base::Error error, Item const& item, char const* what) const;
    /// The result, or `otherwise` with the failure noted.
    template <class T>
    T value(base::Result<T> result, Item const& item, char const* what, T otherwise) const {
        if (result) return std::move(*result);
        note(result.error(), item, what);
        return otherwise;
    }
    // engine_repeat.cpp
    void forget(Item& item);
    void computeCount(Item& parent, int repeat);
    [[nodiscard]] double evaluateCount(Item& parent, int repeat);
    Item* insertInstance(Item& parent, int repeat, xml::Node const& pattern);
    // engine_events.cpp
    void preload(Item& item);
    void fire(Action const& action, Item& target);
    void fireLoadEvents();
    void fireNewRepeat(Item& instance);
    void fireChanges();
    void listen(int action, Item& target);
    [[nodiscard]] std::string evaluateText(std::string_view expression) const;

    std::shared_ptr<Definition const> m_definition;
    Surroundings m_surroundings;
    xpath::TimeZone m_zone;
    std::size_t m_language = 0;
    std::unique_ptr<xml::Document> m_document;
    std::unique_ptr<Item> m_root;
    std::unordered_map<xml::Node const*, Item*> m_byElement;
    std::vector<std::unique_ptr<Item>> m_removed;
    std::priority_queue<Task> m_tasks;
    unsigned long m_order = 0;
    bool m_running = false;
    bool m_loading = true; ///< until the first computation is done
    bool m_started = false;
    int m_overflow = -1;
    std::vector<std::pair<int, Item*>> m_changed; ///< actions to look at, with their target
    std::unordered_map<int, ChoiceList> m_fixedChoices;
    mutable std::optional<base::Error> m_error;
    mutable std::size_t m_spent = 0;
    mutable int m_textDepth = 0; ///< of texts that ask for texts
    std::size_t m_bytes = 0;     ///< of all that is stored
};

} // namespace huibiao::form
