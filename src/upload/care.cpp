#include "upload/internal/care.h"

#include "base/utf8.h"
#include "xml/dom.h"
#include "xml/parse.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

namespace huibiao::upload::internal {

NoPipeSignal::NoPipeSignal() {
    ::sigemptyset(&m_pipe);
    ::sigaddset(&m_pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
}

NoPipeSignal::~NoPipeSignal() {
    timespec const now{};
    if (::sigismember(&m_before, SIGPIPE) == 0) ::sigtimedwait(&m_pipe, nullptr, &now);
    ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void background() {
    constexpr int lowestPriority = 19;
    sigset_t all{};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), lowestPriority);
}

std::string deviceQuery(std::string const& device) {
    return device.empty() ? device : "deviceID=" + base::replaceAll(device, ":", "%3A");
}

bool wellFormed(store::Stored const& stored) {
    auto const document = xml::parse(stored.submission.xml);
    if (!document) return false;
    xml::Node const* const root = (*document)->element();
    if (root == nullptr || root->attributeValue("id").empty()) return false;
    xml::Node const* const meta = root->child("meta");
    xml::Node const* const id = meta == nullptr ? nullptr : meta->child("instanceID");
    return id != nullptr && base::trim(id->text()) == stored.entry.instanceId;
}

bool allNamed(form::Submission const& submission) {
    return std::all_of(submission.attachments.begin(), submission.attachments.end(),
                       [&](auto const& attachment) {
                           std::string escaped = base::replaceAll(attachment.name, "&", "&amp;");
                           escaped = base::replaceAll(std::move(escaped), "<", "&lt;");
                           return submission.xml.find(attachment.name) != std::string::npos ||
                                  submission.xml.find(escaped) != std::string::npos;
                       });
}

std::string sameHost(std::string const& before, std::string const& location) {
    auto const rootOf = [](std::string const& url) {
        std::size_t const start = url.find("://");
        return start == std::string::npos ? std::string()
                                          : url.substr(0, url.find_first_of("/?#", start + 3));
    };
    auto const hostOf = [&](std::string const& url) {
        std::string const root = rootOf(url);
        return root.empty() ? root : base::lowerAscii(root.substr(root.find("://") + 3));
    };
    if (location.starts_with('/') && !location.starts_with("//")) return rootOf(before) + location;
    bool const same = !hostOf(before).empty() && hostOf(before) == hostOf(location);
    bool const downgraded = before.starts_with("https://") && !location.starts_with("https://");
    bool const web = location.starts_with("https://") || location.starts_with("http://");
    return same && web && !downgraded ? location : std::string();
}

} // namespace huibiao::upload::internal
