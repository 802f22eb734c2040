#include "upload/sender.h"

#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "upload/internal/http.h"
#include "upload/internal/lock.h"
#include "upload/internal/parts.h"
#include "upload/internal/secrets.h"
#include "upload/internal/verdict.h"
#include "upload/reason.h"
#include "xml/dom.h"
#include "xml/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <ctime>
#include <mutex>
#include <random>
#include <set>
#include <utility>

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

namespace {

constexpr std::size_t chunk = 64; ///< numbers read from the store at a time
constexpr std::size_t markMost =
    50;                           ///< confirmed ones marked in one transaction, which is one sync of the disk
constexpr auto markAfter = 250ms; ///< but not kept back longer than this
constexpr auto shortWait = 2000ms; ///< up to this the store stays open
constexpr auto contactEvery = 10s;
constexpr auto slowPause = 250ms; ///< between two submissions while somebody is answering
constexpr std::size_t longestSecret = 4096;

/// Writing to a connection that is gone must not end the program; what came up meanwhile is taken back.
class NoPipeSignal {
public:
    NoPipeSignal() {
        ::sigemptyset(&m_pipe);
        ::sigaddset(&m_pipe, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    NoPipeSignal(NoPipeSignal const&) = delete;
    NoPipeSignal& operator=(NoPipeSignal const&) = delete;
    ~NoPipeSignal() {
        timespec const now{};
        if (::sigismember(&m_before, SIGPIPE) == 0) ::sigtimedwait(&m_pipe, nullptr, &now);
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
};

/// Tells this computer's answers from another's without naming it: systemd's machine-id(5) asks that the id
/// itself is not given out.
std::string deviceId() {
    auto const id = base::readFile("/etc/machine-id", 256);
    if (!id || base::trim(*id).empty()) return {};
    constexpr std::size_t digits = 16;
    return "deviceID=huibiao%3A" + crypto::sha256Hex("huibiao upload " + base::trim(*id)).substr(0, digits);
}

/// An XML without form id or with another instanceID would be stored in part, or twice (ODK Central invents
/// an id where there is none).
bool wellFormed(store::Stored const& stored) {
    auto const document = xml::parse(stored.submission.xml);
    if (!document) return false;
    xml::Node const* const root = (*document)->element();
    if (root == nullptr || root->attributeValue("id").empty()) return false;
    xml::Node const* const meta = root->child("meta");
    xml::Node const* const id = meta == nullptr ? nullptr : meta->child("instanceID");
    return id != nullptr && base::trim(id->text()) == stored.entry.instanceId;
}

/// What a redirect or the server itself names instead, on the same host and not less encrypted; empty:
/// elsewhere.
std::string sameHost(std::string const& before, std::string const& location) {
    auto const hostOf = [](std::string const& url) {
        std::size_t const start = url.find("://");
        if (start == std::string::npos) return std::string();
        std::string const rest = url.substr(start + 3);
        return base::lowerAscii(rest.substr(0, rest.find_first_of("/?#")));
    };
    bool const same = !hostOf(before).empty() && hostOf(before) == hostOf(location);
    bool const downgraded = before.starts_with("https://") && !location.starts_with("https://");
    return same && !downgraded ? location : std::string();
}

} // namespace

struct Sender::State {
    Server server;
    fs::path folder;
    base::Clock const& clock;
    std::atomic<bool> const& slow;
    Timing timing;
    Listener listener;
    std::string shown = masked(server.base);
    std::string device = deviceId();
    std::mt19937_64 dice{std::random_device()()};

    // From pass to pass.
    std::int64_t cursor = 0;    ///< what was tried last
    bool missedInSweep = false; ///< since the front was passed something failed that comes again
    int misses = 0;             ///< in a row
    std::set<std::pair<std::string, std::string>> held{}; ///< form and version
    std::optional<Error> heldTrouble{};

    // Of a pass.
    std::stop_token stop{};
    std::unique_ptr<internal::Secrets> secrets{};
    std::unique_ptr<internal::Http> http{};
    std::optional<store::Store> store{};
    std::string url{};
    std::uint64_t mostBytes = 0;
    store::UploadQueue queue{};
    Report report{};
    struct Ready {
        std::int64_t sequence = 0;
        Result<store::Stored> stored;
        bool wellFormed = false;
    };
    std::optional<Ready> ready{}; ///< read and looked through
    std::vector<std::int64_t> confirmed{};
    std::vector<std::string> confirmedIds{};
    base::SteadyTime firstConfirmed{};
    std::optional<base::SteadyTime> contactNoted{};

    struct Outcome {
        Answer answer{};
        Verdict verdict{};
    };
    void run();
    void startOver();
    Result<void> begin();
    bool greet();
    bool sweep();
    bool one(store::Waiting const& waiting, store::Waiting const* next);
    Outcome send(store::Stored const& stored, store::Waiting const* next);
    void prepare(store::Waiting const& waiting);
    bool confirm(store::Stored const& stored);
    bool refuse(store::Stored const& stored, int status, std::string words);
    bool later(base::Words const& words, std::string const& said, std::chrono::seconds asked);
    bool flush();
    bool noteContact();
    bool fail(Error error);
    bool end(End how);
    void tell(std::optional<Error> const& trouble);
    bool sleep(std::chrono::milliseconds time);
    std::chrono::milliseconds waitTime(std::chrono::seconds asked);
    Error errorOf(base::Words words, std::string const& said) const;
};

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
    report.wait = waitTime({});
    return end(End::Failed);
}

void Sender::State::tell(std::optional<Error> const& trouble) {
    if (trouble) report.trouble = trouble;
    if (listener.trouble) listener.trouble(trouble);
}

/// Until then, or false as soon as it is stopped.
bool Sender::State::sleep(std::chrono::milliseconds time) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

/// Doubled with each failure; a random half of it is left out, so that many boxes do not come all at once
/// when a server is back.
std::chrono::milliseconds Sender::State::waitTime(std::chrono::seconds asked) {
    auto const wait = std::min<std::chrono::milliseconds>(
        timing.longestWait, timing.firstWait * (std::int64_t{1} << std::clamp(misses - 1, 0, 20)));
    std::uniform_real_distribution<double> share(0.5, 1.0);
    auto const jittered =
        std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * share(dice)));
    auto const due = std::min<std::chrono::milliseconds>(asked, timing.longestAsked);
    return due == 0ms ? jittered : std::max(jittered, due + jittered / 10);
}

