#pragma once

#include "form/form.h"
#include "form/internal/text.h"
#include "xml/dom.h"
#include "xpath/context.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace huibiao::form {

enum class DataType : std::uint8_t {
    String,
    Int,
    Decimal,
    Boolean,
    Date,
    Time,
    DateTime,
    Geo,
    Binary,
    Barcode
};

/// An expression with what is known of it without evaluating.
struct Formula {
    xpath::Expression expression;
    std::optional<bool> constant; ///< for "true()" and "false()"
};

/// What the <bind>s of one nodeset say; later ones add to earlier ones.
struct Bind {
    DataType type = DataType::String;
    std::optional<Formula> relevant, required, readOnly, constraint, calculate;
    TextSource requiredMessage, constraintMessage;
    std::string preload, preloadParams;
    unsigned line = 0;
};

/// The properties of a node that are computed ahead and kept, so vertices of the dependency graph.
/// Choices: the value of a select is checked against its choices again.
enum class Property : std::uint8_t { Count, Relevance, Calculation, Choices };

/// "When I change, `property` of `node` must be computed again, for its instances below the instance
/// of `pivot` that I am in" (pivot -1: everywhere).
struct Dependent {
    int node = -1;
    Property property = Property::Calculation;
    int pivot = -1;
};

/// An element or attribute of the primary instance as the form declares it; repeats once.
struct ModelNode {
    std::string name; ///< with its prefix; attributes "@name"
    std::string local, uri;
    std::string path; ///< "/data/group/q"
    int parent = -1;
    int ordinal = 0; ///< index in the parent's children
    std::vector<int> children;
    bool attribute = false;
    bool isRepeat = false;
    int control = -1;                   ///< first body control bound to it
    int body = -1;                      ///< the <repeat> of a repeat
    std::unique_ptr<Bind> bound;        ///< none where no <bind> names it
    std::vector<Dependent> onValue;     ///< when its value changed
    std::vector<Dependent> onStructure; ///< when an instance of this repeat came or went
    std::vector<int> actions;           ///< setvalues that target it
    std::vector<int> listeners;         ///< xforms-value-changed setvalues that it triggers
    int rankRelevance = 0, rankValue = 0, rankCount = 0;
    xml::Node const* pattern = nullptr;    ///< repeats: what a new instance is copied from
    std::vector<xml::Node const*> initial; ///< counted repeats: instances the form brings along

    int elementChildren = 0;

    [[nodiscard]] Bind const& bind() const {
        static Bind const none;
        return bound ? *bound : none;
    }
    [[nodiscard]] Bind& bindToSet() {
        if (!bound) bound = std::make_unique<Bind>();
        return *bound;
    }
    [[nodiscard]] bool leaf() const { return !attribute && elementChildren == 0; }
};

struct Itemset {
    xpath::Expression nodes;
    xpath::Expression value;
    TextSource label;
    bool fixed = false; ///< reads nothing of the primary instance
};

/// An <item> written in the body.
struct FixedChoice {
    std::string value;
    TextSource label;
};

/// A control, group or repeat of the body.
struct BodyElement {
    enum class Kind { Group, Repeat, Control };
    Kind kind = Kind::Group;
    std::string tag; ///< "input", "select1", "odk:rank" as "rank" …
    int node = -1;   ///< -1: a group without a node of its own
    int parent = -1;
    std::vector<int> children;
    TextSource label, hint;
    std::vector<std::string> appearance;
    std::vector<FixedChoice> items;
    std::optional<Itemset> itemset;
    std::string mediaType, start, end, step;
    std::optional<xpath::Expression> count;
    bool fixedCount = false; ///< jr:noAddRemove
    [[nodiscard]] bool has(std::string_view word) const;
    [[nodiscard]] bool selects() const { return tag == "select" || tag == "select1" || tag == "rank"; }
};

/// A <setvalue>.
struct Action {
    bool onLoad = false, onFirstLoad = false, onNewRepeat = false, onChange = false;
    int target = -1;
    int source = -1;                      ///< node of the control it stands in
    int repeat = -1;                      ///< node of the repeat it stands in
    std::optional<xpath::Expression> ref; ///< where the target is chosen by a predicate
    std::optional<xpath::Expression> value;
    std::string literal;
};

struct Definition {
    std::string id, version, title, publicKey;
    std::vector<FormLanguage> languages;
    std::size_t defaultLanguage = 0;

    std::unique_ptr<xml::Document> instance;               ///< without templates and counted instances
    std::unique_ptr<xml::Document> patterns;               ///< templates and the instances of counted repeats
    std::vector<std::unique_ptr<xml::Document>> documents; ///< of the secondary instances
    std::vector<ModelNode> nodes; ///< parents before children; [0] is the root element
    std::unordered_map<std::string, int> byPath;
    std::vector<BodyElement> body; ///< [0] is the body itself
    std::vector<Action> actions;
    std::vector<Dependent> onLanguage;                        ///< what reads names of choices
    std::vector<ItextTable> itext;                            ///< one for each language
    std::map<std::string, xml::Node*, std::less<>> secondary; ///< id to Document node
    std::string primaryId;                                    ///< id of the primary <instance>, often empty
    xpath::Namespaces namespaces;
    int instanceIdNode = -1;

    [[nodiscard]] int find(std::string const& path) const {
        auto const found = byPath.find(path);
        return found == byPath.end() ? -1 : found->second;
    }
};

} // namespace huibiao::form
