#include "upload/sender.h"

#include "base/log.h"
#include "upload/internal/care.h"
#include "upload/internal/connect.h"
#include "upload/internal/lock.h"
#include "upload/internal/sender_state.h"
#include "upload/reason.h"

#include <fmt/format.h>

namespace huibiao::upload {

namespace fs = std::filesystem;
using base::Error;
using base::Kind;
using base::Result;
using namespace std::chrono_literals;
using internal::Answer;
using internal::Fault;
using internal::Verdict;
using internal::What;

Error Sender::State::errorOf(base::Words words, std::string const& said) const {
    if (!said.empty()) {
        words.zh += "（服务器说：" + said + "）";
        words.en += " (the server says: " + said + ")";
    }
    return {Kind::Unavailable, std::move(words), shown};
}

bool Sender::State::end(End how) {
    report.end = how;
    return false;
}

bool Sender::State::fail(Error error) {
    tell(error);
    lookedThrough = false;
    ++misses;
    report.wait = waitTime({});
    return end(End::Failed);
}

void Sender::State::tell(std::optional<Error> const& trouble) {
    if (trouble) report.trouble = trouble;
    if (listener.trouble) listener.trouble(trouble);
}

Result<void> Sender::State::begin() {
    auto opened = internal::connect(server, timing, slow, clock);
    if (!opened) return base::pass(opened);
    secrets = std::move(opened->secrets);
    http = std::move(opened->http);
    url = internal::endpoint(server.base, "submission", device);
    mostBytes = 0;
    return {};
}

/// Asks what the server is; false ends the pass.
bool Sender::State::greet() {
    Answer const answer = http->head(url, stop);
    if (answer.fault == Fault::Stopped) return end(End::Stopped);
    if (answer.fault != Fault::None) return later(internal::wordsOf(answer.fault), {}, {});
    mostBytes = answer.mostBytes;
    int const status = answer.status;
    if (!answer.location.empty() && (status == 204 || (status >= 300 && status < 400))) {
        std::string const moved = internal::sameHost(url, answer.location);
        if (moved.empty()) return later(internal::portalWords(), {}, {});
        url = moved;
        return true;
    }
    if (status == 204 || (answer.openRosa && status < 300)) return true;
    if (status == 401 || status == 403) {
        tell(errorOf(reasonOf(status), {}));
        report.wait = timing.held;
        return end(End::Held);
    }
    // Some servers do not know HEAD; what they say to a submission counts.
    if (status == 400 || status == 404 || status == 405 || status == 501) return true;
    if (status >= 400)
        return later(status == 511 ? internal::portalWords() : reasonOf(status), {}, answer.retryAfter);
    return later(internal::portalWords(), {}, {});
}

void Sender::State::run() {
    std::error_code code;
    if (!fs::exists(folder / "current", code)) return; // nothing was ever stored
    auto const lock = internal::Lock::take(folder);
    if (!lock) {
        report.trouble = lock.error();
        report.wait = timing.look;
        report.end = lock.error().kind == Kind::Unavailable ? End::Busy : End::Failed;
        return;
    }
    base::Findings findings;
    store::StoreOptions options;
    options.mustExist = true;
    options.lookThrough = !lookedThrough; // with many answers that takes its time, and a pass may be for one
    auto opened = store::Store::open(folder, clock, &findings, options);
    for (base::Finding const& finding : findings) {
        base::logError(finding.error.text(base::Language::English));
        tell(finding.error); // a damaged database was set aside
    }
    if (!opened) {
        fail(opened.error());
        return;
    }
    lookedThrough = true;
    store.emplace(std::move(*opened));
    auto const counts = store->uploadQueue();
    if (!counts) {
        fail(counts.error());
        return;
    }
    queue = *counts;
    if (listener.queue) listener.queue(queue);
    if (queue.waiting == 0) return;
    if (auto const begun = begin(); !begun) {
        fail(begun.error());
        return;
    }
    for (int before = misses;; before = misses) { // a fault that was waited for counts one up
        if (!greet()) return;
        if (misses == before) break;
    }
    while (sweep()) {
    }
    if (auto const now = store->uploadQueue(); now && listener.queue) listener.queue(*now);
}

Sender::Sender(Server server, fs::path dataFolder, base::Clock const& clock, std::atomic<bool> const& slow,
               Timing const& timing, Listener listener)
    : m_state(new State{std::move(server), std::move(dataFolder), clock, slow, timing, std::move(listener)}) {
}

Sender::~Sender() = default;

Report Sender::pass(std::stop_token const& stop) {
    internal::NoPipeSignal const quiet;
    State& state = *m_state;
    state.stop = stop;
    state.report = {};
    state.run();
    // Nothing is kept open, and no secret in memory, while nothing is sent.
    state.http.reset();
    state.secrets.reset();
    state.url.clear();
    state.store.reset();
    state.ready.reset();
    state.confirmed.clear();
    state.confirmedIds.clear();
    if (state.report.end != End::Later) state.startOver();
    if (state.report.sent > 0)
        base::logInfo(fmt::format("upload: {} sent to {}", state.report.sent, state.shown));
    return state.report;
}

int Sender::misses() const {
    return m_state->misses;
}

void Sender::startOver() {
    m_state->misses = 0;
    m_state->startOver();
}

} // namespace huibiao::upload
