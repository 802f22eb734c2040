#include "base/utf8.h"
#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "seal/internal/parts.h"
#include "xml/parse.h"

#include <algorithm>

namespace huibiao::seal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

std::string textOf(xml::Node const& parent, std::string_view name) {
    xml::Node const* const child = parent.child(name);
    return child == nullptr ? std::string() : base::trim(child->text());
}

tl::unexpected<base::Error> changed(std::string const& instanceId) {
    return fail(Kind::Invalid,
                {"这份密封的答卷被改动过或已损坏，没有打开",
                 "this sealed submission was changed or damaged after it was sealed; it stays shut"},
                instanceId);
}

bool namedAsSealed(std::string const& name) {
    return name.size() > internal::suffix.size() && name.ends_with(internal::suffix);
}

} // namespace

Result<Manifest> readManifest(std::string_view xml) {
    auto const document = xml::parse(xml);
    if (!document) return base::pass(document);
    xml::Node const& root = *(*document)->element();
    Manifest manifest;
    manifest.formId = root.attributeValue("id");
    manifest.formVersion = root.attributeValue("version");
    if (xml::Node const* const meta = root.child("meta")) manifest.instanceId = textOf(*meta, "instanceID");
    manifest.wrappedKey = textOf(root, "base64EncryptedKey");
    manifest.xmlFile = textOf(root, "encryptedXmlFile");
    manifest.signature = textOf(root, "base64EncryptedElementSignature");
    bool named = namedAsSealed(manifest.xmlFile);
    // ODK's older clients put all files into one <media>.
    for (xml::Node const* media = root.firstElement(); media != nullptr; media = media->nextElement()) {
        if (media->localName() != "media") continue;
        for (xml::Node const* file = media->firstElement(); file != nullptr; file = file->nextElement()) {
            manifest.media.push_back(base::trim(file->text()));
            named = named && namedAsSealed(manifest.media.back());
        }
    }
    if (root.attributeValue("encrypted") == "yes" && named && !manifest.formId.empty() &&
        !manifest.instanceId.empty() && !manifest.wrappedKey.empty() && !manifest.signature.empty())
        return manifest;
    return fail(Kind::Invalid,
                {"这不是一份完整的密封答卷清单", "this is no whole manifest of a sealed submission"},
                manifest.instanceId);
}

Result<form::Submission> unseal(form::Submission const& sealed, crypto::PrivateKey const& key) {
    Result<Manifest> const manifest = readManifest(sealed.xml);
    if (!manifest) return base::pass(manifest);
    std::string const& id = manifest->instanceId;
    Result<crypto::Secret> const secret = key.unwrap(crypto::fromBase64(manifest->wrappedKey));
    if (!secret) {
        base::Error error = secret.error();
        error.where = id;
        return tl::unexpected<base::Error>(std::move(error));
    }
    if (secret->bytes().size() != crypto::aesKeyBytes) return changed(id);

    form::Submission out{id, manifest->formId, manifest->formVersion, {}, {}, {}, sealed.complete};
    internal::Ivs ivs(id, secret->bytes());
    internal::Signed signature(*manifest);
    auto const open = [&](std::string const& name) -> Result<std::string> {
        auto const found = std::find_if(sealed.attachments.begin(), sealed.attachments.end(),
                                        [&](form::Attachment const& a) { return a.name == name; });
        if (found == sealed.attachments.end())
            return fail(Kind::Missing,
                        {"密封的答卷缺少文件 " + name, "a file of the sealed submission is missing: " + name},
                        id);
        Result<std::string> bytes = crypto::decryptCfb(secret->bytes(), ivs.next(), found->bytes);
        if (!bytes) return changed(id);
        signature.add(name.substr(0, name.size() - internal::suffix.size()), *bytes);
        return bytes;
    };
    for (std::string const& name : manifest->media) {
        Result<std::string> bytes = open(name);
        if (!bytes) return base::pass(bytes);
        out.attachments.push_back({name.substr(0, name.size() - internal::suffix.size()),
                                   "application/octet-stream", std::move(*bytes)});
    }
    Result<std::string> bytes = open(manifest->xmlFile);
    if (!bytes) return base::pass(bytes);
    out.xml = std::move(*bytes);

    Result<crypto::Secret> const digest = key.unwrap(crypto::fromBase64(manifest->signature));
    if (!digest || !crypto::equalInConstantTime(digest->bytes(), signature.digest())) return changed(id);
    return out;
}

} // namespace huibiao::seal
