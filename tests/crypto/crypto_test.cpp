#include "crypto/hash.h"
#include "crypto/secret.h"

#include <doctest/doctest.h>

using namespace huibiao;

TEST_CASE("SHA-256 of the examples in FIPS 180-4") {
    CHECK(crypto::sha256Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(crypto::sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    crypto::Sha256 sum;
    sum.add("a");
    sum.add("");
    sum.add("bc");
    CHECK(sum.hex() == crypto::sha256Hex("abc"));
}

TEST_CASE("hexadecimal and Base64, there and back") {
    std::string const bytes("\x00\xFF\x10z", 4);
    CHECK(crypto::toHex(bytes) == "00ff107a");
    CHECK(crypto::fromHex("00FF107a") == bytes);
    CHECK(crypto::fromHex("0").empty());
    CHECK(crypto::fromHex("0g").empty());
    for (std::string const& text :
         {std::string(), std::string("f"), std::string("fo"), std::string("foo"), bytes})
        CHECK(crypto::fromBase64(crypto::toBase64(text)) == text);
    CHECK(crypto::toBase64("fo") == "Zm8=");
    for (char const* bad : {"Zm8", "Zm=8", "====", "Z*8=", "Zm8=Zm8="})
        CHECK(crypto::fromBase64(bad).empty());
}

TEST_CASE("a PIN is known again, and only that PIN") {
    crypto::ScryptCost const light{1024, 8, 1};
    auto const hash = crypto::hashPin("246810", light);
    REQUIRE(hash);
    CHECK(hash->starts_with("scrypt$1024$8$1$"));
    CHECK(*crypto::verifyPin("246810", *hash));
    CHECK_FALSE(*crypto::verifyPin("246811", *hash));
    CHECK_FALSE(*crypto::verifyPin("", *hash));
    CHECK(*crypto::hashPin("246810", light) != *hash);
}

TEST_CASE("the hash is scrypt as RFC 7914 has it") {
    // Its third example, cut to the first 32 bytes of the key.
    std::string const salted =
        "scrypt$16384$8$1$" + crypto::toBase64("SodiumChloride") + "$" +
        crypto::toBase64(crypto::fromHex("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"));
    CHECK(*crypto::verifyPin("pleaseletmein", salted));
    CHECK_FALSE(*crypto::verifyPin("pleaseletmeout", salted));
}

TEST_CASE("a hash that is none is an error, not a refusal, and never costs gigabytes") {
    for (char const* bad :
         {"", "scrypt", "scrypt$1024$8$1$$", "bcrypt$1024$8$1$AAAAAAAAAAA=$AAAA",
          "scrypt$1000$8$1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "scrypt$16777216$64$16$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "scrypt$-1$8$1$AAAAAAAAAAAAAAAA$AAAA"}) {
        CAPTURE(bad);
        auto const verified = crypto::verifyPin("1", bad);
        REQUIRE_FALSE(verified);
        CHECK(verified.error().kind == base::Kind::Invalid);
    }
    CHECK_FALSE(crypto::hashPin("1", {1000, 8, 1}));
}

TEST_CASE("random bytes differ; wiping leaves nothing behind") {
    CHECK(crypto::randomBytes(16) != crypto::randomBytes(16));
    CHECK(crypto::randomBytes(0).empty());
    std::string secret = "a passphrase that does not fit into the string object itself";
    char const* const memory = secret.data();
    std::size_t const size = secret.size();
    crypto::wipe(secret);
    CHECK(secret.empty());
    CHECK(secret.data() == memory);
    CHECK(std::string(memory, size) == std::string(size, '\0'));
    CHECK(crypto::equalInConstantTime("ab", "ab"));
    CHECK_FALSE(crypto::equalInConstantTime("ab", "abc"));
    CHECK_FALSE(crypto::equalInConstantTime("ab", "aB"));
}
