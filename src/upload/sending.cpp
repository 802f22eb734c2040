#include "base/log.h"
#include "upload/internal/care.h"
#include "upload/internal/parts.h"
#include "upload/internal/sender_state.h"
#include "upload/reason.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

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
/// Confirmed ones that are marked in one transaction, which is one sync of the disk.
constexpr std::size_t markMost = 500;
constexpr auto markAfter = 250ms;  ///< but not kept back longer than this
constexpr auto shortWait = 2000ms; ///< up to this the store stays open
constexpr auto contactEvery = 10s;
constexpr auto slowPause = 250ms; ///< between two submissions while somebody is answering

} // namespace

/// A fault that passes. True: it was waited for; false ends the pass.
bool Sender::State::later(base::Words const& words, std::string const& said, std::chrono::seconds asked) {
    ++misses;
    tell(errorOf(words, said));
    if (!flush()) return false;
    report.wait = waitTime(asked);
    if (report.wait > shortWait || misses >= timing.tries) return end(End::Later);
    return sleep(report.wait) || end(End::Stopped);
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
    ready->wellFormed = ready->stored && internal::wellFormed(*ready->stored);
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
    if (!internal::allNamed(stored->submission)) return refuse(*stored, unnamedHere, {});
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

} // namespace huibiao::upload
