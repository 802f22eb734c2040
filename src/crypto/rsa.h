#pragma once

#include "base/result.h"
#include "crypto/secret.h"

#include <memory>
#include <string>
#include <string_view>

namespace huibiao::crypto {

/// The public half of a pair, to wrap short secrets for whoever holds the private one:
/// RSA-OAEP (RFC 8017, 7.1), SHA-256 as the hash and in MGF1, no label. That is what
/// "RSA/NONE/OAEPWithSHA256AndMGF1Padding" of ODK's clients is (Bouncy Castle's name; Java's own provider,
/// which writes SHA-256 with a hyphen, would take SHA-1 in MGF1). ODK Central unwraps just so:
/// getodk/central-backend, lib/util/quarantine/oaep.js. Copies share the key.
class PublicKey {
public:
    /// Base64 of a SubjectPublicKeyInfo (X.509), as a form's base64RsaPublicKey has it; blanks and a PEM
    /// envelope are passed over. Invalid: not that, or RSA of under 2048 or over 8192 bits.
    [[nodiscard]] static base::Result<PublicKey> fromBase64(std::string_view text);

    [[nodiscard]] std::string base64() const;
    /// The public half that stands beside a private key in its file (PrivateKey::pem). Missing: none does.
    [[nodiscard]] static base::Result<PublicKey> beside(std::string_view pem);

    /// Names the key: the SHA-256 of its DER, 64 hexadecimal digits.
    [[nodiscard]] std::string fingerprint() const;
    /// New bytes each time, as many as the key has. `secret` has at most 190 bytes.
    [[nodiscard]] std::string wrap(std::string_view secret) const;

private:
    friend class PrivateKey;
    struct State;
    explicit PublicKey(std::shared_ptr<State const> state) : m_state(std::move(state)) {}
    std::shared_ptr<State const> m_state;
};

/// The private half. OpenSSL wipes its numbers when the last copy goes.
class PrivateKey {
public:
    /// A new pair of 2048 bits. Not more: ODK Central opens no wrapped key of another length than 256 bytes.
    [[nodiscard]] static PrivateKey generate();

    /// PEM, PKCS#8: "ENCRYPTED PRIVATE KEY" under a passphrase, or "PRIVATE KEY", which needs none.
    /// Denied: a wrong passphrase. Invalid: no such file.
    [[nodiscard]] static base::Result<PrivateKey> fromPem(std::string_view pem, std::string_view passphrase);
    [[nodiscard]] static bool needsPassphrase(std::string_view pem);

    /// PKCS#8 under PBES2: scrypt (N 16384, r 8, p 5: 16 MiB, about 0.2 s) and AES-256-CBC. Behind it the
    /// public half ("PUBLIC KEY"), so that the file says whose it is before anybody opens it.
    [[nodiscard]] std::string pem(std::string_view passphrase) const;
    [[nodiscard]] PublicKey publicKey() const;
    /// Denied: wrapped for another key, or changed since.
    [[nodiscard]] base::Result<Secret> unwrap(std::string_view wrapped) const;

private:
    explicit PrivateKey(std::shared_ptr<PublicKey::State const> state) : m_state(std::move(state)) {}
    std::shared_ptr<PublicKey::State const> m_state;
};

} // namespace huibiao::crypto
