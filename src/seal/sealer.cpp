#include "seal/sealer.h"

#include "crypto/hash.h"

namespace huibiao::seal {

namespace {

std::string sumOf(form::Submission const& open) {
    crypto::Sha256 sum;
    auto const add = [&](std::string_view part) {
        sum.add(std::to_string(part.size()) + ":");
        sum.add(part);
    };
    add(open.instanceId);
    add(open.formId);
    add(open.formVersion);
    add(open.xml);
    for (form::Attachment const& attachment : open.attachments) {
        add(attachment.name);
        add(attachment.bytes);
    }
    return sum.hex();
}

} // namespace

crypto::PublicKey const* Keys::of(std::string const& formId) const {
    auto const own = forms.find(formId);
    if (own != forms.end()) return &own->second;
    return event ? &*event : nullptr;
}

base::Result<form::Submission> Sealer::close(form::Submission const& open) {
    crypto::PublicKey const* const key = m_keys.of(open.formId);
    if (key == nullptr) return open;
    std::string const sum = sumOf(open);
    if (m_last && m_lastSum == sum) return *m_last;
    base::Result<form::Submission> sealed = seal(open, *key);
    if (!sealed) return sealed;
    m_last = *sealed;
    m_lastSum = sum;
    return sealed;
}

} // namespace huibiao::seal
