#include "form/form.h"

#include "form/internal/load.h"
#include "xml/parse.h"

#include <algorithm>

namespace huibiao::form {

base::Result<Form> Form::load(std::string_view xml, Resources const& resources, base::Findings* findings) {
    auto const source = xml::parse(xml, "xform");
    if (!source) {
        if (findings != nullptr) findings->push_back({false, source.error()});
        return base::pass(source);
    }
    auto definition = std::make_shared<Definition>();
    Loader loader(*definition, resources);
    loader.load(*(*source)->element());
    base::Findings const& found = loader.findings();
    if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
    auto const first =
        std::find_if(found.begin(), found.end(), [](base::Finding const& f) { return !f.warning; });
    if (first != found.end()) return tl::unexpected<base::Error>(first->error);
    return Form(std::move(definition));
}

std::string const& Form::id() const {
    return m_definition->id;
}
std::string const& Form::version() const {
    return m_definition->version;
}
std::string const& Form::title() const {
    return m_definition->title;
}
std::vector<FormLanguage> const& Form::languages() const {
    return m_definition->languages;
}
std::size_t Form::defaultLanguage() const {
    return m_definition->defaultLanguage;
}
std::string const& Form::publicKey() const {
    return m_definition->publicKey;
}

} // namespace huibiao::form
