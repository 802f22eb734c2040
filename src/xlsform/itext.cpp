#include "xlsform/internal/output.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>

namespace huibiao::xlsform::internal {

namespace {

/// What a text without a translation says (XLSForm's convention).
constexpr std::string_view missing = "-";

/// Every text is written in every language, so their number multiplies a form.
constexpr std::size_t maximumLanguages = 100;

bool anyMention(LocalText const& text) {
    return std::any_of(text.texts.begin(), text.texts.end(),
                       [](auto const& each) { return !mentions(each.second.text).empty(); });
}

/// The folder of a form's files of that kind.
std::string folderUrl(std::string_view form) {
    return "jr://" + std::string(form == "image" || form == "big-image" ? "images" : form) + "/";
}

} // namespace

bool labelInItext(Item const& item) {
    return item.label.localized || !item.media.empty();
}

bool hintInItext(Item const& item) {
    return item.hint.localized || !item.guidance.empty();
}

bool messageInItext(LocalText const& message) {
    return message.localized || anyMention(message);
}

Itext::Itext(Survey const& survey, References const& references)
    : m_survey(survey), m_references(references) {
    for (ChoiceList const& list : survey.lists)
        if (list.itext) addChoices(list);
    visit(survey.root, [&](Item const& item) { addTexts(item); });
    visit(survey.root, [&](Item const& item) { addMedia(item); });
    fillGaps();
}

Itext::Entry& Itext::entry(Language& language, std::string const& id) {
    auto const [at, fresh] = language.index.emplace(id, language.entries.size());
    if (fresh) language.entries.push_back({id, {}});
    return language.entries[at->second];
}

void Itext::add(LocalText const& text, std::string const& id, std::string_view form, Item const* context) {
    for (auto const& [said, source] : text.texts) {
        std::string const name = text.localized ? said : m_survey.settings.defaultLanguage;
        auto language = std::find_if(m_languages.begin(), m_languages.end(),
                                     [&](Language const& each) { return each.name == name; });
        if (language == m_languages.end() && m_languages.size() == maximumLanguages) {
            m_tooMany = true;
            continue;
        }
        if (language == m_languages.end())
            language = m_languages.insert(m_languages.end(), Language{name, {}, {}});
        entry(*language, id).values.push_back({std::string(form), source, context});
    }
}

void Itext::addChoices(ChoiceList const& list) {
    for (std::size_t i = 0; i < list.choices.size(); ++i)
        for (Medium const& shown : list.choices[i].shown)
            add(shown.text, list.name + "-" + std::to_string(i), shown.form, nullptr);
}

void Itext::addTexts(Item const& item) {
    std::string const path = item.path();
    auto const message = [&](LocalText const& text, std::string_view name) {
        if (messageInItext(text)) add(text, path + ":" + std::string(name), "long", &item);
    };
    message(item.constraintMessage, "jr:constraintMsg");
    message(item.requiredMessage, "jr:requiredMsg");
    message(item.noAppMessage, "jr:noAppErrorString");
    if (labelInItext(item)) add(item.label, path + ":label", "long", &item);
    if (hintInItext(item)) {
        add(item.hint, path + ":hint", "long", &item);
        add(item.guidance, path + ":hint", "guidance", &item);
    }
}

void Itext::addMedia(Item const& item) {
    for (Medium const& medium : item.media) add(medium.text, item.path() + ":label", medium.form, &item);
}

std::vector<std::string> Itext::languages() const {
    std::vector<std::string> names;
    for (Language const& language : m_languages) names.push_back(language.name);
    return names;
}

/// Every text in every language, in each form that any language has it in.
void Itext::fillGaps() {
    struct Wanted {
        std::string id;
        std::vector<std::pair<std::string, Place>> forms;
    };
    std::vector<Wanted> wanted;
    std::map<std::string, std::size_t> index;
    for (Language const& language : m_languages) {
        for (Entry const& entry : language.entries) {
            auto const [at, fresh] = index.emplace(entry.id, wanted.size());
            if (fresh) wanted.push_back({entry.id, {}});
            auto& forms = wanted[at->second].forms;
            for (Value const& value : entry.values)
                if (std::none_of(forms.begin(), forms.end(),
                                 [&](auto const& each) { return each.first == value.form; }))
                    forms.emplace_back(value.form, value.text.place);
        }
    }
    for (Language& language : m_languages) {
        for (Wanted const& text : wanted) {
            Entry& present = entry(language, text.id);
            for (auto const& wantedForm : text.forms) {
                std::string const& form = wantedForm.first;
                bool const has = std::any_of(present.values.begin(), present.values.end(),
                                             [&](Value const& value) { return value.form == form; });
                if (has) continue;
                present.values.push_back({form, {std::string(missing), {}}, nullptr});
                if (form == "long" || form == "guidance")
                    m_gaps.emplace_back(language.name, wantedForm.second);
            }
        }
    }
}

void Itext::write(Output& output, xml::Node& model) const {
    xml::Node& itext = output.element(model, "itext");
    for (Language const& language : m_languages) {
        xml::Node& translation = output.element(itext, "translation");
        output.attribute(translation, "lang", language.name);
        if (language.name == m_survey.settings.defaultLanguage)
            output.attribute(translation, "default", "true()");
        for (Entry const& entry : language.entries) {
            xml::Node& text = output.element(translation, "text");
            output.attribute(text, "id", entry.id);
            for (Value const& value : entry.values) {
                bool const words = value.form == "long" || value.form == "guidance";
                // A file that is missing is no file; a text that is missing says so.
                if (!words && value.text.text == missing) continue;
                xml::Node& node = output.element(text, "value");
                if (value.form != "long") output.attribute(node, "form", value.form);
                auto pieces = m_references.pieces(value.text, value.context);
                // The name of the file may begin with an answer.
                if (!words && !pieces.empty()) pieces.insert(pieces.begin(), {false, folderUrl(value.form)});
                output.text(node, pieces);
            }
        }
    }
}

} // namespace huibiao::xlsform::internal
