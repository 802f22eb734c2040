#include "base/result.h"

#include <algorithm>

namespace huibiao::base {

std::string Error::text(Language language) const {
    if (where.empty()) return message.in(language);
    return where + (language == Language::Chinese ? "：" : ": ") + message.in(language);
}

tl::unexpected<Error> fail(Kind kind, Words message, std::string where) {
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(where)});
}

bool anyError(Findings const& findings) {
    return std::any_of(findings.begin(), findings.end(), [](Finding const& f) { return !f.warning; });
}

} // namespace huibiao::base
