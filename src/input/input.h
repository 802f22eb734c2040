#pragma once

#include "base/result.h"
#include "input/finder.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::input {

namespace fs = std::filesystem;

/// What is pressed. Letters: a to z, v for ü, ' between syllables (xi'an). Nine: 2 to 9, as on a telephone.
enum class Keys { Letters, Nine };

struct Options {
    Keys keys = Keys::Letters;
    /// Also takes what the local accent makes of a syllable: z for zh, c for ch, s for sh, l and n, f and hu,
    /// in and ing, en and eng, and u for ü. A syllable spelt as it should be is still found first.
    bool fuzzy = false;
};

/// No line of keys is longer.
inline constexpr std::size_t MostKeys = 256;

struct Candidate {
    std::string text;
    std::size_t keys = 0; ///< how many of the keys that are left it stands for, from the first
};

namespace internal {
class Core;
class Typist;
} // namespace internal

/// One line as it is typed. Nothing is learned from it, kept or written; clear() and the end overwrite it.
/// (What the library below frees is not ours to overwrite.) To be used in the thread of its Engine.
class Session {
public:
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    /// False, and nothing changes, when it is no key of this kind or the line is full (MostKeys).
    bool type(char key);
    /// Takes the last key back; where a choice left no key, the choice. False when there is nothing.
    bool erase();
    void clear();

    /// Keys that are not yet chosen for.
    [[nodiscard]] std::string const& keys() const { return m_keys; }
    /// To be shown while one types: what was chosen, then the keys, syllables apart (nine keys: the letters
    /// of the first candidate).
    [[nodiscard]] std::string preedit() const;
    /// Best first: those for all the keys, then those for their beginning; at most `most`.
    [[nodiscard]] std::vector<Candidate> candidates(std::size_t most) const;
    /// Each for all the keys, best first, where need be pieced together; at most `most`.
    [[nodiscard]] std::vector<std::string> lines(std::size_t most) const;

    /// Takes one of candidates(). When it leaves no keys, returns the whole text and clears; else the text is
    /// empty, and the rest of the keys goes on.
    std::string choose(Candidate const& candidate);

private:
    friend class Engine;
    explicit Session(std::unique_ptr<internal::Typist> typist);
    struct Chosen {
        std::string text;
        std::string keys;
    };
    std::unique_ptr<internal::Typist> m_typist;
    std::vector<Chosen> m_chosen;
    std::string m_keys;
};

/// Chinese out of keys, by librime (BSD-3) with tables made when the program was built. Reads only.
///
/// The library below is one for the whole process and for one thread, so there is one Engine at a time; its
/// sessions keep it going, and another can be opened when they are gone.
class Engine {
public:
    /// `data` is the folder share/huibiao/input. Missing when it or a part of it is not there; Exists when an
    /// Engine is open already; Invalid when a trial line does not give what it should, which is how tables
    /// of another version show.
    [[nodiscard]] static base::Result<Engine> open(fs::path const& data);

    /// Names and words that come before all others for their pinyin, in place of those set before: in full,
    /// by initials, with the accent. Those with anything but Chinese characters in them, or of one character,
    /// are left out.
    void setTerms(std::vector<std::string> const& terms);

    /// Knows how the characters of the labels are read.
    [[nodiscard]] Finder finder(std::vector<std::string> const& labels) const;

    /// Unavailable when the library gives none.
    [[nodiscard]] base::Result<Session> session(Options const& options) const;

private:
    explicit Engine(std::shared_ptr<internal::Core> core);
    std::shared_ptr<internal::Core> m_core;
};

} // namespace huibiao::input
