#pragma once

#include "sound/decode.h"

#include <atomic>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace huibiao::sound {

/// Words to sound, by espeak-ng as a program of its own: it is given the words through a pipe, so that no
/// list of processes shows them, and writes nothing.
class Speech {
public:
    /// Nothing where the program is not installed (looked for in PATH) or has no voices.
    [[nodiscard]] static std::optional<Speech> find();

    /// There is a voice for this language (BCP 47; Chinese is cmn or yue).
    [[nodiscard]] bool speaks(std::string_view language) const { return !voiceFor(language).empty(); }
    /// Takes about a tenth of the time that speaking it takes. Cancelled soon after `stop` becomes true;
    /// Missing for a language without a voice; Io where the program fails.
    [[nodiscard]] base::Result<Samples> say(std::string_view text, std::string_view language,
                                            std::atomic<bool> const& stop) const;

private:
    Speech(std::string program, std::set<std::string> voices)
        : m_program(std::move(program)), m_voices(std::move(voices)) {}
    [[nodiscard]] std::string voiceFor(std::string_view language) const;

    std::string m_program;
    std::set<std::string> m_voices;
};

} // namespace huibiao::sound
