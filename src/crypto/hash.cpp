#include "crypto/hash.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace huibiao::crypto {

namespace {

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { ::EVP_MD_CTX_free(context); }
};

int digitOf(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, FreeDigest> context{::EVP_MD_CTX_new()};
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {
    if (!m_state->context || ::EVP_DigestInit_ex(m_state->context.get(), ::EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not there");
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    if (::EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size()) != 1)
        throw std::runtime_error("SHA-256 failed");
}

std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    if (::EVP_DigestFinal_ex(m_state->context.get(), digest.data(), nullptr) != 1)
        throw std::runtime_error("SHA-256 failed");
    return toHex({reinterpret_cast<char const*>(digest.data()), digest.size()});
}

std::string sha256Hex(std::string_view bytes) {
    Sha256 sum;
    sum.add(bytes);
    return sum.hex();
}

std::optional<std::string> digest(std::string_view algorithm, std::string_view bytes) {
    EVP_MD const* const kind = algorithm == "MD5"       ? ::EVP_md5()
                               : algorithm == "SHA-1"   ? ::EVP_sha1()
                               : algorithm == "SHA-256" ? ::EVP_sha256()
                               : algorithm == "SHA-384" ? ::EVP_sha384()
                               : algorithm == "SHA-512" ? ::EVP_sha512()
                                                        : nullptr;
    if (kind == nullptr) return std::nullopt;
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned length = 0;
    if (::EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, kind, nullptr) != 1)
        throw std::runtime_error("a digest failed");
    return std::string(reinterpret_cast<char const*>(out.data()), length);
}

std::string toHex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

std::string fromHex(std::string_view hex) {
    std::string bytes;
    if (hex.size() % 2 != 0) return bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        int const high = digitOf(hex[i]);
        int const low = digitOf(hex[i + 1]);
        if (high < 0 || low < 0) return {};
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string toBase64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    int const size = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<unsigned char const*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string fromBase64(std::string_view text) {
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
    if (text.empty() || text.size() % 4 != 0 || text.find('=') < text.size() - padding) return {};
    std::string bytes(text.size() / 4 * 3, '\0');
    int const size =
        ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                          reinterpret_cast<unsigned char const*>(text.data()), static_cast<int>(text.size()));
    if (size < 0) return {};
    bytes.resize(static_cast<std::size_t>(size) - padding);
    return bytes;
}

} // namespace huibiao::crypto
