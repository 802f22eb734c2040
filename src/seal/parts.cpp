#include "seal/internal/parts.h"

#include "crypto/hash.h"

namespace huibiao::seal::internal {

namespace {

std::string md5(std::string_view bytes) {
    return crypto::digest("MD5", bytes).value();
}

} // namespace

Ivs::Ivs(std::string_view instanceId, std::string_view key) {
    crypto::Secret both{std::string()};
    both.bytes().reserve(instanceId.size() + key.size()); // growing would leave copies of the key
    both.bytes().append(instanceId).append(key);
    m_seed = crypto::Secret(md5(both.bytes()));
}

std::string const& Ivs::next() {
    char& byte = m_seed.bytes()[m_count++ % m_seed.bytes().size()];
    byte = static_cast<char>(static_cast<unsigned char>(byte) + 1U);
    return m_seed.bytes();
}

Signed::Signed(Manifest const& manifest) {
    m_lines = manifest.formId + "\n";
    if (!manifest.formVersion.empty()) m_lines += manifest.formVersion + "\n";
    m_lines += manifest.wrappedKey + "\n" + manifest.instanceId + "\n";
}

void Signed::add(std::string_view name, std::string_view bytes) {
    m_lines.append(name).append("::").append(crypto::toHex(md5(bytes))).append("\n");
}

std::string Signed::digest() const {
    return md5(m_lines);
}

} // namespace huibiao::seal::internal
