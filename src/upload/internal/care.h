#pragma once

#include "store/store.h"

#include <csignal>
#include <string>

namespace huibiao::upload::internal {

/// Writing to a connection that is gone must not end the program; what came up meanwhile is taken back.
class NoPipeSignal {
public:
    NoPipeSignal();
    NoPipeSignal(NoPipeSignal const&) = delete;
    NoPipeSignal& operator=(NoPipeSignal const&) = delete;
    ~NoPipeSignal();

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
};

/// For a thread that works beside the screens: the lowest share of the processor, and signals are left to
/// whoever started it.
void background();

/// "deviceID=…", percent-encoded, of deviceOf(); or nothing.
[[nodiscard]] std::string deviceQuery(std::string const& device);

/// The XML is one, with a form id and the instanceID that we know it by. Without, it would be stored in part,
/// or twice: ODK Central invents an id where there is none.
[[nodiscard]] bool wellFormed(store::Stored const& stored);

/// The XML names each attachment. What it does not name ODK Central drops without a word, and answers 201.
[[nodiscard]] bool allNamed(form::Submission const& submission);

/// `location` where it is on the same host and not less encrypted; otherwise empty.
[[nodiscard]] std::string sameHost(std::string const& before, std::string const& location);

} // namespace huibiao::upload::internal
