#pragma once

#include "base/result.h"
#include "upload/forms.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace huibiao::cli {

/// What came of one form of the event.
struct PulledForm {
    enum class What {
        Unchanged, ///< the very bytes that the server has
        Updated,
        Added,
        Left,   ///< the server does not list it: the event keeps its own
        Refused ///< `notes` says why; the event keeps its own
    };
    std::string id{};
    std::string version{}; ///< the server's
    What what = What::Refused;
    base::Findings notes{};
};

struct PullReport {
    std::vector<PulledForm> forms;

    /// The event has other forms than before.
    [[nodiscard]] bool changed() const;
    /// Nothing was refused.
    [[nodiscard]] bool fine() const;
};

struct PullOptions {
    std::vector<std::string> ids{}; ///< these alone; empty: those of the event, or the only one that there is
    std::filesystem::path share{};
    std::stop_token stop{};
    /// Files of one form, of so many.
    upload::FetchProgress progress{};
};

/// The forms of `listed` that are put to people: the kiosks' own is none.
[[nodiscard]] std::vector<upload::ListedForm> offered(std::vector<upload::ListedForm> const& listed);

/// Brings the event's questionnaires to what the server has: each is fetched whole, compared with its MD5 and
/// checked, and only then event.toml is rewritten, in one durable step, for all of them; an event that could
/// be opened before can be afterwards. What is refused leaves its questionnaire as it is. Missing: the server
/// offers no form at all, or the event names none and there are several. Unavailable: another pull is at it.
/// Otherwise the errors of event::setForms, and of event::open where it would have been broken; nothing is
/// changed then.
[[nodiscard]] base::Result<PullReport> pullForms(std::filesystem::path const& folder,
                                                 upload::FormServer& server,
                                                 std::vector<upload::ListedForm> const& listed,
                                                 PullOptions const& options);

} // namespace huibiao::cli
