#pragma once

#include "xlsform/internal/place.h"
#include "xlsform/internal/references.h"
#include "xlsform/internal/survey.h"
#include "xml/dom.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xlsform::internal {

/// The XForm as it grows. Names are written as in the document: "h:html", "jr:count"; names without a
/// prefix are XForms elements, or attributes of no namespace.
class Output {
public:
    Output(Survey const& survey, Faults& faults);

    [[nodiscard]] xml::Document& document() { return *m_document; }
    xml::Node& element(xml::Node& parent, std::string_view name);
    /// In a namespace of its own choice, for instances of another one.
    xml::Node& elementIn(xml::Node& parent, std::string_view name, std::string_view uri);
    /// Tells at `place` of a prefix that no namespace is known for.
    void attribute(xml::Node& node, std::string_view name, std::string_view value, Place const& place);
    void attribute(xml::Node& node, std::string_view name, std::string_view value) {
        attribute(node, name, value, {});
    }
    /// Appends the text, its outputs as <output value="…"/>.
    void text(xml::Node& node, std::vector<References::Piece> const& pieces);

private:
    std::unique_ptr<xml::Document> m_document;
    std::map<std::string, std::string, std::less<>> m_namespaces;
    Faults& m_faults;
};

/// The texts by language, in the order in which they are to be written.
class Itext {
public:
    Itext(Survey const& survey, References const& references);

    [[nodiscard]] bool empty() const { return m_languages.empty(); }
    void write(Output& output, xml::Node& model) const;
    [[nodiscard]] std::vector<std::string> languages() const;
    [[nodiscard]] bool tooManyLanguages() const { return m_tooMany; } ///< some were left out
    /// Texts that a language lacks: the language, and where another one has it.
    [[nodiscard]] std::vector<std::pair<std::string, Place>> const& gaps() const { return m_gaps; }

private:
    struct Value {
        std::string form; ///< "long", "guidance", "image" …
        Source text;
        Item const* context;
    };
    struct Entry {
        std::string id;
        std::vector<Value> values;
    };
    struct Language {
        std::string name;
        std::vector<Entry> entries;
        std::map<std::string, std::size_t, std::less<>> index;
    };

    void addChoices(ChoiceList const& list);
    void addTexts(Item const& item);
    void addMedia(Item const& item);
    void add(LocalText const& text, std::string const& id, std::string_view form, Item const* context);
    void fillGaps();
    Entry& entry(Language& language, std::string const& id);

    Survey const& m_survey;
    References const& m_references;
    std::vector<Language> m_languages;
    std::vector<std::pair<std::string, Place>> m_gaps;
    bool m_tooMany = false;
};

/// Whether a text of the item stands in the itext rather than in the body or bind.
[[nodiscard]] bool labelInItext(Item const& item);
[[nodiscard]] bool hintInItext(Item const& item);
[[nodiscard]] bool messageInItext(LocalText const& message);

/// The <model> without itext: instances, binds, actions.
void writePrimary(Survey const& survey, References const& references, Output& output, xml::Node& model);
void writeSecondary(Survey const& survey, Faults& faults, Output& output, xml::Node& model);
void writeBinds(Survey const& survey, References const& references, Output& output, xml::Node& model);
/// The questions as they are asked.
void writeBody(Survey const& survey, References const& references, Faults& faults, Output& output,
               xml::Node& body);

} // namespace huibiao::xlsform::internal
