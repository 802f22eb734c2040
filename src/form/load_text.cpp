#include "base/utf8.h"
#include "form/internal/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace huibiao::form {

Text const* ItextEntry::get(TextForm form) const {
    for (Value const& value : values)
        if (value.form == form) return &value.text;
    return nullptr;
}

Text const* ItextEntry::best() const {
    for (TextForm const form : {TextForm::Plain, TextForm::Long, TextForm::Short})
        if (Text const* text = get(form)) return text;
    return nullptr;
}

namespace {

TextForm formOf(std::string_view name) {
    if (name == "long") return TextForm::Long;
    if (name == "short") return TextForm::Short;
    if (name == "guidance") return TextForm::Guidance;
    if (name == "image") return TextForm::Image;
    if (name == "big-image") return TextForm::BigImage;
    if (name == "audio") return TextForm::Audio;
    if (name == "video") return TextForm::Video;
    return TextForm::Plain;
}

/// "中文 (zh)" has the code zh.
FormLanguage languageOf(std::string_view name) {
    FormLanguage out{std::string(name), ""};
    std::size_t const close = name.rfind(')');
    std::size_t const open = name.rfind('(');
    if (open != std::string_view::npos && close != std::string_view::npos && close > open &&
        close + 1 == name.size())
        out.code = base::trim(name.substr(open + 1, close - open - 1));
    return out;
}

} // namespace

Text Loader::readText(xml::Node const& element) {
    Text out;
    for (xml::Node* child = element.firstChild(); child != nullptr; child = child->next()) {
        if (child->kind() == xml::NodeKind::Text) {
            out.push_back({child->value(), std::nullopt});
        } else if (child->isElement() && child->localName() == "output") {
            std::string_view value = child->attributeValue("value");
            if (value.empty()) value = child->attributeValue("ref");
            if (auto expression = parse(value, *child, "<output>"))
                out.push_back({"", std::move(expression)});
        } else if (child->isElement()) {
            out.push_back({child->text(), std::nullopt});
        }
    }
    bool const blank = std::all_of(out.begin(), out.end(),
                                   [](Chunk const& c) { return !c.output && base::trim(c.literal).empty(); });
    if (blank) out.clear();
    return out;
}

void Loader::loadItext(xml::Node& itext) {
    for (xml::Node* lang = itext.firstElement(); lang != nullptr; lang = lang->nextElement()) {
        if (lang->localName() != "translation") continue;
        std::string_view const name = lang->attributeValue("lang");
        if (lang->hasAttribute("default") && lang->attributeValue("default") != "false()" &&
            lang->attributeValue("default") != "false")
            m_out.defaultLanguage = m_out.languages.size();
        m_out.languages.push_back(languageOf(name));
        ItextTable& table = m_out.itext.emplace_back();
        for (xml::Node* text = lang->firstElement(); text != nullptr; text = text->nextElement()) {
            ItextEntry& entry = table[std::string(text->attributeValue("id"))];
            for (xml::Node* value = text->firstElement(); value != nullptr; value = value->nextElement())
                entry.values.push_back({formOf(value->attributeValue("form")), readText(*value)});
        }
    }
}

TextSource Loader::readSource(xml::Node const& element) {
    if (std::string const ref = base::trim(element.attributeValue("ref")); !ref.empty())
        return readMessage(ref, element);
    TextSource out;
    out.inPlace = readText(element);
    return out;
}

TextSource Loader::readMessage(std::string_view written, xml::Node const& at) {
    TextSource out;
    auto expression = parse(written, at, "ref");
    if (!expression) return out;
    auto const ids = expression->literals("jr:itext", 0);
    bool const call = written.starts_with("jr:itext(") && written.ends_with(")");
    if (call) {
        std::string const inner = base::trim(written.substr(9, written.size() - 10));
        bool const literal = ids.size() == 1 && inner.size() == ids.front().size() + 2 &&
                             (inner.front() == '\'' || inner.front() == '"');
        if (literal) {
            out.itextId = ids.front();
            return out;
        }
        // jr:itext(a) or jr:itext(b) begins and ends like a call without being one.
        if (auto argument = xpath::Expression::parse(inner)) {
            out.itext = std::move(*argument);
            return out;
        }
    }
    out.formula = std::move(expression);
    return out;
}

} // namespace huibiao::form
