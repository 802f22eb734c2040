#pragma once

#include "form/filling.h"
#include "input/finder.h"
#include "input/input.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// A list of choices that nobody reads through: it opens over the page, and letters narrow it.
[[nodiscard]] bool isLong(form::Question const& question);

/// What somebody looks for in a long list. Only keys that lead to something are taken, so there is
/// always something found. Destroying it leaves nothing of the keys.
class Search {
public:
    /// `engine` knows how Chinese is read; without one labels are found by their Latin letters alone.
    Search(form::Question const& question, input::Engine const* engine);
    Search(Search&&) noexcept = default;
    Search& operator=(Search&&) noexcept = default;
    ~Search();

    [[nodiscard]] std::string const& query() const { return m_query; }
    /// Indices of choices, best first; all of them where nothing is typed.
    [[nodiscard]] std::vector<std::size_t> const& found() const { return m_found.labels; }
    [[nodiscard]] bool leadsOn(char key) const { return m_found.next.find(key) != std::string::npos; }
    /// Some label holds a digit.
    [[nodiscard]] bool digits() const { return m_digits; }

    /// Where list and letters have no room beside each other: the letters are shown.
    [[nodiscard]] bool keysShown() const { return m_keysShown; }
    void turnOver() { m_keysShown = !m_keysShown; }

    void type(std::string_view keys);
    void erase();
    void clear();
    /// The choices may have become others, or speak another language.
    void follow(form::Question const& question);

private:
    void look();

    input::Engine const* m_engine;
    std::vector<std::string> m_labels;
    input::Finder m_finder;
    input::Finder::Found m_found;
    std::string m_query;
    bool m_digits = false;
    bool m_keysShown = false;
};

} // namespace huibiao::kiosk