Result<void> Sender::State::begin() {
    if (auto const right = checkServer(server); !right) return right;
    secrets = std::make_unique<internal::Secrets>(server.base);
    crypto::Secret secret;
    if (server.auth != Auth::None) {
        auto bytes = base::readFile(server.secretFile, longestSecret);
        if (!bytes) return base::pass(bytes);
        secret.bytes() = base::trim(std::string_view(*bytes).substr(0, bytes->find('\n')));
        crypto::wipe(*bytes);
        if (secret.bytes().empty())
            return base::fail(Kind::Invalid,
                              {"这个文件的第一行应是密码或令牌，现在是空的",
                               "the first line of this file must be the password or token; it is empty"},
                              server.secretFile.string());
        secrets->add(secret.bytes());
    }
    auto opened = internal::Http::open(server, timing, std::move(secret), slow, clock);
    if (!opened) return base::pass(opened);
    http = std::move(*opened);
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
        std::string const moved = sameHost(url, answer.location);
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

/// A fault that passes. True: it was waited for; false ends the pass.
bool Sender::State::later(base::Words const& words, std::string const& said, std::chrono::seconds asked) {
    ++misses;
    tell(errorOf(words, said));
    if (!flush()) return false;
    report.wait = waitTime(asked);
    if (report.wait > shortWait || misses >= timing.tries) return end(End::Later);
    return sleep(report.wait) || end(End::Stopped);
}

Sender::State::Outcome Sender::State::send(store::Stored const& stored, store::Waiting const* next) {
    bool again = true, split = stored.entry.attachments > 1;
    std::uint64_t most = mostBytes;
    for (;;) {
        internal::Parts const parts(stored.submission, most);
        Outcome outcome;
        for (internal::Body const& body : parts.bodies()) {
            outcome.answer = http->post(url, body, stop, [&] {
                if (next != nullptr) prepare(*std::exchange(next, nullptr));
            });
            outcome.verdict = judge(outcome.answer);
            if (outcome.verdict.what != What::Confirmed) break;
        }
        What& what = outcome.verdict.what;
        if (what == What::Conflict && std::exchange(again, false)) {
            if (sleep(timing.conflict)) continue;
            outcome.answer.fault = Fault::Stopped;
            return outcome;
        }
        if (what == What::TooLarge && std::exchange(split, false)) {
            most = 1; // each attachment by itself
            continue;
        }
        if (what == What::Conflict || what == What::TooLarge) what = What::Refused;
        outcome.verdict.said = secrets->hide(std::move(outcome.verdict.said));
        return outcome;
    }
}

/// Marks what was confirmed. False: the store did not take it, and the pass ends; it is all sent once more
/// then.
bool Sender::State::flush() {
    if (confirmed.empty()) return true;
    if (auto const done = store->markUploaded(confirmed, shown); !done) return fail(done.error());
    queue.sent += confirmed.size();
    queue.waiting -= std::min(queue.waiting, confirmed.size());
    report.sent += confirmed.size();
    if (listener.sent) listener.sent(confirmedIds);
    confirmed.clear();
    confirmedIds.clear();
    return noteContact();
}

bool Sender::State::noteContact() {
    base::SteadyTime const now = clock.steady();
    if (!contactNoted || now - *contactNoted > contactEvery) {
        if (auto const done = store->noteContact(); !done) return fail(done.error());
        contactNoted = now;
        queue.lastContact = base::isoLocal(clock.wall());
    }
    if (listener.queue) listener.queue(queue);
    return true;
}

bool Sender::State::confirm(store::Stored const& stored) {
    if (misses > 0) tell(std::nullopt);
    misses = 0;
    if (confirmed.empty()) firstConfirmed = clock.steady();
    confirmed.push_back(stored.entry.sequence);
    confirmedIds.push_back(stored.entry.instanceId);
    return (confirmed.size() < markMost && clock.steady() - firstConfirmed < markAfter) || flush();
}

bool Sender::State::refuse(store::Stored const& stored, int status, std::string words) {
    store::Entry const& entry = stored.entry;
    store::Refusal const refusal{
        entry.sequence, entry.instanceId, entry.formId,     entry.formVersion,
        entry.storedAt, status,           std::move(words), base::isoLocal(clock.wall())};
    if (auto const done = store->markRefused(refusal); !done) return fail(done.error());
    if (status >= 100) misses = 0;
    ++report.refused;
    ++queue.refused;
    queue.waiting -= std::min<std::size_t>(queue.waiting, 1);
    base::logWarning(fmt::format("upload: {} refused ({})", entry.instanceId, status));
    if (listener.refused) listener.refused(refusal);
    return noteContact();
}

void Sender::State::prepare(store::Waiting const& waiting) {
    ready = Ready{waiting.sequence, store->read(waiting.sequence)};
    ready->wellFormed = ready->stored && wellFormed(*ready->stored);
}

/// One submission; `next`, where there is one, is read while the server is at this. False ends the pass.
bool Sender::State::one(store::Waiting const& waiting, store::Waiting const* next) {
    if (!ready || ready->sequence != waiting.sequence) prepare(waiting);
    Ready const now = std::move(*ready);
    ready.reset();
    Result<store::Stored> const& stored = now.stored;
    if (!stored) return stored.error().kind == Kind::Missing || fail(stored.error()); // purged meanwhile
    if (!stored->intact) return refuse(*stored, damagedHere, {});
    if (!now.wellFormed) return refuse(*stored, malformedHere, {});
    Outcome const outcome = send(*stored, next);
    if (outcome.answer.fault == Fault::Stopped) return flush() && end(End::Stopped);
    Verdict const& verdict = outcome.verdict;
    switch (verdict.what) {
    case What::Confirmed:
        if (!confirm(*stored)) return false;
        if (!slow) return true;
        return sleep(slowPause) || (flush() && end(End::Stopped));
    case What::Conflict:
    case What::TooLarge:
    case What::Refused: return refuse(*stored, outcome.answer.status, verdict.said);
    case What::Held:
        held.emplace(waiting.formId, waiting.formVersion);
        heldTrouble = errorOf(verdict.words, verdict.said);
        base::logWarning(fmt::format("upload: {} {} held ({})", waiting.formId, waiting.formVersion,
                                     outcome.answer.status));
        return true;
    case What::Later:
        missedInSweep = true;
        return later(verdict.words, verdict.said, outcome.answer.retryAfter);
    }
    return true;
}

/// Through what waits. False ends the pass.
bool Sender::State::sweep() {
    auto const waiting = store->waiting(cursor, chunk);
    if (!waiting) return fail(waiting.error());
    for (auto each = waiting->begin(); each != waiting->end(); ++each) {
        if (stop.stop_requested()) return flush() && end(End::Stopped);
        cursor = each->sequence;
        store::Waiting const* const next = each + 1 != waiting->end() ? &each[1] : nullptr;
        if (!held.contains({each->formId, each->formVersion}) && !one(*each, next)) return false;
    }
    if (!waiting->empty()) return true;
    if (!flush()) return false;
    if (missedInSweep) {
        startOver();
        return true;
    }
    if (held.empty()) return end(End::Done);
    tell(heldTrouble);
    report.wait = timing.held;
    return end(End::Held);
}

void Sender::State::startOver() {
    cursor = 0;
    missedInSweep = false;
    held.clear();
    heldTrouble.reset();
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
    auto opened = store::Store::open(folder, clock, &findings, options);
    for (base::Finding const& finding : findings) base::logError(finding.error.text(base::Language::English));
    if (!opened) {
        fail(opened.error());
        return;
    }
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
    NoPipeSignal const quiet;
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
