#include "cli/internal/courier.h"

#include "cli/internal/uploading.h"
#include "upload/reason.h"

#include <utility>

namespace huibiao::cli {

using kiosk::Sending;

Courier::Courier(event::Upload settings, std::filesystem::path dataFolder, std::optional<store::Store>& store,
                 base::Clock const& clock, upload::Timing const& timing)
    : m_settings(std::move(settings)), m_folder(std::move(dataFolder)), m_store(store), m_clock(clock),
      m_timing(timing) {}

void Courier::start(upload::Uploader::Mode mode) {
    m_uploader = std::make_unique<upload::Uploader>(serverOf(m_settings), m_folder, m_clock, mode, m_timing);
    m_uploader->slow(m_slow);
}

void Courier::begin() {
    if (!named() || !m_settings.automatic) return;
    if (!m_uploader) start(upload::Uploader::Mode::Always);
    if (m_settings.health && !m_beacon)
        m_beacon = std::make_unique<upload::Beacon>(serverOf(m_settings), m_settings.station.name, m_folder,
                                                    m_clock, upload::Beacon::Mode::Always, m_timing);
}

void Courier::send() {
    if (!named()) return;
    if (m_uploader && m_uploader->status().doing != upload::Doing::Ended) return m_uploader->wake();
    start(m_settings.automatic ? upload::Uploader::Mode::Always : upload::Uploader::Mode::Once);
}

void Courier::slow(bool on) {
    m_slow = on;
    if (m_uploader) m_uploader->slow(on);
}

bool Courier::stop() {
    bool const told = std::exchange(m_beacon, nullptr) != nullptr;
    return std::exchange(m_uploader, nullptr) != nullptr || told;
}

base::Result<void> Courier::keep(form::Submission const& submission) {
    auto kept = m_store->keep(submission);
    // Setting a damaged database aside needs it alone.
    if (!kept && kept.error().kind == base::Kind::Unavailable && stop()) {
        kept = m_store->keep(submission);
        begin();
    }
    if (kept && submission.complete && m_uploader) m_uploader->wake();
    return kept;
}

base::Result<std::size_t> Courier::retry(std::string const& instanceId) {
    auto const again = instanceId.empty() ? m_store->retryAll() : m_store->retry(instanceId);
    if (again) send();
    return again;
}

base::Result<Sending> Courier::look(std::size_t most,
                                    std::function<std::string(std::string const&)> const& titleOf) const {
    // Not as the uploader last saw it: answers were stored since.
    auto const queue = m_store->uploadQueue();
    if (!queue) return base::pass(queue);
    Sending out{.waiting = queue->waiting,
                .sent = queue->sent,
                .refused = queue->refused,
                .lastContact = queue->lastContact};
    if (most > 0 && queue->refused > 0) {
        auto const refused = m_store->refused(0, most);
        if (!refused) return base::pass(refused);
        for (store::Refusal const& one : *refused)
            out.list.push_back({one.instanceId, titleOf(one.formId), one.storedAt, one.at,
                                upload::reasonOf(one.status), one.words, one.status >= 100});
    }
    if (m_beacon) {
        // That nobody can be reached is told once, by the answers.
        auto trouble = m_beacon->trouble();
        if (trouble && trouble->kind != base::Kind::Unavailable) out.health = std::move(trouble);
    }
    if (!m_uploader) return out;
    upload::Status const status = m_uploader->status();
    out.trouble = status.trouble;
    out.nextTry = status.nextTry;
    switch (status.doing) {
    case upload::Doing::Idle:
        out.doing =
            m_uploader->report().end == upload::End::Busy ? Sending::Doing::Elsewhere : Sending::Doing::Idle;
        break;
    case upload::Doing::Sending: out.doing = Sending::Doing::Busy; break;
    case upload::Doing::Waiting: out.doing = Sending::Doing::Waits; break;
    case upload::Doing::Ended: break;
    }
    return out;
}

} // namespace huibiao::cli
