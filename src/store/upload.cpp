#include "store/internal/state.h"

#include <chrono>

namespace huibiao::store {

using base::Result;
using internal::Database;
using internal::Kept;
using internal::Statement;
using internal::Transaction;

namespace {

std::int64_t milliseconds(base::WallTime wall) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(wall.time_since_epoch()).count();
}

} // namespace

Result<std::vector<Waiting>> Store::waiting(std::int64_t after, std::size_t most) const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    // uploaded_to first: it stands before the XML, partial behind it.
    Result<Kept> const rows =
        (*connection)
            ->kept("SELECT sequence, form_id, form_version FROM submission WHERE sequence > ? AND "
                   "uploaded_to IS NULL AND partial = 0 AND NOT EXISTS (SELECT 1 FROM refusal WHERE "
                   "submission = sequence) ORDER BY sequence LIMIT ?");
    if (!rows) return base::pass(rows);
    (*rows)->bind(1, after).bind(2, static_cast<std::int64_t>(most));
    std::vector<Waiting> found;
    for (;;) {
        Result<bool> const row = (*rows)->step();
        if (!row) return base::pass(row);
        if (!*row) return found;
        found.push_back({(*rows)->number(0), (*rows)->text(1), (*rows)->text(2)});
    }
}

Result<void> Store::markRefused(Refusal const& refusal) {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    base::WallTime const now = m_state->clock.wall();
    std::string const at = base::isoLocal(now);
    Result<Kept> const insert =
        (*connection)
            ->kept("INSERT OR REPLACE INTO refusal (submission, refused_at, wall_ms, status, words) "
                   "SELECT sequence, ?, ?, ?, ? FROM submission WHERE sequence = ? AND uploaded_to IS NULL");
    if (!insert) return base::pass(insert);
    return (*insert)
        ->bind(1, at)
        .bind(2, milliseconds(now))
        .bind(3, std::int64_t{refusal.status})
        .bind(4, refusal.words)
        .bind(5, refusal.sequence)
        .run();
}

Result<std::vector<Refusal>> Store::refused(std::int64_t after, std::size_t most) const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Result<Statement> rows =
        (*connection)
            ->prepare("SELECT sequence, instance_id, form_id, form_version, stored_at, status, words, "
                      "refused_at FROM refusal JOIN submission ON submission = sequence WHERE submission > ? "
                      "AND uploaded_to IS NULL ORDER BY submission LIMIT ?");
    if (!rows) return base::pass(rows);
    rows->bind(1, after).bind(2, static_cast<std::int64_t>(most));
    std::vector<Refusal> found;
    for (;;) {
        Result<bool> const row = rows->step();
        if (!row) return base::pass(row);
        if (!*row) return found;
        found.push_back({rows->number(0), rows->text(1), rows->text(2), rows->text(3), rows->text(4),
                         static_cast<int>(rows->number(5)), rows->text(6), rows->text(7)});
    }
}

Result<std::size_t> Store::State::forgetRefusals(std::string_view instanceId) {
    Result<Database*> const connection = db();
    if (!connection) return base::pass(connection);
    Result<Transaction> transaction = Transaction::begin(*database);
    if (!transaction) return base::pass(transaction);
    Result<std::int64_t> const before = database->number("SELECT count(*) FROM refusal");
    if (!before) return base::pass(before);
    {
        Result<Statement> erase = database->prepare(
            instanceId.empty() ? "DELETE FROM refusal"
                               : "DELETE FROM refusal WHERE submission = (SELECT sequence FROM submission "
                                 "WHERE instance_id = ?)");
        if (!erase) return base::pass(erase);
        if (!instanceId.empty()) erase->bind(1, instanceId);
        if (Result<void> const done = erase->run(); !done) return base::pass(done);
    }
    Result<std::int64_t> const after = database->number("SELECT count(*) FROM refusal");
    if (!after) return base::pass(after);
    if (Result<void> const done = transaction->commit(); !done) return base::pass(done);
    return static_cast<std::size_t>(*before - *after);
}

Result<std::size_t> Store::retry(std::string_view instanceId) {
    if (instanceId.empty()) return std::size_t{0}; // which would mean all
    return m_state->forgetRefusals(instanceId);
}

Result<std::size_t> Store::retryAll() {
    return m_state->forgetRefusals({});
}

Result<void> Store::noteContact() {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    base::WallTime const now = m_state->clock.wall();
    std::string const at = base::isoLocal(now);
    Result<Kept> const note =
        (*connection)->kept("INSERT OR REPLACE INTO upload_contact (number, at, wall_ms) VALUES (1, ?, ?)");
    if (!note) return base::pass(note);
    return (*note)->bind(1, at).bind(2, milliseconds(now)).run();
}

Result<UploadQueue> Store::uploadQueue() const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    UploadQueue queue;
    {
        // One statement, one moment: others may be writing.
        Result<Statement> counts =
            (*connection)
                ->prepare(
                    "SELECT count(*), count(uploaded_to), (SELECT count(*) FROM refusal JOIN submission "
                    "ON submission = sequence WHERE uploaded_to IS NULL AND partial = 0) FROM "
                    "submission WHERE partial = 0");
        if (!counts) return base::pass(counts);
        Result<bool> const row = counts->step();
        if (!row) return base::pass(row);
        queue.sent = static_cast<std::size_t>(counts->number(1));
        queue.refused = static_cast<std::size_t>(counts->number(2));
        queue.waiting = static_cast<std::size_t>(counts->number(0)) - queue.sent - queue.refused;
    }
    Result<std::string> const contact = (*connection)->text("SELECT at FROM upload_contact");
    if (!contact) return base::pass(contact);
    queue.lastContact = *contact;
    return queue;
}

} // namespace huibiao::store
