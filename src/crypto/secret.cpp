#include "crypto/secret.h"

#include "base/utf8.h"
#include "crypto/hash.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace huibiao::crypto {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr std::size_t saltBytes = 16;
constexpr std::size_t hashBytes = 32;
constexpr std::uint64_t maxMemory = 256U << 20U;

/// Empty when the numbers are none that scrypt takes.
std::string scrypt(std::string_view secret, std::string_view salt, ScryptCost const& cost) {
    std::string key(hashBytes, '\0');
    // OpenSSL counts some blocks on top of 128 * r * N.
    int const done =
        ::EVP_PBE_scrypt(secret.data(), secret.size(), reinterpret_cast<unsigned char const*>(salt.data()),
                         salt.size(), cost.cost, cost.blockSize, cost.parallel, maxMemory + (1U << 20U),
                         reinterpret_cast<unsigned char*>(key.data()), key.size());
    return done == 1 ? key : std::string();
}

bool affordable(ScryptCost const& cost) {
    std::uint64_t const memory = std::uint64_t{128} * cost.blockSize * cost.cost;
    return cost.cost >= 2 && cost.blockSize >= 1 && cost.blockSize <= 64 && cost.parallel >= 1 &&
           cost.parallel <= 16 && cost.cost <= (1U << 24U) && memory <= maxMemory;
}

bool readNumber(std::string const& text, unsigned& value) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

} // namespace

std::string randomBytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (::RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("the system gives no random bytes");
    return bytes;
}

void wipe(std::string& secret) {
    // A short text after a long one leaves the old end in the spare room.
    secret.resize(secret.capacity());
    ::OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

bool equalInConstantTime(std::string_view a, std::string_view b) {
    return a.size() == b.size() && ::CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<std::string> hashPin(std::string_view pin, ScryptCost const& cost) {
    std::string const salt = randomBytes(saltBytes);
    std::string const key = affordable(cost) ? scrypt(pin, salt, cost) : std::string();
    if (key.empty())
        return fail(Kind::Invalid, {"PIN 的加密参数不对（N 须为 2 的幂，内存不超过 256 MB）",
                                    "these scrypt costs cannot be used (N is a power of 2; at most 256 MB)"});
    return fmt::format("scrypt${}${}${}${}${}", cost.cost, cost.blockSize, cost.parallel, toBase64(salt),
                       toBase64(key));
}

Result<bool> verifyPin(std::string_view pin, std::string_view hash) {
    std::vector<std::string> const parts = base::split(hash, '$');
    ScryptCost cost;
    bool good = parts.size() == 6 && parts[0] == "scrypt" && readNumber(parts[1], cost.cost) &&
                readNumber(parts[2], cost.blockSize) && readNumber(parts[3], cost.parallel) &&
                affordable(cost);
    std::string const salt = good ? fromBase64(parts[4]) : std::string();
    std::string const expected = good ? fromBase64(parts[5]) : std::string();
    good = good && salt.size() >= 8 && expected.size() == hashBytes;
    std::string const key = good ? scrypt(pin, salt, cost) : std::string();
    if (key.empty())
        return fail(Kind::Invalid, {"保存的 PIN 读不出来，请用 huibiao event pin 重新设置",
                                    "the stored PIN cannot be read; set it again with huibiao event pin"});
    return equalInConstantTime(key, expected);
}

} // namespace huibiao::crypto
