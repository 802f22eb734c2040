#include "kiosk/entry.h"

#include "base/log.h"
#include "kiosk/wipe.h"

namespace huibiao::kiosk {

namespace {

constexpr std::size_t MostCandidates = 60;

} // namespace

std::string_view name(EntryMode mode) {
    switch (mode) {
    case EntryMode::Hand: return "hand";
    case EntryMode::Pinyin: return "pinyin";
    case EntryMode::Nine: return "nine";
    case EntryMode::Letters: return "letters";
    case EntryMode::Symbols: return "symbols";
    }
    return "";
}

Entry::Entry(input::Engine const* engine, ink::Recogniser const* recogniser) : m_engine(engine) {
    if (recogniser != nullptr) m_ink.emplace(*recogniser);
}

std::vector<EntryMode> Entry::modes() const {
    std::vector<EntryMode> all;
    if (m_ink) all.push_back(EntryMode::Hand);
    if (m_engine != nullptr) all.insert(all.end(), {EntryMode::Pinyin, EntryMode::Nine});
    if (!all.empty()) all.insert(all.end(), {EntryMode::Letters, EntryMode::Symbols});
    return all;
}

EntryMode Entry::mode(base::Language words) const {
    if (m_chosen) return *m_chosen;
    // Many elderly people can write and cannot spell.
    if (words == base::Language::Chinese && m_ink) return EntryMode::Hand;
    if (words == base::Language::Chinese && m_engine != nullptr) return EntryMode::Pinyin;
    return EntryMode::Letters;
}

void Entry::choose(EntryMode mode) {
    for (EntryMode const offered : modes())
        if (offered == mode) m_chosen = mode;
}

void Entry::forget() {
    clear();
    m_chosen.reset();
    // What the engine holds of a line is not all ours to wipe; ended, it gives everything back.
    m_letters.reset();
    m_nine.reset();
}

void Entry::clear() {
    if (m_letters) m_letters->clear();
    if (m_nine) m_nine->clear();
    m_typing = nullptr;
    if (m_ink) m_ink->clear();
    read();
}

std::optional<input::Session>& Entry::session(EntryMode mode) {
    bool const nine = mode == EntryMode::Nine;
    std::optional<input::Session>& held = nine ? m_nine : m_letters;
    if (!held) {
        // With the accent: a syllable spelt as it should be is still found first.
        auto opened = m_engine->session({nine ? input::Keys::Nine : input::Keys::Letters, true});
        if (opened)
            held.emplace(std::move(*opened));
        else
            base::logError(opened.error().text(base::Language::English));
    }
    return held;
}

std::string Entry::key(EntryMode mode, std::string_view characters) {
    bool const spells = m_engine != nullptr && (mode == EntryMode::Pinyin || mode == EntryMode::Nine);
    if (spells && characters.size() == 1) {
        char const key = characters.front();
        bool const letter =
            mode == EntryMode::Pinyin ? (key >= 'a' && key <= 'z') || key == '\'' : key >= '2' && key <= '9';
        if (letter) {
            std::optional<input::Session>& line = session(mode);
            if (line && line->type(key)) {
                m_typing = &*line;
                read();
            }
            return {};
        }
    }
    if (!pending()) return std::string(characters);
    // The space takes the first candidate; another sign follows it.
    return settle() + (characters == " " || characters == "\n" ? std::string() : std::string(characters));
}

std::string Entry::stroke(ink::Stroke const& stroke, bool rested) {
    if (!m_ink) return {};
    m_from = 0;
    return m_ink->add(stroke, rested);
}

bool Entry::undoStroke() {
    m_from = 0;
    return m_ink && m_ink->undo();
}

bool Entry::erase() {
    if (m_typing != nullptr && m_typing->erase()) {
        read();
        return true;
    }
    if (strokes().empty()) return false;
    m_ink->clear();
    m_from = 0;
    return true;
}

std::string Entry::take(std::size_t candidate) {
    std::string text;
    if (m_typing != nullptr && candidate < m_found.size()) {
        text = m_typing->choose(m_found[candidate]);
        read();
    } else if (m_typing == nullptr && m_ink) {
        text = m_ink->take(candidate);
        m_from = 0;
    }
    return text;
}

std::string Entry::settle() {
    std::string text;
    // Each choice stands for one key at least.
    for (std::size_t i = 0; i < input::MostKeys && m_typing != nullptr && !m_found.empty(); ++i)
        text += take(0);
    text += take(0);
    clear();
    return text;
}

std::vector<std::string> Entry::candidates() const {
    if (m_typing == nullptr) return m_ink ? m_ink->candidates() : std::vector<std::string>{};
    std::vector<std::string> all;
    for (input::Candidate const& candidate : m_found) all.push_back(candidate.text);
    return all;
}

ink::Strokes const& Entry::strokes() const {
    static ink::Strokes const none;
    return m_ink ? m_ink->strokes() : none;
}

void Entry::showFrom(std::size_t candidate) {
    if (candidate < candidates().size()) m_from = candidate;
}

void Entry::read() {
    wipe(m_preedit);
    for (input::Candidate& candidate : m_found) wipe(candidate.text);
    m_found.clear();
    m_from = 0;
    if (m_typing == nullptr) return;
    m_preedit = m_typing->preedit();
    if (m_preedit.empty())
        m_typing = nullptr;
    else
        m_found = m_typing->candidates(MostCandidates);
}

} // namespace huibiao::kiosk
