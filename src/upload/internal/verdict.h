#pragma once

#include "base/result.h"
#include "upload/internal/http.h"

#include <optional>
#include <string>
#include <string_view>

namespace huibiao::upload::internal {

/// What an answer to a submission means for it.
enum class What {
    Confirmed, ///< the server has it
    Conflict,  ///< 409: once more, then Refused
    TooLarge,  ///< 413: in smaller parts, then Refused
    Refused,   ///< it will not take this one
    Held,      ///< it takes none of this form before somebody sets something right
    Later      ///< a fault that passes
};

struct Verdict {
    What what = What::Later;
    base::Words words{}; ///< for staff
    std::string said{};  ///< the server's own words, at most 500 bytes; may be empty
};

/// The text of an OpenRosaResponse, and whether it reports a success; nullopt: the body is none.
struct Message {
    bool good = false;
    std::string text;
};
[[nodiscard]] std::optional<Message> messageOf(std::string_view body);

/// Confirmed is an OpenRosaResponse with 201 (or 202, as Kobo answers to what it has already) that reports no
/// error, and nothing else: a captive portal answers 200 to everything.
[[nodiscard]] Verdict judge(Answer const& answer);

/// The words for a fault.
[[nodiscard]] base::Words wordsOf(Fault fault);
/// For a page of the network's own where the server should be.
[[nodiscard]] base::Words portalWords();

} // namespace huibiao::upload::internal
