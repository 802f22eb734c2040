#include "base/file.h"
#include "folder.h"
#include "sound/decode.h"

#include <doctest/doctest.h>
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <random>

using namespace huibiao;

namespace {

/// Bytes of a tone of 440 Hz in one of the kinds of file, made by the library itself.
std::string tone(int format, double seconds, int channels = 1, int rate = 22050) {
    TestFolder const folder;
    auto const path = folder / "tone";
    SF_INFO info{};
    info.samplerate = rate;
    info.channels = channels;
    info.format = format;
    SNDFILE* const file = sf_open(path.c_str(), SFM_WRITE, &info);
    REQUIRE(file != nullptr);
    std::vector<short> values;
    for (int i = 0; i < static_cast<int>(seconds * rate); ++i)
        for (int c = 0; c < channels; ++c)
            values.push_back(static_cast<short>(9000 * std::sin(2 * std::numbers::pi * 440 * i / rate)));
    // In pieces: the writer of Vorbis takes all that it is given onto the stack.
    for (std::size_t at = 0; at < values.size(); at += 8192)
        sf_write_short(file, values.data() + at,
                       static_cast<sf_count_t>(std::min<std::size_t>(8192, values.size() - at)));
    sf_close(file);
    auto bytes = base::readFile(path);
    REQUIRE(bytes);
    return *bytes;
}

constexpr int Wav = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
constexpr int Kinds[] = {Wav, SF_FORMAT_OGG | SF_FORMAT_VORBIS, SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
                         SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};

} // namespace

TEST_CASE("WAV, OGG, FLAC and MP3 are heard") {
    for (int const kind : Kinds)
        for (int const channels : {1, 2}) {
            // libsndfile 1.2.0 itself writes a stereo MP3 at a wrong pitch.
            if (kind == Kinds[3] && channels == 2) continue;
            INFO(kind, " with ", channels);
            auto const samples = sound::decode(tone(kind, 1.5, channels), "tone");
            REQUIRE(samples);
            CHECK(samples->rate == 22050);
            CHECK(samples->channels == static_cast<unsigned>(channels));
            CHECK(samples->length().count() == doctest::Approx(1.5).epsilon(0.05));
            // From below to above, the noise of coding left out, 440 times a second.
            int ups = 0;
            bool below = false;
            auto const step = static_cast<std::size_t>(channels);
            for (std::size_t i = 0; i < samples->values.size(); i += step) {
                ups += below && samples->values[i] > 2000 ? 1 : 0;
                if (std::abs(samples->values[i]) > 2000) below = samples->values[i] < 0;
            }
            CHECK(ups == doctest::Approx(660).epsilon(0.03));
        }
}

TEST_CASE("what is no recording, or one for nobody, is refused in words") {
    CHECK(sound::decode("", "a.wav").error().kind == base::Kind::Invalid);
    CHECK(sound::decode("这不是录音", "a.mp3").error().where == "a.mp3");
    CHECK(sound::decode(std::filesystem::path("/nowhere/a.mp3")).error().kind == base::Kind::Missing);
    CHECK_FALSE(sound::decode(tone(Wav, 0), "silent.wav"));
    CHECK_FALSE(sound::decode(tone(Wav, 1, 4), "four.wav"));
    CHECK_FALSE(sound::decode(tone(SF_FORMAT_OGG | SF_FORMAT_VORBIS, 301, 1, 8000), "long.ogg"));
}

TEST_CASE("broken recordings are refused or heard in part, never more") {
    std::mt19937 random(7);
    for (int const kind : Kinds) {
        std::string const whole = tone(kind, 0.4);
        for (int i = 0; i < 60; ++i) {
            std::string bytes = whole.substr(0, i % 3 == 0 ? random() % whole.size() : whole.size());
            for (int k = 0; k < 4 && !bytes.empty(); ++k)
                bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
            if (auto const samples = sound::decode(bytes, "broken")) {
                CHECK(samples->length() <= sound::Longest + std::chrono::seconds(1));
                CHECK(!samples->values.empty());
            }
        }
    }
}
