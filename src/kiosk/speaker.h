#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace huibiao::kiosk {

/// One thing to be heard: a recording where there is one that can be played, else the words.
struct Utterance {
    std::string words;
    std::filesystem::path recording; ///< empty: none
    std::string language;            ///< of the words, BCP 47
};

/// Reads aloud, one page at a time, and never makes a screen wait.
class Speaker {
public:
    virtual ~Speaker() = default;
    /// Any of it can be heard here.
    [[nodiscard]] virtual bool canRead(std::vector<Utterance> const& all) const = 0;
    /// From the first to the last; what was being read stops.
    virtual void read(std::vector<Utterance> all) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual bool reading() const = 0;
    /// Readable once when the reading has come to its end by itself; -1 where there is no such file.
    [[nodiscard]] virtual int bell() const { return -1; }
};

/// By this machine's audio device. None where it has no device, or nothing could ever be read.
[[nodiscard]] std::unique_ptr<Speaker> openSpeaker();

} // namespace huibiao::kiosk
