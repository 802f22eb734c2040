#include "xml/names.h"

namespace huibiao::xml {

Name const* NamePool::intern(std::string_view local, std::string_view uri) {
    if (auto const* known = find(local, uri)) return known;
    return &*m_names.insert(Name{std::string(local), std::string(uri)}).first;
}

Name const* NamePool::find(std::string_view local, std::string_view uri) const {
    auto const found = m_names.find(View{local, uri});
    return found == m_names.end() ? nullptr : &*found;
}

std::string const* NamePool::internPrefix(std::string_view prefix) {
    return &*m_prefixes.insert(std::string(prefix)).first;
}

} // namespace huibiao::xml
