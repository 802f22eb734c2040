#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "crypto/rsa.h"

#include <doctest/doctest.h>

using namespace huibiao;

TEST_CASE("AES-256-CFB: the example of NIST SP 800-38A, F.3.17") {
    std::string const key =
        crypto::fromHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
    std::string const iv = crypto::fromHex("000102030405060708090a0b0c0d0e0f");
    std::string const plain =
        crypto::fromHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                        "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    std::string const sealed = crypto::encryptCfb(key, iv, plain);
    CHECK(crypto::toHex(sealed).starts_with(
        "dc7e84bfda79164b7ecd8486985d386039ffed143b28b1c832113c6331e5407b"
        "df10132415e54b92a13ed0a8267ae2f975a385741ab9cef82031623d55b1e471"));
    CHECK(sealed.size() == plain.size() + 16); // a whole block of padding
    CHECK(crypto::decryptCfb(key, iv, sealed).value() == plain);
}

TEST_CASE("AES-256-CFB: every length comes back; bytes without padding do not") {
    std::string const key(32, 'k');
    std::string const iv(16, 'i');
    for (std::size_t size = 0; size < 50; ++size) {
        std::string const plain(size, 'a');
        std::string const sealed = crypto::encryptCfb(key, iv, plain);
        CHECK(sealed.size() == (size / 16 + 1) * 16);
        CHECK(crypto::decryptCfb(key, iv, sealed).value() == plain);
    }
    std::string sealed = crypto::encryptCfb(key, iv, "answer");
    CHECK_FALSE(crypto::decryptCfb(key, iv, ""));
    CHECK_FALSE(crypto::decryptCfb(key, iv, sealed.substr(1)));
    for (std::size_t i = 6; i < 16; ++i) {
        std::string other = sealed;
        other[i] = static_cast<char>(other[i] ^ 1);
        CHECK_FALSE(crypto::decryptCfb(key, iv, other));
    }
}

TEST_CASE("a wrapped secret comes back with the private key alone") {
    crypto::PrivateKey const mine = crypto::PrivateKey::generate();
    crypto::PrivateKey const other = crypto::PrivateKey::generate();
    crypto::PublicKey const key = crypto::PublicKey::fromBase64(mine.publicKey().base64()).value();
    CHECK(key.fingerprint() == mine.publicKey().fingerprint());
    CHECK(key.fingerprint() != other.publicKey().fingerprint());
    std::string const secret(32, '\x07');
    std::string const wrapped = key.wrap(secret);
    CHECK(wrapped.size() == 256);
    CHECK(wrapped != key.wrap(secret));
    CHECK(mine.unwrap(wrapped)->bytes() == secret);
    CHECK(other.unwrap(wrapped).error().kind == base::Kind::Denied);
    for (std::size_t at : {0U, 100U, 255U}) {
        std::string changed = wrapped;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(mine.unwrap(changed));
    }
    CHECK_FALSE(mine.unwrap(""));
    CHECK_FALSE(mine.unwrap(wrapped.substr(1)));
}

TEST_CASE("a public key is read in a PEM envelope too; anything else is refused") {
    crypto::PrivateKey const pair = crypto::PrivateKey::generate();
    std::string const text = pair.publicKey().base64();
    std::string const pem = "-----BEGIN PUBLIC KEY-----\n" + text.substr(0, 64) + "\r\n" + text.substr(64) +
                            "\n-----END PUBLIC KEY-----\n";
    CHECK(crypto::PublicKey::fromBase64(pem)->base64() == text);
    // RSA of 1024 bits; a curve.
    std::string const small = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7"; // cut off as well
    std::string const curve = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="; // RFC 8410
    for (std::string const& bad : {std::string(), std::string("x"), small, curve, text.substr(4),
                                   text + "AAAA", std::string("-----BEGIN"), std::string("公钥")})
        CHECK(crypto::PublicKey::fromBase64(bad).error().kind == base::Kind::Invalid);
}

TEST_CASE("the private key's file opens with its passphrase alone") {
    crypto::PrivateKey const pair = crypto::PrivateKey::generate();
    std::string const pem = pair.pem("浏阳河 2023");
    CHECK(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    CHECK(crypto::PrivateKey::needsPassphrase(pem));
    auto const again = crypto::PrivateKey::fromPem(pem, "浏阳河 2023");
    REQUIRE(again);
    CHECK(again->publicKey().fingerprint() == pair.publicKey().fingerprint());
    // Whose it is can be told without the passphrase.
    CHECK(crypto::PublicKey::beside(pem)->fingerprint() == pair.publicKey().fingerprint());
    std::string const alone = pem.substr(0, pem.find("-----BEGIN PUBLIC"));
    CHECK(crypto::PublicKey::beside(alone).error().kind == base::Kind::Missing);
    CHECK(crypto::PrivateKey::fromPem(alone, "浏阳河 2023"));
    for (char const* const wrong : {"", "浏阳河 2024", "浏阳河 2023 "})
        CHECK(crypto::PrivateKey::fromPem(pem, wrong).error().kind == base::Kind::Denied);
    std::string damaged = pem;
    damaged.erase(200, 70);
    for (std::string const& none : {std::string(), std::string("pem"), pem.substr(0, 300), damaged})
        CHECK_FALSE(crypto::PrivateKey::fromPem(none, "浏阳河 2023"));
}
