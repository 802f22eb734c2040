#pragma once

#include "form/submission.h"
#include "upload/internal/http.h"

#include <cstdint>
#include <string>
#include <vector>

namespace huibiao::upload::internal {

/// The requests that bring one submission: its XML with all attachments in one, or, where that would be over
/// `most` bytes (0: no limit), the same XML again with the others, as OpenRosa has it. The bodies point into
/// the submission, which must outlive them.
class Parts {
public:
    Parts(form::Submission const& submission, std::uint64_t most);
    Parts(Parts const&) = delete;
    Parts& operator=(Parts const&) = delete;
    [[nodiscard]] std::vector<Body> const& bodies() const { return m_bodies; }

private:
    std::string m_boundary;
    std::string m_xmlHead;
    std::string m_tail;
    std::vector<std::string> m_heads; ///< one an attachment
    std::vector<Body> m_bodies;
};

} // namespace huibiao::upload::internal
