#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace huibiao::xml {

/// The expanded name of an element or attribute: local part and namespace URI ("" for none).
struct Name {
    std::string local;
    std::string uri;
};

/// Keeps every name and prefix once, so that equal names are equal pointers, valid as long as the pool.
class NamePool {
public:
    [[nodiscard]] Name const* intern(std::string_view local, std::string_view uri);
    [[nodiscard]] Name const* find(std::string_view local, std::string_view uri) const;
    [[nodiscard]] std::string const* internPrefix(std::string_view prefix);

private:
    struct View {
        std::string_view local;
        std::string_view uri;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(View name) const {
            std::size_t const local = std::hash<std::string_view>{}(name.local);
            return local ^ (std::hash<std::string_view>{}(name.uri) + (local << 6U) + (local >> 2U));
        }
        std::size_t operator()(Name const& name) const { return (*this)(View{name.local, name.uri}); }
    };
    struct Equal {
        using is_transparent = void;
        static View view(Name const& name) { return {name.local, name.uri}; }
        static View view(View name) { return name; }
        template <class A, class B>
        bool operator()(A const& a, B const& b) const {
            return view(a).local == view(b).local && view(a).uri == view(b).uri;
        }
    };

    std::unordered_set<Name, Hash, Equal> m_names;
    std::unordered_set<std::string> m_prefixes;
};

} // namespace huibiao::xml
