#include "draw/internal/measured.h"

#include <algorithm>
#include <utility>

namespace huibiao::draw {

namespace {

bool alike(TextStyle const& a, TextStyle const& b) {
    return a.family == b.family && a.weight == b.weight && a.letterSpacing == b.letterSpacing &&
           a.squeeze == b.squeeze && a.vertical == b.vertical && a.language == b.language;
}

} // namespace

Measured::Entry const* Measured::find(Passage const& passage, TextStyle const& style, Ends ends) const {
    auto const same = [&](Entry const& entry) {
        return entry.ends == ends && entry.passage == passage && alike(entry.style, style);
    };
    auto const found = std::find_if(m_entries.rbegin(), m_entries.rend(), same);
    return found == m_entries.rend() ? nullptr : &*found;
}

void Measured::keep(Entry entry) {
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > Most) m_entries.pop_front();
}

} // namespace huibiao::draw
