#pragma once

#include <string.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace huibiao::kiosk {

/// Nothing of what a person typed is left where it stood.
inline void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

/// A passphrase as it is typed: in one place of memory, which is wiped. Neither copied nor moved; who hands
/// it on hands on a pointer.
class Secret {
public:
    static constexpr std::size_t Most = 512; ///< bytes

    Secret() = default;
    Secret(Secret const&) = delete;
    Secret& operator=(Secret const&) = delete;
    ~Secret() { clear(); }

    /// All of it, or nothing where there is no room; control characters are left out.
    void add(std::string_view utf8) {
        if (utf8.size() > Most - m_size) return;
        for (char const c : utf8)
            if (static_cast<unsigned char>(c) >= ' ' && c != 0x7f) m_bytes[m_size++] = c;
    }
    void eraseLast() {
        while (m_size > 0) {
            char const last = std::exchange(m_bytes[--m_size], '\0');
            if (!follows(last)) return;
        }
    }
    void clear() {
        ::explicit_bzero(m_bytes.data(), m_bytes.size());
        m_size = 0;
    }
    [[nodiscard]] std::string_view text() const { return {m_bytes.data(), m_size}; }
    [[nodiscard]] std::size_t characters() const {
        auto const text = this->text();
        return m_size - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), follows));
    }

private:
    /// Of UTF-8: a byte that does not begin a character.
    static bool follows(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }
    std::array<char, Most> m_bytes{};
    std::size_t m_size = 0;
};

/// Short strings live on the stack, and what a function leaves there stays until another comes as deep. To
/// be called from as far up as can be.
[[gnu::noinline]] inline void wipeStack() {
    char below[256 * 1024];
    ::explicit_bzero(below, sizeof below);
}

} // namespace huibiao::kiosk
