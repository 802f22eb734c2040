#include "store/store.h"

#include "base/file.h"
#include "base/log.h"
#include "crypto/hash.h"
#include "store/internal/state.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

namespace huibiao::store {

using base::fail;
using base::Kind;
using base::Result;
using internal::Database;
using internal::Kept;
using internal::Statement;
using internal::Transaction;

namespace {

/// Smaller steps back come from a time server's corrections.
constexpr std::int64_t clockSlackMs = 120'000;

constexpr std::string_view entryColumns =
    "sequence, instance_id, form_id, form_version, stored_at, wall_ms, clock_trusted, sha256, length(xml), "
    "(SELECT count(*) FROM attachment WHERE submission = sequence), export_id, uploaded_to, partial, "
    "sealed_for";
constexpr int partialColumn = 12;
constexpr int sealedColumn = 13;
constexpr int xmlColumn = 14;

std::string_view condition(Which which) {
    switch (which) {
    case Which::All: return " WHERE partial = 0";
    case Which::NotExported: return " WHERE partial = 0 AND export_id IS NULL";
    case Which::NotUploaded: return " WHERE uploaded_to IS NULL AND partial = 0";
    case Which::Refused:
        return " WHERE sequence IN (SELECT submission FROM refusal) AND uploaded_to IS NULL AND partial = 0";
    case Which::Partial: return " WHERE partial = 1";
    case Which::PartialNotExported: return " WHERE partial = 1 AND export_id IS NULL";
    }
    return "";
}

Entry entryOf(Statement const& row) {
    Entry entry;
    entry.sequence = row.number(0);
    entry.instanceId = row.text(1);
    entry.formId = row.text(2);
    entry.formVersion = row.text(3);
    entry.storedAt = row.text(4);
    entry.wall = base::WallTime(std::chrono::milliseconds(row.number(5)));
    entry.clockTrusted = row.number(6) != 0;
    entry.sha256 = row.text(7);
    entry.bytes = static_cast<std::size_t>(row.number(8));
    entry.attachments = static_cast<std::size_t>(row.number(9));
    entry.exportId = row.text(10);
    entry.uploadedTo = row.text(11);
    entry.complete = row.number(partialColumn) == 0;
    entry.sealedFor = row.text(sealedColumn);
    return entry;
}

std::int64_t milliseconds(auto duration) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

/// Tells apart the readings of the steady clock, which starts anew with the computer.
std::string bootId() {
    Result<std::string> const id = base::readFile("/proc/sys/kernel/random/boot_id", 64);
    return id ? id->substr(0, id->find('\n')) : std::string();
}

bool sameAttachments(std::vector<form::Attachment> const& a, std::vector<form::Attachment> const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](auto const& x, auto const& y) {
        return x.name == y.name && x.mediaType == y.mediaType && x.bytes == y.bytes;
    });
}

} // namespace

