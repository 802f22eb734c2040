#include "kiosk/speaker.h"

#include "base/log.h"
#include "kiosk/sound.h"
#include "sound/decode.h"
#include "sound/speech.h"

#include <SFML/Audio.hpp>
#include <SFML/System/Err.hpp>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <sstream>
#include <thread>

namespace huibiao::kiosk {

using namespace std::chrono_literals;

namespace {

constexpr auto Look = 15ms;     ///< whether it is to stop
constexpr auto Between = 350ms; ///< two things that are read

class DeviceSpeaker final : public Speaker {
public:
    explicit DeviceSpeaker(std::optional<sound::Speech> speech)
        : m_speech(std::move(speech)), m_bell(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
    DeviceSpeaker(DeviceSpeaker const&) = delete;
    DeviceSpeaker& operator=(DeviceSpeaker const&) = delete;
    ~DeviceSpeaker() override {
        stop();
        m_ending.clear(); // waits for each
        if (m_bell >= 0) ::close(m_bell);
    }

    [[nodiscard]] bool canRead(std::vector<Utterance> const& all) const override {
        return std::any_of(all.begin(), all.end(), [&](Utterance const& one) {
            std::error_code ignored;
            return (!one.words.empty() && m_speech && m_speech->speaks(one.language)) ||
                   (!one.recording.empty() && std::filesystem::is_regular_file(one.recording, ignored));
        });
    }
    void read(std::vector<Utterance> all) override {
        stop();
        std::erase_if(m_ending, [](std::unique_ptr<Reading> const& one) { return one->done.load(); });
        m_now = std::make_unique<Reading>();
        m_now->thread = std::thread([this, all = std::move(all), &now = *m_now] {
            for (Utterance const& one : all) {
                if (now.stop) break;
                play(one, now.stop);
            }
            now.done = true;
            std::uint64_t const one = 1;
            [[maybe_unused]] auto const rung = ::write(m_bell, &one, sizeof one);
        });
    }
    void stop() override {
        if (!m_now) return;
        m_now->stop = true;
        m_ending.push_back(std::move(m_now)); // not waited for: it may be in the middle of a long recording
    }
    [[nodiscard]] bool reading() const override { return m_now && !m_now->done; }
    [[nodiscard]] int bell() const override { return m_bell; }

private:
    struct Reading {
        std::atomic<bool> stop = false;
        std::atomic<bool> done = false;
        std::thread thread;
        ~Reading() {
            if (thread.joinable()) thread.join();
        }
    };

    [[nodiscard]] base::Result<sound::Samples> samplesOf(Utterance const& one,
                                                         std::atomic<bool> const& stop) const {
        if (!one.recording.empty()) {
            auto recorded = sound::decode(one.recording);
            if (recorded) return recorded;
            base::logError(recorded.error().text(base::Language::English));
        }
        if (!m_speech || one.words.empty())
            return base::fail(base::Kind::Missing, {"没有可以朗读的", "nothing to read"});
        return m_speech->say(one.words, one.language, stop);
    }
    void play(Utterance const& one, std::atomic<bool> const& stop) const {
        auto const samples = samplesOf(one, stop);
        if (!samples || stop) return;
        // The device is open while something is heard, no longer: open, it costs a thread.
        sf::SoundBuffer buffer;
        if (!buffer.loadFromSamples(samples->values.data(), samples->values.size(), samples->channels,
                                    samples->rate))
            return;
        sf::Sound sound(buffer);
        sound.play();
        auto const longest = std::chrono::steady_clock::now() + samples->length() + 2s;
        while (!stop && sound.getStatus() == sf::Sound::Playing && std::chrono::steady_clock::now() < longest)
            std::this_thread::sleep_for(Look);
        sound.stop();
        for (auto waited = 0ms; waited < Between && !stop; waited += Look) std::this_thread::sleep_for(Look);
    }

    std::optional<sound::Speech> m_speech;
    int m_bell = -1;
    std::unique_ptr<Reading> m_now;
    std::vector<std::unique_ptr<Reading>> m_ending;
};

} // namespace

std::unique_ptr<Speaker> openSpeaker() {
    // Tried once: what opens for a click opens for words.
    if (!Sound::open()) return nullptr;
    return std::make_unique<DeviceSpeaker>(sound::Speech::find());
}

} // namespace huibiao::kiosk
