#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace huibiao::crypto {

/// From the system's generator. Throws std::runtime_error when it fails: then nothing is safe.
[[nodiscard]] std::string randomBytes(std::size_t count);

/// Overwrites the whole capacity and empties the text; the compiler cannot leave it out.
void wipe(std::string& secret);

/// Bytes that are wiped when they go. Moving leaves nothing behind; there is no copy.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string bytes) : m_bytes(std::move(bytes)) {}
    Secret(Secret&& other) noexcept { swap(other); }
    Secret& operator=(Secret&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Secret() { wipe(m_bytes); }
    [[nodiscard]] std::string const& bytes() const { return m_bytes; }
    [[nodiscard]] std::string& bytes() { return m_bytes; }

private:
    void swap(Secret& other) { m_bytes.swap(other.m_bytes); }
    std::string m_bytes;
};

/// In a time that depends on the lengths only.
[[nodiscard]] bool equalInConstantTime(std::string_view a, std::string_view b);

/// What scrypt (RFC 7914) costs: 128 * blockSize * cost bytes of memory.
struct ScryptCost {
    unsigned cost = 32768; ///< N, a power of 2
    unsigned blockSize = 8;
    unsigned parallel = 1;
};

/// "scrypt$32768$8$1$<salt>$<hash>", salt (16 bytes) and hash (32 bytes) in Base64: about 0.1 s and
/// 32 MiB. The salt is new each time.
[[nodiscard]] base::Result<std::string> hashPin(std::string_view pin, ScryptCost const& cost = {});

/// True when the PIN is the one hashed. Invalid when `hash` is none or costs over 256 MiB.
[[nodiscard]] base::Result<bool> verifyPin(std::string_view pin, std::string_view hash);

} // namespace huibiao::crypto
