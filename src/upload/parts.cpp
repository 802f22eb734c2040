#include "upload/internal/parts.h"

#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/secret.h"

namespace huibiao::upload::internal {

namespace {

constexpr std::size_t boundaryBytes = 16; ///< random: it stands in no submission

/// HTML, “multipart/form-data encoding algorithm”: all but these three as they are, in UTF-8.
std::string quoted(std::string name) {
    name = base::replaceAll(std::move(name), "\"", "%22");
    name = base::replaceAll(std::move(name), "\r", "%0D");
    return base::replaceAll(std::move(name), "\n", "%0A");
}

/// A media type is ours; should a stored one hold more than it may, it must not become another header.
std::string safeType(std::string const& type) {
    bool const right = type.find('/') != std::string::npos && type.find_first_of("\r\n") == std::string::npos;
    return right ? type : "application/octet-stream";
}

std::string head(std::string const& boundary, std::string const& name, std::string const& file,
                 std::string const& type) {
    return "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) +
           "\"; filename=\"" + quoted(file) + "\"\r\nContent-Type: " + type + "\r\n\r\n";
}

} // namespace

Parts::Parts(form::Submission const& submission, std::uint64_t most)
    : m_boundary("huibiao-" + crypto::toHex(crypto::randomBytes(boundaryBytes))),
      m_xmlHead(head(m_boundary, "xml_submission_file", "submission.xml", "text/xml").substr(2)),
      m_tail("\r\n--" + m_boundary + "--\r\n") {
    // The part's name is the name that the XML gives, and there is a file name: otherwise ODK Central drops
    // it without a word.
    for (form::Attachment const& attachment : submission.attachments)
        m_heads.push_back(head(m_boundary, attachment.name, attachment.name, safeType(attachment.mediaType)));
    std::uint64_t const least = m_xmlHead.size() + submission.xml.size() + m_tail.size();
    auto const begin = [&] {
        m_bodies.push_back({"multipart/form-data; boundary=" + m_boundary, {m_xmlHead, submission.xml}});
        return least;
    };
    std::uint64_t size = begin();
    for (std::size_t i = 0; i < m_heads.size(); ++i) {
        std::string const& bytes = submission.attachments[i].bytes;
        std::uint64_t const more = m_heads[i].size() + bytes.size();
        if (most != 0 && size + more > most && size > least) size = begin();
        m_bodies.back().pieces.push_back(m_heads[i]);
        m_bodies.back().pieces.push_back(bytes);
        size += more;
    }
    for (Body& body : m_bodies) body.pieces.push_back(m_tail);
}

} // namespace huibiao::upload::internal
