#include "crypto/rsa.h"

#include "crypto/hash.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cstdint>
#include <stdexcept>

namespace huibiao::crypto {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr int bits = 2048;
constexpr int leastBits = 2048;
constexpr int mostBits = 8192;
// OpenSSL reads PBES2 with scrypt up to 32 MiB, so the time is bought by p.
constexpr std::uint64_t scryptCost = 16384;
constexpr std::uint64_t scryptBlock = 8;
constexpr std::uint64_t scryptParallel = 5;

template <auto release>
struct Release {
    void operator()(auto* held) const { release(held); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<::EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Release<::EVP_PKEY_CTX_free>>;
using Bio = std::unique_ptr<BIO, Release<::BIO_free_all>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Release<::PKCS8_PRIV_KEY_INFO_free>>;
using Envelope = std::unique_ptr<X509_SIG, Release<::X509_SIG_free>>;

constexpr std::string_view sealedHead = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
constexpr std::string_view publicHead = "-----BEGIN PUBLIC KEY-----";
constexpr std::string_view publicEnd = "-----END PUBLIC KEY-----";
constexpr std::size_t pemLine = 64; // RFC 7468
constexpr std::string_view plainHead = "-----BEGIN PRIVATE KEY-----";

unsigned char const* in(std::string_view bytes) {
    return reinterpret_cast<unsigned char const*>(bytes.data());
}

unsigned char* out(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

bool useOaep(EVP_PKEY_CTX* context) {
    return ::EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1 &&
           ::EVP_PKEY_CTX_set_rsa_oaep_md(context, ::EVP_sha256()) == 1 &&
           ::EVP_PKEY_CTX_set_rsa_mgf1_md(context, ::EVP_sha256()) == 1;
}

Bio reader(std::string_view bytes) {
    return Bio(::BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

bool usable(EVP_PKEY const* key) {
    return key != nullptr && ::EVP_PKEY_is_a(key, "RSA") == 1 && ::EVP_PKEY_get_bits(key) >= leastBits &&
           ::EVP_PKEY_get_bits(key) <= mostBits;
}

std::string derOf(EVP_PKEY const* key) {
    int const size = ::i2d_PUBKEY(key, nullptr);
    if (size <= 0) throw std::runtime_error("the public key cannot be written");
    std::string der(static_cast<std::size_t>(size), '\0');
    unsigned char* to = out(der);
    ::i2d_PUBKEY(key, &to);
    return der;
}

} // namespace

struct PublicKey::State {
    Key key;
};

Result<PublicKey> PublicKey::fromBase64(std::string_view text) {
    std::string body;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with("-----")) { // -----BEGIN PUBLIC KEY-----
            std::size_t const end = text.find("-----", at + 5);
            if (end == std::string_view::npos) break;
            at = end + 5;
            continue;
        }
        if (text[at] != ' ' && text[at] != '\n' && text[at] != '\r' && text[at] != '\t') body += text[at];
        ++at;
    }
    std::string const der = crypto::fromBase64(body);
    unsigned char const* at = in(der);
    Key key(der.empty() ? nullptr : ::d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
    ::ERR_clear_error();
    if (!usable(key.get()) || at != in(der) + der.size())
        return fail(Kind::Invalid,
                    {"这不是可用的 RSA 公钥（2048 到 8192 位，Base64）",
                     "this is no RSA public key that can be used (2048 to 8192 bits, Base64)"});
    return PublicKey(std::make_shared<State const>(State{std::move(key)}));
}

Result<PublicKey> PublicKey::beside(std::string_view pem) {
    std::size_t const begin = pem.find(publicHead);
    std::size_t const end = begin == std::string_view::npos ? begin : pem.find(publicEnd, begin);
    if (end == std::string_view::npos)
        return fail(Kind::Missing,
                    {"这个私钥文件没有写明公钥", "the key's file does not name its public half"});
    return fromBase64(pem.substr(begin, end + publicEnd.size() - begin));
}

std::string PublicKey::base64() const {
    return toBase64(derOf(m_state->key.get()));
}

std::string PublicKey::fingerprint() const {
    return sha256Hex(derOf(m_state->key.get()));
}

std::string PublicKey::wrap(std::string_view secret) const {
    Context const context(::EVP_PKEY_CTX_new(m_state->key.get(), nullptr));
    std::size_t size = static_cast<std::size_t>(::EVP_PKEY_get_size(m_state->key.get()));
    std::string wrapped(size, '\0');
    if (!context || ::EVP_PKEY_encrypt_init(context.get()) != 1 || !useOaep(context.get()) ||
        ::EVP_PKEY_encrypt(context.get(), out(wrapped), &size, in(secret), secret.size()) != 1)
        throw std::runtime_error("RSA-OAEP failed");
    wrapped.resize(size);
    return wrapped;
}

PrivateKey PrivateKey::generate() {
    Key key(::EVP_RSA_gen(bits));
    if (!key) throw std::runtime_error("no RSA key could be made");
    return PrivateKey(std::make_shared<PublicKey::State const>(PublicKey::State{std::move(key)}));
}

bool PrivateKey::needsPassphrase(std::string_view pem) {
    return pem.find(sealedHead) != std::string_view::npos;
}

Result<PrivateKey> PrivateKey::fromPem(std::string_view pem, std::string_view passphrase) {
    Bio const bio = reader(pem);
    Pkcs8 plain;
    if (needsPassphrase(pem)) {
        Envelope const envelope(::PEM_read_bio_PKCS8(bio.get(), nullptr, nullptr, nullptr));
        if (envelope) {
            plain.reset(
                ::PKCS8_decrypt(envelope.get(), passphrase.data(), static_cast<int>(passphrase.size())));
            ::ERR_clear_error();
            if (!plain)
                return fail(Kind::Denied,
                            {"密码不对，私钥没有打开", "wrong passphrase; the private key stays shut"});
        }
    } else if (pem.find(plainHead) != std::string_view::npos) {
        plain.reset(::PEM_read_bio_PKCS8_PRIV_KEY_INFO(bio.get(), nullptr, nullptr, nullptr));
    }
    Key key(plain ? ::EVP_PKCS82PKEY(plain.get()) : nullptr);
    ::ERR_clear_error();
    if (!usable(key.get()))
        return fail(Kind::Invalid,
                    {"这不是 huibiao event keys 生成的私钥文件，或文件已损坏",
                     "this is no private key as huibiao event keys writes it, or it is damaged"});
    return PrivateKey(std::make_shared<PublicKey::State const>(PublicKey::State{std::move(key)}));
}

std::string PrivateKey::pem(std::string_view passphrase) const {
    Pkcs8 plain(::EVP_PKEY2PKCS8(m_state->key.get()));
    std::string salt = randomBytes(16);
    std::string iv = randomBytes(16);
    X509_ALGOR* const pbe =
        ::PKCS5_pbe2_set_scrypt(::EVP_aes_256_cbc(), in(salt), static_cast<int>(salt.size()), out(iv),
                                scryptCost, scryptBlock, scryptParallel);
    if (!plain || pbe == nullptr) throw std::runtime_error("scrypt is not there");
    Envelope const envelope(
        ::PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), plain.get(), pbe));
    Bio const bio(::BIO_new(::BIO_s_mem()));
    if (!envelope) ::X509_ALGOR_free(pbe);
    if (!envelope || !bio || ::PEM_write_bio_PKCS8(bio.get(), envelope.get()) != 1)
        throw std::runtime_error("the private key could not be wrapped");
    char* text = nullptr;
    long const size = ::BIO_get_mem_data(bio.get(), &text);
    std::string pem(text, static_cast<std::size_t>(size));
    std::string const half = publicKey().base64();
    pem.append(publicHead).append("\n");
    for (std::size_t at = 0; at < half.size(); at += pemLine) pem.append(half, at, pemLine).append("\n");
    return pem.append(publicEnd).append("\n");
}

PublicKey PrivateKey::publicKey() const {
    return PublicKey(m_state);
}

Result<Secret> PrivateKey::unwrap(std::string_view wrapped) const {
    Context const context(::EVP_PKEY_CTX_new(m_state->key.get(), nullptr));
    std::size_t size = static_cast<std::size_t>(::EVP_PKEY_get_size(m_state->key.get()));
    Secret secret(std::string(size, '\0'));
    bool const done =
        context && ::EVP_PKEY_decrypt_init(context.get()) == 1 && useOaep(context.get()) &&
        ::EVP_PKEY_decrypt(context.get(), out(secret.bytes()), &size, in(wrapped), wrapped.size()) == 1;
    ::ERR_clear_error();
    if (!done)
        return fail(Kind::Denied,
                    {"这把私钥打不开：是用另一把公钥密封的，或内容已改动",
                     "this private key does not open it: it was sealed for another, or changed"});
    secret.bytes().resize(size);
    return secret;
}

} // namespace huibiao::crypto
