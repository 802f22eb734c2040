#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace huibiao::sound {

/// 16 bit, frame by frame, one or two channels side by side.
struct Samples {
    unsigned rate = 0; ///< frames a second
    unsigned channels = 0;
    std::vector<std::int16_t> values;
    [[nodiscard]] std::chrono::duration<double> length() const;
};

/// Nobody at a kiosk listens longer; also what keeps a hostile file from filling the memory.
inline constexpr std::chrono::seconds Longest{300};

/// A recording: WAV, OGG, FLAC or MP3 (whatever libsndfile knows). Missing, Denied, Io; Invalid where it is
/// no recording or a broken one, has no sound, more than two channels or is longer than Longest.
[[nodiscard]] base::Result<Samples> decode(std::filesystem::path const& file);
/// The same from memory; `where` is what messages call it.
[[nodiscard]] base::Result<Samples> decode(std::string_view bytes, std::string const& where);

} // namespace huibiao::sound
