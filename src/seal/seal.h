#pragma once

#include "base/result.h"
#include "crypto/rsa.h"
#include "form/submission.h"

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::seal {

/// The submission as an ODK encrypted submission (ODK XForms specification, "Encryption",
/// https://getodk.github.io/xforms-spec/encryption): each attachment, then the XML, under AES-256-CFB with a
/// key of its own, which is wrapped for `key`. The ids stay readable; `xml` is the manifest. Invalid: no
/// instanceID, or an attachment named as the encrypted XML would be.
/// Two seals of one submission never have the same bytes.
[[nodiscard]] base::Result<form::Submission> seal(form::Submission const& open, crypto::PublicKey const& key);

/// What the manifest says without any key; nothing of it is to be believed before unseal().
struct Manifest {
    std::string formId;
    std::string formVersion; ///< may be empty
    std::string instanceId;
    std::string wrappedKey;         ///< Base64
    std::vector<std::string> media; ///< "签名.png.enc" …, in the order they were encrypted
    std::string xmlFile;            ///< "submission.xml.enc"
    std::string signature;          ///< Base64
};

/// Invalid where something of it is missing.
[[nodiscard]] base::Result<Manifest> readManifest(std::string_view xml);

/// The submission again, byte for byte. The attachments may stand in any order, others are passed over.
/// Denied: sealed for another key. Invalid: changed or cut after it was sealed (the digests of all files and
/// the ids are in the signature, which is required here). Missing: a file that the manifest names.
/// The signature is made with the public key: it shows damage and tampering, not who made the whole.
[[nodiscard]] base::Result<form::Submission> unseal(form::Submission const& sealed,
                                                    crypto::PrivateKey const& key);

} // namespace huibiao::seal
