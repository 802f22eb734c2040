#include "kiosk/sound.h"

#include <SFML/Audio.hpp>
#include <SFML/System/Err.hpp>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numbers>
#include <sstream>
#include <string>

namespace huibiao::kiosk {

namespace {

namespace fs = std::filesystem;

constexpr float Volume = 45; // of 100

/// OpenAL asks one backend after the other and each complains on stderr where there is none: it is
/// only asked where a sound card or a sound server can be seen.
bool deviceSeen() {
    if (std::getenv("PULSE_SERVER") != nullptr) return true;
    std::error_code none;
    if (char const* const run = std::getenv("XDG_RUNTIME_DIR"))
        for (char const* const name : {"pulse/native", "pipewire-0"})
            if (fs::exists(fs::path(run) / name, none)) return true;
    for (fs::directory_iterator it("/dev/snd", none), end; !none && it != end; it.increment(none)) {
        std::string const name = it->path().filename().string();
        if (name.starts_with("pcm") && name.ends_with("p")) return true; // plays
    }
    return false;
}

} // namespace

std::vector<std::int16_t> clickSamples() {
    // A tone of 1.9 kHz that swells in 1 ms and dies away.
    constexpr double Length = 0.014;
    constexpr double Swell = 0.001;
    constexpr double Loudest = 9000;
    auto const count = static_cast<std::size_t>(Length * ClickRate);
    std::vector<std::int16_t> samples(count);
    for (std::size_t i = 0; i < count; ++i) {
        double const t = static_cast<double>(i) / ClickRate;
        double const rise = std::min(1.0, t / Swell);
        double const fall = std::exp(-t / 0.003) * (1 - t / Length);
        samples[i] = static_cast<std::int16_t>(
            std::lround(Loudest * rise * fall * std::sin(2 * std::numbers::pi * 1900 * t)));
    }
    return samples;
}

struct Sound::Inner {
    sf::SoundBuffer buffer;
    sf::Sound sound;
};

std::optional<Sound> Sound::open() {
    if (!deviceSeen()) return std::nullopt;
    std::ostringstream said;
    std::streambuf* const before = sf::err().rdbuf(said.rdbuf());
    auto inner = std::make_unique<Inner>();
    std::vector<std::int16_t> const samples = clickSamples();
    bool const loaded = inner->buffer.loadFromSamples(samples.data(), samples.size(), 1, ClickRate);
    sf::err().rdbuf(before);
    if (!loaded || !said.str().empty()) return std::nullopt;
    inner->sound.setBuffer(inner->buffer);
    inner->sound.setVolume(Volume);
    return Sound(std::move(inner));
}

Sound::Sound(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Sound::Sound(Sound&&) noexcept = default;
Sound& Sound::operator=(Sound&&) noexcept = default;
Sound::~Sound() = default;

void Sound::click() {
    m_inner->sound.stop(); // fast fingers: each touch is answered by its own
    m_inner->sound.play();
}

} // namespace huibiao::kiosk
