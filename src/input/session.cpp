#include "input/input.h"
#include "input/internal/typist.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace huibiao::input {

namespace {

bool isKey(char key, Keys kind) {
    if (kind == Keys::Nine) return key >= '2' && key <= '9';
    return (key >= 'a' && key <= 'z') || key == '\'';
}

void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

} // namespace

Session::Session(std::unique_ptr<internal::Typist> typist) : m_typist(std::move(typist)) {
    m_keys.reserve(MostKeys); // so that growing leaves no copies behind
}

Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Session::~Session() {
    clear();
}

bool Session::type(char key) {
    if (!isKey(key, m_typist->options().keys) || m_keys.size() >= MostKeys) return false;
    if (key == '\'' && m_keys.empty()) return false;
    m_keys.push_back(key);
    return true;
}

bool Session::erase() {
    if (m_keys.empty() && m_chosen.empty()) return false;
    if (!m_keys.empty()) m_keys.pop_back();
    if (m_keys.empty() && !m_chosen.empty()) {
        m_keys += m_chosen.back().keys;
        wipe(m_chosen.back().text);
        wipe(m_chosen.back().keys);
        m_chosen.pop_back();
    }
    return true;
}

void Session::clear() {
    for (Chosen& chosen : m_chosen) {
        wipe(chosen.text);
        wipe(chosen.keys);
    }
    m_chosen.clear();
    wipe(m_keys);
    if (m_typist) m_typist->forget(); // none in a session that was moved from
}

std::string Session::preedit() const {
    std::string shown;
    for (Chosen const& chosen : m_chosen) shown += chosen.text;
    return m_keys.empty() ? shown : shown + m_typist->spaced(m_keys);
}

std::vector<Candidate> Session::candidates(std::size_t most) const {
    return m_typist->candidates(m_keys, most);
}

std::vector<std::string> Session::lines(std::size_t most) const {
    return m_typist->lines(m_keys, most);
}

std::string Session::choose(Candidate const& candidate) {
    std::size_t const count = std::min(candidate.keys, m_keys.size());
    m_chosen.push_back({candidate.text, m_keys.substr(0, count)});
    m_keys.erase(0, count);
    if (!m_keys.empty()) return {};
    std::string whole;
    for (Chosen const& chosen : m_chosen) whole += chosen.text;
    clear();
    return whole;
}

} // namespace huibiao::input
