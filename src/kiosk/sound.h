#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace huibiao::kiosk {

/// The click: 16 bit mono at ClickRate, 14 ms, begins and ends in silence.
inline constexpr unsigned ClickRate = 44100;
[[nodiscard]] std::vector<std::int16_t> clickSamples();

/// Answers a touch with a short soft click. While it lives the audio device is open.
class Sound {
public:
    /// Nothing where this machine has no audio device or it does not open; that is no error.
    [[nodiscard]] static std::optional<Sound> open();
    Sound(Sound&&) noexcept;
    Sound& operator=(Sound&&) noexcept;
    ~Sound();
    void click();

private:
    struct Inner;
    explicit Sound(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::kiosk
