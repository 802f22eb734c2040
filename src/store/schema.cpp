#include "store/internal/schema.h"

#include "base/log.h"

#include <fmt/format.h>

#include <array>

namespace huibiao::store::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

/// Step n brings user_version n to n + 1. Never change one that was released: add another.
/// The small columns stand before the XML, so that lists and counts need not read past it.
constexpr std::array steps{
    R"(
CREATE TABLE submission (
    sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id   TEXT    NOT NULL UNIQUE,
    form_id       TEXT    NOT NULL,
    form_version  TEXT    NOT NULL,
    stored_at     TEXT    NOT NULL,
    wall_ms       INTEGER NOT NULL,
    clock_trusted INTEGER NOT NULL CHECK (clock_trusted IN (0, 1)),
    boot_id       TEXT    NOT NULL,
    steady_ms     INTEGER NOT NULL,
    export_id     TEXT,
    uploaded_to   TEXT,
    sha256        TEXT    NOT NULL,
    xml           BLOB    NOT NULL
) STRICT;
CREATE INDEX submission_new ON submission (sequence) WHERE export_id IS NULL;
CREATE TABLE attachment (
    submission INTEGER NOT NULL REFERENCES submission (sequence) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    sha256     TEXT    NOT NULL,
    bytes      BLOB    NOT NULL,
    PRIMARY KEY (submission, position),
    UNIQUE (submission, name)
) STRICT;
)",
    // Whoever left before the end: kept apart from the answers.
    R"(
ALTER TABLE submission ADD COLUMN partial INTEGER NOT NULL DEFAULT 0 CHECK (partial IN (0, 1));
DROP INDEX submission_new;
CREATE INDEX submission_new ON submission (partial, sequence) WHERE export_id IS NULL;
)",
    // The fingerprint of the public key; NULL: open. A row's XML is then the manifest of an ODK encrypted
    // submission.
    R"(
ALTER TABLE submission ADD COLUMN sealed_for TEXT;
)",
    // What was erased after it had been handed over: how much and when, nothing of what it said.
    R"(
CREATE TABLE purge (
    number         INTEGER PRIMARY KEY AUTOINCREMENT,
    purged_at      TEXT    NOT NULL,
    wall_ms        INTEGER NOT NULL,
    count          INTEGER NOT NULL,
    partial        INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    last_sequence  INTEGER NOT NULL,
    first_stored   TEXT    NOT NULL,
    last_stored    TEXT    NOT NULL
) STRICT;
)",
    // What the server did not take, and when it was last heard of. Tables of their own: a column behind the
    // XML would have to be looked for past it.
    R"(
CREATE TABLE refusal (
    submission INTEGER PRIMARY KEY REFERENCES submission (sequence) ON DELETE CASCADE,
    refused_at TEXT    NOT NULL,
    wall_ms    INTEGER NOT NULL,
    status     INTEGER NOT NULL,
    words      TEXT    NOT NULL
) STRICT;
CREATE TABLE upload_contact (
    number  INTEGER PRIMARY KEY CHECK (number = 1),
    at      TEXT    NOT NULL,
    wall_ms INTEGER NOT NULL
) STRICT;
)",
};

} // namespace

Result<void> migrate(Database& database, std::filesystem::path const& file) {
    for (;;) {
        Result<Transaction> transaction = Transaction::begin(database);
        if (!transaction) return base::pass(transaction);
        Result<std::int64_t> const version = database.number("PRAGMA user_version");
        if (!version) return base::pass(version);
        if (*version == static_cast<std::int64_t>(steps.size())) return {};
        if (*version < 0 || *version > static_cast<std::int64_t>(steps.size()))
            return fail(Kind::Unsupported,
                        {"答卷库是更新版本的程序建立的，请升级 huibiao 后再打开",
                         "the store was made by a newer program; upgrade huibiao to open it"},
                        file.string());
        if (Result<void> const done = database.execute(steps.at(static_cast<std::size_t>(*version))); !done)
            return done;
        std::string const next = fmt::format("PRAGMA user_version={}", *version + 1);
        if (Result<void> const done = database.execute(next.c_str()); !done) return done;
        if (Result<void> const done = transaction->commit(); !done) return done;
    }
}

namespace {

/// Whether SQLite's check finds the database whole; false also where it cannot even be read.
Result<bool> passes(Database& database, char const* check) {
    Result<std::string> const verdict = database.text(check);
    if (!verdict) {
        if (database.damaged()) return false;
        return base::pass(verdict);
    }
    return *verdict == "ok";
}

} // namespace

Result<bool> sound(Database& database) {
    constexpr char const* withIndexes = "PRAGMA integrity_check(1)";
    Result<bool> good = passes(database, withIndexes);
    if (!good || *good) return good;
    good = passes(database, "PRAGMA quick_check(1)");
    if (good && *good) {
        // An index alone disagrees with its table: it would let an instanceID in twice, or hide what is new.
        base::logWarning("store: an index was damaged and is built anew");
        Result<void> const built = database.execute("REINDEX");
        if (!built && !database.damaged() && !database.taken()) return base::pass(built);
        good = built ? passes(database, withIndexes) : Result<bool>(false);
    }
    if (good && !*good) database.leaveLog();
    return good;
}

} // namespace huibiao::store::internal
