#include "base/utf8.h"
#include "form/internal/engine.h"

namespace huibiao::form {

void Engine::setLanguage(std::size_t language) {
    if (language == m_language) return;
    m_language = language;
    pushDependents(m_definition->onLanguage, nullptr);
    run();
}

ItextEntry const* Engine::entry(std::string_view id) const {
    auto const& tables = m_definition->itext;
    std::string const key(id);
    for (std::size_t const language : {m_language, m_definition->defaultLanguage}) {
        if (language >= tables.size()) continue;
        auto const found = tables[language].find(key);
        if (found != tables[language].end()) return &found->second;
    }
    return nullptr;
}

std::string Engine::render(Text const& text, xml::Node* node) const {
    std::string out;
    for (Chunk const& chunk : text) {
        if (chunk.output)
            out += chunk.output->evaluateString(context(node)).value_or(std::string());
        else
            out += chunk.literal;
        if (out.size() > longestText) {
            out.clear();
            break;
        }
    }
    return out;
}

namespace {

std::string idOf(Engine const& engine, TextSource const& source, xml::Node* node) {
    if (!source.itextId.empty()) return source.itextId;
    if (!source.itext) return {};
    return source.itext->evaluateString(engine.context(node)).value_or(std::string());
}

} // namespace

std::string Engine::render(TextSource const& source, xml::Node* node) const {
    if (source.formula)
        return base::trim(source.formula->evaluateString(context(node)).value_or(std::string()));
    if (!source.inPlace.empty()) return base::trim(render(source.inPlace, node));
    ItextEntry const* const found = entry(idOf(*this, source, node));
    Text const* const text = found != nullptr ? found->best() : nullptr;
    return text != nullptr ? base::trim(render(*text, node)) : std::string();
}

std::string Engine::guidance(TextSource const& source, xml::Node* node) const {
    ItextEntry const* const found = entry(idOf(*this, source, node));
    Text const* const text = found != nullptr ? found->get(TextForm::Guidance) : nullptr;
    return text != nullptr ? base::trim(render(*text, node)) : std::string();
}

Media Engine::media(TextSource const& source, xml::Node* node) const {
    Media out;
    ItextEntry const* const found = entry(idOf(*this, source, node));
    if (found == nullptr) return out;
    auto const name = [&](TextForm form) {
        Text const* const text = found->get(form);
        std::string const uri = text != nullptr ? base::trim(render(*text, node)) : std::string();
        // jr://images/a.png: the file beside the form
        return uri.substr(uri.rfind('/') + 1);
    };
    out.image = name(TextForm::Image);
    out.bigImage = name(TextForm::BigImage);
    out.audio = name(TextForm::Audio);
    out.video = name(TextForm::Video);
    return out;
}

std::optional<std::string> Engine::itext(std::string_view id) const {
    ItextEntry const* const found = entry(id);
    Text const* const text = found != nullptr ? found->best() : nullptr;
    if (text == nullptr || m_textDepth > deepestTexts) return std::nullopt;
    ++m_textDepth;
    std::string out = base::trim(render(*text, m_document->element()));
    --m_textDepth;
    return out;
}

} // namespace huibiao::form