Store::Store(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Database*> Store::State::db() {
    if (database) return database.get();
    std::filesystem::path setAside;
    auto opened = place.open(options.mustExist, clock.wall(), setAside, options.lookThrough);
    if (!setAside.empty())
        warnings.push_back(
            {true,
             {Kind::Io,
              {"答卷库文件已损坏，已整体另存在这里，请交技术人员恢复；新答卷存入新库",
               "the store's file was damaged and has been set aside here; have it recovered. New "
               "answers go to a new store"},
              setAside.string()}});
    if (!opened) return base::pass(opened);
    Result<std::string> const latest =
        (*opened)->text("SELECT max(wall_ms) FROM submission WHERE clock_trusted = 1");
    if (!latest) return base::pass(latest);
    latestTrustedMs.reset();
    if (!latest->empty()) latestTrustedMs = std::stoll(*latest);
    database = std::move(*opened);
    return database.get();
}

Result<Store> Store::open(std::filesystem::path const& folder, base::Clock const& clock,
                          base::Findings* findings, StoreOptions const& options) {
    Result<internal::Place> place = internal::Place::enter(folder, options.mustExist);
    if (!place) return base::pass(place);
    Store store(std::unique_ptr<State>(new State{clock, options, bootId(), std::move(*place), nullptr}));
    Result<Database*> const database = store.m_state->db();
    base::Findings warnings = std::exchange(store.m_state->warnings, {});
    if (findings) findings->insert(findings->end(), warnings.begin(), warnings.end());
    if (!database) return base::pass(database);
    return store;
}

base::Findings const& Store::warnings() const {
    return m_state->warnings;
}

bool Store::State::trusted(std::int64_t wallMs) const {
    if (wallMs < milliseconds(options.clockFloor.time_since_epoch())) return false;
    return !latestTrustedMs || wallMs + clockSlackMs >= *latestTrustedMs;
}

Result<bool> Store::clockTrusted() const {
    if (Result<Database*> const connection = m_state->db(); !connection) return base::pass(connection);
    return m_state->trusted(milliseconds(m_state->clock.wall().time_since_epoch()));
}

Result<void> Store::State::insert(form::Submission const& submission) {
    Result<Database*> const connection = db(); // first: it knows the latest time
    if (!connection) return base::pass(connection);
    std::int64_t const wallMs = milliseconds(clock.wall().time_since_epoch());
    bool const trust = trusted(wallMs);
    std::string const storedAt = base::isoLocal(base::WallTime(std::chrono::milliseconds(wallMs)));
    std::string const sum = crypto::sha256Hex(submission.xml);

    Result<Transaction> transaction = Transaction::begin(*database);
    if (!transaction) return base::pass(transaction);
    Result<Kept> const insert =
        database->kept("INSERT INTO submission (instance_id, form_id, form_version, stored_at, wall_ms, "
                       "clock_trusted, boot_id, "
                       "steady_ms, sha256, xml, sealed_for, partial) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                       "?, nullif(?, ''), ?)");
    if (!insert) return base::pass(insert);
    Statement& row = **insert;
    row.bind(1, submission.instanceId).bind(2, submission.formId).bind(3, submission.formVersion);
    row.bind(4, storedAt).bind(5, wallMs).bind(6, std::int64_t{trust}).bind(7, boot);
    row.bind(8, milliseconds(clock.steady().time_since_epoch()))
        .bind(9, sum)
        .bindBlob(10, submission.xml)
        .bind(11, submission.sealedFor)
        .bind(12, std::int64_t{!submission.complete});
    if (Result<void> const done = row.run(); !done) return done;
    if (Result<void> const done = insertAttachments(database->lastRow(), submission); !done) return done;
    if (Result<void> const done = transaction->commit(); !done) return done;
    if (trust) latestTrustedMs = std::max(wallMs, latestTrustedMs.value_or(wallMs));
    return {};
}

Result<void> Store::State::insertAttachments(std::int64_t sequence, form::Submission const& submission) {
    if (submission.attachments.empty()) return {};
    Result<Kept> const kept = database->kept("INSERT INTO attachment (submission, position, name, "
                                             "media_type, sha256, bytes) VALUES (?, ?, ?, ?, ?, ?)");
    if (!kept) return base::pass(kept);
    Statement& insert = **kept;
    std::int64_t position = 0;
    for (form::Attachment const& attachment : submission.attachments) {
        std::string const sum = crypto::sha256Hex(attachment.bytes);
        insert.bind(1, sequence).bind(2, position++).bind(3, attachment.name).bind(4, attachment.mediaType);
        insert.bind(5, sum).bindBlob(6, attachment.bytes);
        if (Result<void> const done = insert.run(); !done) return done;
    }
    return {};
}

Result<void> Store::keep(form::Submission const& submission) {
    if (submission.instanceId.empty() || submission.xml.empty())
        return fail(Kind::Invalid, {"答卷没有编号或内容，没有保存",
                                    "a submission without instanceID or content was not stored"});
    Result<void> kept = m_state->insert(submission);
    if (!kept && m_state->database && m_state->database->damaged()) {
        // Closed before it is moved: SQLite deletes the log by its name when it closes.
        m_state->database.reset();
        kept = m_state->insert(submission);
    }
    if (kept || !m_state->database) return kept;
    if (!m_state->database->taken()) return kept;
    Result<Stored> const before = read(std::string_view(submission.instanceId));
    if (!before) {
        if (before.error().kind != Kind::Missing) return base::pass(before);
        return fail(Kind::Invalid,
                    {"答卷里有两个同名附件，没有保存", "two attachments have the same name; not stored"},
                    submission.instanceId);
    }
    if (before->submission.xml == submission.xml &&
        sameAttachments(before->submission.attachments, submission.attachments))
        return {};
    if (!before->submission.sealedFor.empty())
        return fail(
            Kind::Exists,
            {"已有同一编号的答卷，它是密封的，无法比较内容；没有覆盖它",
             "a submission with this instanceID is stored; it is sealed, so the two cannot be compared. "
             "It was not overwritten"},
            submission.instanceId);
    return fail(Kind::Exists,
                {"已有同一编号而内容不同的答卷，没有覆盖它",
                 "another submission has this instanceID; it was not overwritten"},
                submission.instanceId);
}

Result<std::size_t> Store::count(Which which) const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Result<std::int64_t> const count =
        (*connection)->number(fmt::format("SELECT count(*) FROM submission{}", condition(which)));
    if (!count) return base::pass(count);
    return static_cast<std::size_t>(*count);
}

