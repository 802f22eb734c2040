#include "seal/seal.h"

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "seal/internal/parts.h"
#include "xml/write.h"

namespace huibiao::seal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

std::string write(Manifest const& manifest) {
    xml::Document document;
    auto const element = [&](std::string_view name, std::string const& text) -> xml::Node& {
        xml::Node& made = document.createElement(name, internal::submissionSpace);
        made.setText(text);
        return made;
    };
    xml::Node& root = document.createElement("data", internal::submissionSpace);
    document.node()->append(root);
    root.setAttribute("id", manifest.formId);
    root.setAttribute("encrypted", "yes");
    if (!manifest.formVersion.empty()) root.setAttribute("version", manifest.formVersion);
    root.append(element("base64EncryptedKey", manifest.wrappedKey));
    xml::Node& meta = document.createElement("meta", internal::openRosaSpace, "orx");
    xml::Node& id = document.createElement("instanceID", internal::openRosaSpace, "orx");
    id.setText(manifest.instanceId);
    meta.append(id);
    root.append(meta);
    for (std::string const& file : manifest.media) {
        xml::Node& media = element("media", "");
        media.append(element("file", file));
        root.append(media);
    }
    root.append(element("encryptedXmlFile", manifest.xmlFile));
    root.append(element("base64EncryptedElementSignature", manifest.signature));
    return xml::write(*document.node(), {.declaration = true});
}

} // namespace

Result<form::Submission> seal(form::Submission const& open, crypto::PublicKey const& key) {
    if (open.instanceId.empty() || open.formId.empty())
        return fail(Kind::Invalid, {"答卷没有编号或表单名，不能密封",
                                    "a submission without instanceID or form id cannot be sealed"});
    crypto::Secret const secret(crypto::randomBytes(crypto::aesKeyBytes));
    Manifest manifest;
    manifest.formId = open.formId;
    manifest.formVersion = open.formVersion;
    manifest.instanceId = open.instanceId;
    manifest.wrappedKey = crypto::toBase64(key.wrap(secret.bytes()));

    form::Submission out{open.instanceId,   open.formId,  open.formVersion, {}, {},
                         key.fingerprint(), open.complete};
    internal::Ivs ivs(open.instanceId, secret.bytes());
    internal::Signed signature(manifest);
    auto const add = [&](std::string_view name, std::string_view bytes) {
        std::string sealedName = std::string(name).append(internal::suffix);
        signature.add(name, bytes);
        out.attachments.push_back(
            {sealedName, "application/octet-stream", crypto::encryptCfb(secret.bytes(), ivs.next(), bytes)});
        return sealedName;
    };
    for (form::Attachment const& attachment : open.attachments) {
        if (attachment.name == internal::xmlName)
            return fail(Kind::Invalid, {"附件不能叫 submission.xml，没有密封",
                                        "an attachment cannot be called submission.xml; not sealed"});
        manifest.media.push_back(add(attachment.name, attachment.bytes));
    }
    manifest.xmlFile = add(internal::xmlName, open.xml);
    manifest.signature = crypto::toBase64(key.wrap(signature.digest()));
    out.xml = write(manifest);
    return out;
}

} // namespace huibiao::seal
