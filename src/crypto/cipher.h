#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace huibiao::crypto {

inline constexpr std::size_t aesKeyBytes = 32;
inline constexpr std::size_t aesBlockBytes = 16;

/// AES-256 in CFB mode (128-bit feedback, NIST SP 800-38A) over the bytes padded to whole blocks by
/// PKCS#7 (RFC 5652, 6.3), as Java's AES/CFB/PKCS5Padding does. The result is 1 to 16 bytes longer.
/// `key` has 32 bytes, `iv` 16. CFB shows no change of its bytes: whoever decrypts needs a digest beside it.
[[nodiscard]] std::string encryptCfb(std::string_view key, std::string_view iv, std::string_view plain);

/// Invalid when the padding is none: other bytes, another key or another IV.
[[nodiscard]] base::Result<std::string> decryptCfb(std::string_view key, std::string_view iv,
                                                   std::string_view sealed);

} // namespace huibiao::crypto
