#include "crypto/cipher.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>

namespace huibiao::crypto {

namespace {

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX* context) const { ::EVP_CIPHER_CTX_free(context); } // wipes the key
};

/// In place; a stream mode gives as many bytes as it takes.
void run(std::string_view key, std::string_view iv, std::string& bytes, bool encrypt) {
    if (key.size() != aesKeyBytes || iv.size() != aesBlockBytes ||
        bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw std::invalid_argument("a key, an IV or a text of the wrong size for AES-256-CFB");
    std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> const context(::EVP_CIPHER_CTX_new());
    auto* const data = reinterpret_cast<unsigned char*>(bytes.data());
    int done = 0;
    if (!context ||
        ::EVP_CipherInit_ex(context.get(), ::EVP_aes_256_cfb128(), nullptr,
                            reinterpret_cast<unsigned char const*>(key.data()),
                            reinterpret_cast<unsigned char const*>(iv.data()), encrypt ? 1 : 0) != 1 ||
        ::EVP_CipherUpdate(context.get(), data, &done, data, static_cast<int>(bytes.size())) != 1 ||
        static_cast<std::size_t>(done) != bytes.size())
        throw std::runtime_error("AES-256-CFB failed");
}

} // namespace

std::string encryptCfb(std::string_view key, std::string_view iv, std::string_view plain) {
    std::size_t const padding = aesBlockBytes - plain.size() % aesBlockBytes;
    std::string bytes;
    bytes.reserve(plain.size() + padding); // no second buffer with the plain text in it
    bytes.append(plain).append(padding, static_cast<char>(padding));
    run(key, iv, bytes, true);
    return bytes;
}

base::Result<std::string> decryptCfb(std::string_view key, std::string_view iv, std::string_view sealed) {
    std::string bytes(sealed);
    run(key, iv, bytes, false);
    std::size_t const padding = bytes.empty() ? 0 : static_cast<unsigned char>(bytes.back());
    bool const whole = bytes.size() % aesBlockBytes == 0 && padding >= 1 && padding <= aesBlockBytes;
    if (whole && std::all_of(bytes.end() - static_cast<std::ptrdiff_t>(padding), bytes.end(),
                             [&](char c) { return static_cast<unsigned char>(c) == padding; })) {
        bytes.resize(bytes.size() - padding);
        return bytes;
    }
    ::OPENSSL_cleanse(bytes.data(), bytes.size());
    return base::fail(base::Kind::Invalid, {"密文解不开：内容已改动或钥匙不对",
                                            "the bytes do not decrypt: changed, or another key"});
}

} // namespace huibiao::crypto
