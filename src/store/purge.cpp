#include "base/log.h"
#include "store/internal/state.h"

#include <fmt/format.h>

namespace huibiao::store {

using base::Result;
using internal::Database;
using internal::Statement;
using internal::Transaction;

namespace {

constexpr std::string_view handedOver = "WHERE export_id IS NOT NULL OR uploaded_to IS NOT NULL";
constexpr std::string_view recorded =
    "SELECT purged_at, count, partial, first_sequence, last_sequence, first_stored, last_stored FROM purge";

Purge purgeOf(Statement const& row) {
    return {row.text(0),
            static_cast<std::size_t>(row.number(1)),
            static_cast<std::size_t>(row.number(2)),
            row.number(3),
            row.number(4),
            row.text(5),
            row.text(6)};
}

} // namespace

Result<std::size_t> Store::purgeable() const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Result<std::int64_t> const count =
        (*connection)->number(fmt::format("SELECT count(*) FROM submission {}", handedOver));
    if (!count) return base::pass(count);
    return static_cast<std::size_t>(*count);
}

Result<Purge> Store::purge() {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Database& database = **connection;
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction) return base::pass(transaction);
    Result<std::size_t> const count = purgeable();
    if (!count) return base::pass(count);
    Purge made;
    if (*count == 0) return made;
    std::int64_t const wallMs =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_state->clock.wall().time_since_epoch())
            .count();
    std::string const now = base::isoLocal(m_state->clock.wall());
    {
        Result<Statement> record = database.prepare(fmt::format(
            "INSERT INTO purge (purged_at, wall_ms, count, partial, first_sequence, last_sequence, "
            "first_stored, last_stored) SELECT ?, ?, count(*), sum(partial), min(sequence), max(sequence), "
            "min(stored_at), max(stored_at) FROM submission {} RETURNING purged_at, count, partial, "
            "first_sequence, last_sequence, first_stored, last_stored",
            handedOver));
        if (!record) return base::pass(record);
        Result<bool> const row = record->bind(1, now).bind(2, wallMs).step();
        if (!row) return base::pass(row);
        made = purgeOf(*record);
    }
    // The rows' attachments go with them (ON DELETE CASCADE).
    std::string const erase = fmt::format("DELETE FROM submission {}", handedOver);
    if (Result<void> const done = database.execute(erase.c_str()); !done) return base::pass(done);
    if (Result<void> const done = transaction->commit(); !done) return base::pass(done);
    // They are gone and that is written down. secure_delete has overwritten them in the file; the log, which
    // still holds them, is folded in and cut, and the file gives back its room.
    for (char const* const sql : {"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"})
        if (Result<void> const done = database.execute(sql); !done)
            base::logError(done.error().text(base::Language::English));
    return made;
}

Result<std::vector<Purge>> Store::purges() const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Result<Statement> rows = (*connection)->prepare(fmt::format("{} ORDER BY number", recorded));
    if (!rows) return base::pass(rows);
    std::vector<Purge> all;
    for (;;) {
        Result<bool> const row = rows->step();
        if (!row) return base::pass(row);
        if (!*row) return all;
        all.push_back(purgeOf(*rows));
    }
}

} // namespace huibiao::store