Result<std::vector<Entry>> Store::list(Which which) const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Result<Statement> rows = (*connection)
                                 ->prepare(fmt::format("SELECT {} FROM submission{} ORDER BY sequence",
                                                       entryColumns, condition(which)));
    if (!rows) return base::pass(rows);
    std::vector<Entry> entries;
    for (;;) {
        Result<bool> const row = rows->step();
        if (!row) return base::pass(row);
        if (!*row) return entries;
        entries.push_back(entryOf(*rows));
    }
}

Result<std::vector<std::int64_t>> Store::sequences(Which which) const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Result<Statement> rows =
        (*connection)
            ->prepare(fmt::format("SELECT sequence FROM submission{} ORDER BY sequence", condition(which)));
    if (!rows) return base::pass(rows);
    std::vector<std::int64_t> found;
    for (;;) {
        Result<bool> const row = rows->step();
        if (!row) return base::pass(row);
        if (!*row) return found;
        found.push_back(rows->number(0));
    }
}

Result<std::vector<Edition>> Store::editions(Which which) const {
    Result<Database*> const connection = m_state->db();
    if (!connection) return base::pass(connection);
    Result<Statement> rows =
        (*connection)
            ->prepare(fmt::format("SELECT form_id, form_version, count(*), sealed_for FROM submission{} "
                                  "GROUP BY form_id, form_version, sealed_for ORDER BY min(sequence)",
                                  condition(which)));
    if (!rows) return base::pass(rows);
    bool const complete = which != Which::Partial && which != Which::PartialNotExported;
    std::vector<Edition> found;
    for (;;) {
        Result<bool> const row = rows->step();
        if (!row) return base::pass(row);
        if (!*row) return found;
        found.push_back({rows->text(0), rows->text(1), static_cast<std::size_t>(rows->number(2)),
                         rows->text(3), complete});
    }
}

Result<Stored> Store::State::readOne(std::string_view where, auto key) {
    Result<Database*> const connection = db();
    if (!connection) return base::pass(connection);
    Result<Kept> const kept =
        (*connection)->kept(fmt::format("SELECT {}, xml FROM submission WHERE {} = ?", entryColumns, where));
    if (!kept) return base::pass(kept);
    Statement& rows = **kept;
    rows.bind(1, key);
    Result<bool> const row = rows.step();
    if (!row) return base::pass(row);
    if (!*row)
        return fail(Kind::Missing, {"没有这份答卷", "there is no such submission"}, fmt::format("{}", key));
    Stored stored;
    stored.entry = entryOf(rows);
    stored.submission = {
        stored.entry.instanceId, stored.entry.formId,  stored.entry.formVersion, rows.text(xmlColumn), {},
        stored.entry.sealedFor,  stored.entry.complete};
    stored.intact = crypto::sha256Hex(stored.submission.xml) == stored.entry.sha256;
    if (stored.entry.attachments == 0) return stored;

    Result<Kept> const files = database->kept(
        "SELECT name, media_type, bytes, sha256 FROM attachment WHERE submission = ? ORDER BY position");
    if (!files) return base::pass(files);
    (*files)->bind(1, stored.entry.sequence);
    for (;;) {
        Result<bool> const file = (*files)->step();
        if (!file) return base::pass(file);
        if (!*file) return stored;
        stored.submission.attachments.push_back({(*files)->text(0), (*files)->text(1), (*files)->text(2)});
        stored.intact = stored.intact &&
                        crypto::sha256Hex(stored.submission.attachments.back().bytes) == (*files)->text(3);
    }
}

Result<Stored> Store::read(std::int64_t sequence) const {
    return m_state->readOne("sequence", sequence);
}

Result<Stored> Store::read(std::string_view instanceId) const {
    return m_state->readOne("instance_id", instanceId);
}

Result<void> Store::State::mark(char const* column, std::vector<std::int64_t> const& sequences,
                                std::string_view value) {
    Result<Database*> const connection = db();
    if (!connection) return base::pass(connection);
    Result<Transaction> transaction = Transaction::begin(**connection);
    if (!transaction) return base::pass(transaction);
    Result<Statement> update = database->prepare(
        fmt::format("UPDATE submission SET {0} = ? WHERE sequence = ? AND {0} IS NULL", column));
    if (!update) return base::pass(update);
    for (std::int64_t const sequence : sequences)
        if (Result<void> const done = update->bind(1, value).bind(2, sequence).run(); !done) return done;
    return transaction->commit();
}

Result<void> Store::markExported(std::vector<std::int64_t> const& sequences, std::string_view exportId) {
    if (exportId.empty()) return fail(Kind::Invalid, {"导出编号是空的", "the export has no id"});
    return m_state->mark("export_id", sequences, exportId);
}

Result<void> Store::markUploaded(std::vector<std::int64_t> const& sequences, std::string_view server) {
    if (server.empty()) return fail(Kind::Invalid, {"服务器地址是空的", "the server has no address"});
    return m_state->mark("uploaded_to", sequences, server);
}

} // namespace huibiao::store
