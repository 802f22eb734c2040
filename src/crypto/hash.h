#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::crypto {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

/// The digest itself, in bytes. `algorithm`: MD5 (only for what others prescribe), SHA-1, SHA-256, SHA-384,
/// SHA-512; nullopt for any other.
[[nodiscard]] std::optional<std::string> digest(std::string_view algorithm, std::string_view bytes);

/// The same over bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void add(std::string_view bytes);
    /// Call once.
    [[nodiscard]] std::string hex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Lower-case hexadecimal, and back; an empty text where `hex` is none.
[[nodiscard]] std::string toHex(std::string_view bytes);
[[nodiscard]] std::string fromHex(std::string_view hex);

/// RFC 4648, with padding, no line breaks; back: an empty text where it is none.
[[nodiscard]] std::string toBase64(std::string_view bytes);
[[nodiscard]] std::string fromBase64(std::string_view text);

} // namespace huibiao::crypto
