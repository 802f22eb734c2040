#include "sound/decode.h"

#include "base/file.h"

#include <sndfile.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

namespace huibiao::sound {

namespace {

constexpr std::uintmax_t MostBytes = 128U << 20U;
constexpr int LeastRate = 4000;
constexpr int MostRate = 192'000;
constexpr sf_count_t Piece = 16 * 1024; // frames

/// What libsndfile reads from.
struct Memory {
    std::string_view bytes;
    sf_count_t at = 0;

    [[nodiscard]] static Memory& of(void* user) { return *static_cast<Memory*>(user); }
    [[nodiscard]] sf_count_t size() const { return static_cast<sf_count_t>(bytes.size()); }
};

sf_count_t seek(sf_count_t offset, int whence, void* user) {
    Memory& memory = Memory::of(user);
    sf_count_t const from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? memory.at : memory.size();
    memory.at = std::clamp<sf_count_t>(from + offset, 0, memory.size());
    return memory.at;
}

sf_count_t read(void* to, sf_count_t count, void* user) {
    Memory& memory = Memory::of(user);
    sf_count_t const got = std::clamp<sf_count_t>(count, 0, memory.size() - memory.at);
    std::memcpy(to, memory.bytes.data() + memory.at, static_cast<std::size_t>(got));
    memory.at += got;
    return got;
}

base::Result<Samples> refuse(std::string const& where, base::Words why) {
    return base::fail(base::Kind::Invalid, std::move(why), where);
}

} // namespace

std::chrono::duration<double> Samples::length() const {
    if (rate == 0 || channels == 0) return {};
    return std::chrono::duration<double>(static_cast<double>(values.size()) / channels / rate);
}

base::Result<Samples> decode(std::string_view bytes, std::string const& where) {
    Memory memory{bytes};
    SF_VIRTUAL_IO io{[](void* user) { return Memory::of(user).size(); }, seek, read,
                     [](void const*, sf_count_t, void*) { return sf_count_t{0}; },
                     [](void* user) { return Memory::of(user).at; }};
    SF_INFO info{};
    std::unique_ptr<SNDFILE, int (*)(SNDFILE*)> const file(sf_open_virtual(&io, SFM_READ, &info, &memory),
                                                           sf_close);
    if (!file)
        return refuse(where, {"不是能播放的录音：请另存为 MP3、WAV、OGG 或 FLAC",
                              "not a recording that can be played: save it as MP3, WAV, OGG or FLAC"});
    if (info.channels < 1 || info.channels > 2 || info.samplerate < LeastRate || info.samplerate > MostRate)
        return refuse(where, {"录音的声道或采样率不合适：请存成单声道或双声道，44100 Hz",
                              "its channels or rate are unusual: save it in mono or stereo at 44100 Hz"});
    Samples samples{static_cast<unsigned>(info.samplerate), static_cast<unsigned>(info.channels), {}};
    auto const most = static_cast<std::size_t>(Longest.count()) * samples.rate * samples.channels;
    std::vector<std::int16_t> piece(static_cast<std::size_t>(Piece) * samples.channels);
    // What the head says of the length is not believed: it may lie, and speech that is still being made has
    // none.
    while (sf_count_t const got = sf_readf_short(file.get(), piece.data(), Piece)) {
        if (got < 0) break;
        auto const end = piece.begin() + static_cast<std::ptrdiff_t>(got * info.channels);
        samples.values.insert(samples.values.end(), piece.begin(), end);
        if (samples.values.size() > most)
            return refuse(where, {"录音超过 5 分钟：请剪短，一题最好不超过 30 秒",
                                  "the recording is longer than 5 minutes: cut it, best to 30 s a question"});
    }
    if (sf_error(file.get()) != SF_ERR_NO_ERROR || samples.values.empty())
        return refuse(where, {"录音是坏的，或者没有声音：请重新录一遍，试听后再放进来",
                              "the recording is broken or empty: record it anew and listen to it first"});
    return samples;
}

base::Result<Samples> decode(std::filesystem::path const& file) {
    auto const bytes = base::readFile(file, MostBytes);
    if (!bytes) return base::pass(bytes);
    return decode(*bytes, file.string());
}

} // namespace huibiao::sound
