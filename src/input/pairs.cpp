#include "input/internal/pairs.h"

#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace huibiao::input::internal {

base::Result<Pairs> Pairs::open(std::filesystem::path const& path) {
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return tl::unexpected<base::Error>(base::systemError(errno, path));
    struct stat about {};
    Pairs made;
    if (::fstat(file, &about) == 0 && about.st_size > 0) {
        void* const memory =
            ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, file, 0);
        if (memory != MAP_FAILED) {
            made.m_memory = memory;
            made.m_size = static_cast<std::size_t>(about.st_size);
        }
    }
    ::close(file);

    auto const broken = [&] {
        return base::fail(base::Kind::Invalid,
                          {"输入法的词对文件已损坏，请重新安装程序",
                           "the input method's file of word pairs is damaged; install the program again"},
                          path.string());
    };
    if (made.m_size < sizeof(PairsHead)) return broken();
    auto const* const head = static_cast<PairsHead const*>(made.m_memory);
    if (head->magic != PairsHead::Magic) return broken();
    std::size_t const words = std::size_t{head->words} + 1;
    std::size_t const expected = sizeof(PairsHead) + words * sizeof(PairsHead::Word) +
                                 (std::size_t{head->slots} + head->pairs) * sizeof(std::uint32_t) +
                                 head->texts;
    if (expected != made.m_size || head->texts == 0 || (head->slots & (head->slots - 1)) != 0 ||
        head->slots <= head->words)
        return broken();

    auto const* const bytes = static_cast<char const*>(made.m_memory);
    std::size_t at = sizeof(PairsHead);
    made.m_head = head;
    made.m_words = {reinterpret_cast<PairsHead::Word const*>(bytes + at), words};
    at += words * sizeof(PairsHead::Word);
    made.m_slots = {reinterpret_cast<std::uint32_t const*>(bytes + at), head->slots};
    at += head->slots * sizeof(std::uint32_t);
    made.m_pairs = {reinterpret_cast<std::uint32_t const*>(bytes + at), head->pairs};
    at += head->pairs * sizeof(std::uint32_t);
    made.m_texts = {bytes + at, head->texts};

    // Everything that is followed later stays inside.
    bool sound = made.m_texts.back() == '\0' && made.m_words.back().first == head->pairs;
    for (std::size_t i = 0; sound && i + 1 < words; ++i)
        sound = made.m_words[i].text < head->texts && made.m_words[i].first <= made.m_words[i + 1].first;
    for (std::uint32_t const slot : made.m_slots) sound = sound && slot <= head->words;
    if (!sound) return broken();
    return made;
}

Pairs::Pairs(Pairs&& other) noexcept {
    *this = std::move(other);
}

Pairs& Pairs::operator=(Pairs&& other) noexcept {
    std::swap(m_memory, other.m_memory);
    std::swap(m_size, other.m_size);
    std::swap(m_head, other.m_head);
    std::swap(m_words, other.m_words);
    std::swap(m_slots, other.m_slots);
    std::swap(m_pairs, other.m_pairs);
    std::swap(m_texts, other.m_texts);
    return *this;
}

Pairs::~Pairs() {
    if (m_memory != nullptr) ::munmap(m_memory, m_size);
}

std::optional<std::uint32_t> Pairs::word(std::string_view text) const {
    std::size_t const mask = m_slots.size() - 1;
    for (std::size_t i = hash(text) & mask; m_slots[i] != 0; i = (i + 1) & mask) {
        std::uint32_t const word = m_slots[i] - 1;
        std::string_view const here = m_texts.substr(m_words[word].text);
        if (here.starts_with(text) && here[text.size()] == '\0') return word;
    }
    return std::nullopt;
}

std::optional<float> Pairs::gain(std::uint32_t first, std::uint32_t second) const {
    auto const pairs = m_pairs.subspan(m_words[first].first, m_words[first + 1].first - m_words[first].first);
    std::uint32_t const least = second << PairsHead::GainBits;
    auto const found = std::lower_bound(pairs.begin(), pairs.end(), least);
    if (found == pairs.end() || *found >> PairsHead::GainBits != second) return std::nullopt;
    return m_words[first].alone + static_cast<float>(*found - least) * PairsHead::Step;
}

} // namespace huibiao::input::internal
