#pragma once

#include "xlsform/internal/place.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xlsform::internal {

/// An attribute of a bind, a control or an instance node; its value may mention questions.
struct Attribute {
    std::string name; ///< "relevant", "jr:preload", "odk:quality"
    Source value;
};

/// A file or a text with a form: "image", "big-image", "audio", "video", "long".
struct Medium {
    std::string form;
    LocalText text;
};

struct Choice {
    Source name;
    LocalText label;
    std::vector<Medium> shown; ///< label ("long") and media in the order of the columns
    std::vector<std::pair<std::string, std::string>> extra; ///< other columns, for choice filters
    std::size_t row = 0;
};

struct ChoiceList {
    std::string name;
    Place place;
    std::vector<Choice> choices;
    bool hasOther = false; ///< the choice "other" of or_other is there
    bool itext = false;    ///< its labels stand in the itext: translated, with media or with mentions
    bool inlined = false;  ///< its choices stand in the body (search())
};

/// In the order of their first rows, each name once.
class ChoiceLists {
public:
    ChoiceLists() = default;
    ChoiceLists(ChoiceLists&&) = default;
    ChoiceLists& operator=(ChoiceLists&&) = default;
    ChoiceLists(ChoiceLists const&) = delete;
    ChoiceLists& operator=(ChoiceLists const&) = delete;

    /// The list of that name, made at `place` where there is none.
    ChoiceList& at(std::string const& name, Place const& place);
    [[nodiscard]] ChoiceList* find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] bool empty() const { return m_lists.empty(); }
    [[nodiscard]] auto begin() const { return m_lists.begin(); }
    [[nodiscard]] auto end() const { return m_lists.end(); }
    [[nodiscard]] auto begin() { return m_lists.begin(); }
    [[nodiscard]] auto end() { return m_lists.end(); }

private:
    std::deque<ChoiceList> m_lists; ///< they stay where they are as it grows
    std::map<std::string, ChoiceList*, std::less<>> m_byName;
};

/// What happens by itself: setvalue, odk:setgeopoint, odk:recordaudio.
struct Action {
    std::string tag;
    std::string event;
    std::vector<Attribute> attributes;
};

enum class ItemKind { Question, Group, Repeat, External };

/// What a row of the survey says, without its place in the tree.
struct Row {
    ItemKind kind = ItemKind::Question;
    std::string type; ///< as the table of types names it; "group", "repeat"
    std::string name;
    Place place;

    LocalText label, hint, guidance;
    std::vector<Medium> media;
    LocalText constraintMessage, requiredMessage, noAppMessage;
    std::vector<Attribute> bind;     ///< "type" and preloads included
    std::vector<Attribute> control;  ///< attributes in the body
    std::vector<Attribute> instance; ///< attributes in the instance
    std::string tag;                 ///< element in the body; empty: it is never shown
    bool bodyless = false;           ///< a group that is not in the body (meta)

    Source initial; ///< static or dynamic default
    bool dynamic = false;
    std::vector<Action> actions; ///< beside the bind

    std::string list; ///< of choices, a file's name, or ${question}
    Source choiceFilter;
    std::string valueRef, labelRef; ///< columns of a file; empty: the usual ones
    bool randomize = false;
    Source seed;
    bool query = false;           ///< select_one_external
    std::vector<Choice> inlined;  ///< for osm: tags
    std::vector<Source> triggers; ///< names of questions
};

/// A row in the tree of sections, or one made up on a row's behalf.
struct Item : Row {
    Item* parent = nullptr;
    std::vector<std::unique_ptr<Item>> children;

    [[nodiscard]] Attribute const* bindNamed(std::string_view attribute) const;
    void setBind(std::string_view attribute, Source value);
    void setControl(std::string_view attribute, Source value);
    [[nodiscard]] std::string controlValue(std::string_view attribute) const;
    Item& add(std::unique_ptr<Item> child);
    /// "/data/group/name"
    [[nodiscard]] std::string path() const;
};

struct Settings {
    std::string name; ///< root element; empty: not said
    Place namePlace;
    std::string id, title, version, defaultLanguage, style, submissionUrl, publicKey, autoSend, autoDelete;
    std::string prefix, delimiter, xmlns;
    std::string instanceId; ///< preload of instanceID: "uid"
    Source instanceName;
    std::map<std::string, std::string> namespaces; ///< prefix to URI
    std::vector<std::pair<std::string, std::string>> rootAttributes;
    bool clientEditable = false;
    bool omitInstanceId = false;
    bool duplicateChoices = false;
    bool cleanText = true;
};

struct Survey {
    Settings settings;
    ChoiceLists lists;
    Item root;                   ///< a group named as the root element
    std::string entitiesVersion; ///< empty: no entities
};

/// Visits every item below `item` in the order of the sheet.
template <class Visitor>
void visit(Item& item, Visitor const& visitor) {
    for (auto& child : item.children) {
        visitor(*child);
        visit(*child, visitor);
    }
}
template <class Visitor>
void visit(Item const& item, Visitor const& visitor) {
    for (auto const& child : item.children) {
        visitor(static_cast<Item const&>(*child));
        visit(static_cast<Item const&>(*child), visitor);
    }
}

/// yes, true, true(), no … in any case; nullptr when it is neither.
[[nodiscard]] bool const* yesOrNo(std::string_view text);

} // namespace huibiao::xlsform::internal
