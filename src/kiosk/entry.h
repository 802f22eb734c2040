#pragma once

#include "base/result.h"
#include "input/input.h"
#include "kiosk/entry_ink.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// How text is entered on the screen.
enum class EntryMode { Hand, Pinyin, Nine, Letters, Symbols };
[[nodiscard]] std::string_view name(EntryMode mode);

/// Between a finger and a text field: what is being written and not yet text. Nothing of it is text
/// before it is taken, and nothing is left of it once it is taken or cleared.
class Entry {
public:
    /// Either may be missing: its modes are not offered. They must outlive the entry.
    Entry(input::Engine const* engine, ink::Recogniser const* recogniser);

    /// Those that can be chosen, in the order shown; none where there is no way to enter Chinese.
    [[nodiscard]] std::vector<EntryMode> modes() const;
    /// The person's choice, else what suits readers of this language.
    [[nodiscard]] EntryMode mode(base::Language words) const;
    void choose(EntryMode mode);
    /// Another person: the choice is forgotten, too.
    void forget();
    /// Keys, candidates and ink are gone.
    void clear();

    /// A key of the keyboard that is shown; what goes into the field now.
    [[nodiscard]] std::string key(EntryMode mode, std::string_view characters);
    /// A stroke on the pad, in any unit.
    [[nodiscard]] std::string stroke(ink::Stroke const& stroke, bool rested);
    bool undoStroke();
    /// Takes back what is not yet text: a key, or all ink. False: there was nothing.
    bool erase();
    [[nodiscard]] std::string take(std::size_t candidate);
    /// Whoever goes on without choosing means what is marked as the first.
    [[nodiscard]] std::string settle();

    [[nodiscard]] bool pending() const { return !m_preedit.empty() || !strokes().empty(); }
    [[nodiscard]] std::string const& preedit() const { return m_preedit; }
    [[nodiscard]] std::vector<std::string> candidates() const;
    [[nodiscard]] ink::Strokes const& strokes() const;
    /// The first candidate that is shown.
    [[nodiscard]] std::size_t from() const { return m_from; }
    void showFrom(std::size_t candidate);

private:
    [[nodiscard]] std::optional<input::Session>& session(EntryMode mode);
    void read();

    input::Engine const* m_engine;
    std::optional<EntryInk> m_ink;
    std::optional<input::Session> m_letters; ///< opened when they are first used
    std::optional<input::Session> m_nine;
    input::Session* m_typing = nullptr; ///< the one that holds keys
    std::optional<EntryMode> m_chosen;
    std::string m_preedit;
    std::vector<input::Candidate> m_found;
    std::size_t m_from = 0;
};

} // namespace huibiao::kiosk
