#include "store/internal/database.h"

#include "base/file.h"
#include "base/log.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

namespace huibiao::store::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr int busyMilliseconds = 5000;

/// Each connection has to say these anew; only journal_mode stays in the file.
constexpr char const* settings = "PRAGMA synchronous=FULL;"
                                 "PRAGMA foreign_keys=ON;"
                                 "PRAGMA temp_store=MEMORY;"
                                 "PRAGMA secure_delete=ON;"
                                 "PRAGMA trusted_schema=OFF;"
                                 "PRAGMA cell_size_check=ON;"
                                 "PRAGMA journal_size_limit=4194304;";

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    ::sqlite3_finalize(statement);
}

Statement& Statement::bind(int index, std::int64_t value) {
    ::sqlite3_bind_int64(m_statement.get(), index, value);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    ::sqlite3_bind_text64(m_statement.get(), index, text.data() ? text.data() : "", text.size(),
                          SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes) {
    ::sqlite3_bind_blob64(m_statement.get(), index, bytes.data() ? bytes.data() : "", bytes.size(),
                          SQLITE_STATIC);
    return *this;
}

Result<bool> Statement::step() {
    int const code = ::sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    base::Error error = m_database->failure(code);
    reset();
    return tl::unexpected<base::Error>(std::move(error));
}

Result<void> Statement::run() {
    Result<bool> const stepped = step();
    if (!stepped) return base::pass(stepped);
    reset();
    return {};
}

void Statement::reset() {
    ::sqlite3_reset(m_statement.get());
    ::sqlite3_clear_bindings(m_statement.get());
}

std::int64_t Statement::number(int column) const {
    return ::sqlite3_column_int64(m_statement.get(), column);
}

std::string Statement::text(int column) const {
    void const* const bytes = ::sqlite3_column_blob(m_statement.get(), column);
    int const size = ::sqlite3_column_bytes(m_statement.get(), column);
    return bytes ? std::string(static_cast<char const*>(bytes), static_cast<std::size_t>(size))
                 : std::string();
}

Result<std::unique_ptr<Database>> Database::open(std::filesystem::path const& file) {
    std::unique_ptr<Database> database(new Database(file));
    int const code =
        ::sqlite3_open_v2(file.c_str(), &database->m_handle,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
    if (code != SQLITE_OK) return tl::unexpected<base::Error>(database->failure(code));
    ::sqlite3_extended_result_codes(database->m_handle, 1);
    ::sqlite3_busy_timeout(database->m_handle, busyMilliseconds);
    return database;
}

Database::~Database() {
    m_kept.clear(); // or the file would stay open until they go
    ::sqlite3_close_v2(m_handle);
}

void Database::leaveLog() {
    ::sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<void> Database::settle() {
    if (Result<void> const set = execute(settings); !set) return set;
    Result<std::string> const mode = text("PRAGMA journal_mode=WAL");
    if (!mode) return base::pass(mode);
    if (*mode != "wal")
        return fail(Kind::Unsupported,
                    {"答卷库所在的磁盘不支持 WAL，请换到本机硬盘",
                     "this disk cannot hold the store (no WAL); use the computer's own disk"},
                    m_file.string());
    return {};
}

Result<void> Database::execute(char const* sql) {
    int const code = ::sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return {};
    return tl::unexpected<base::Error>(failure(code));
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    int const code =
        ::sqlite3_prepare_v2(m_handle, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK) return tl::unexpected<base::Error>(failure(code));
    return Statement(*this, statement);
}

Result<Kept> Database::kept(std::string_view sql) {
    auto found = m_kept.find(sql);
    if (found == m_kept.end()) {
        Result<Statement> statement = prepare(sql);
        if (!statement) return base::pass(statement);
        found = m_kept.emplace(sql, std::move(*statement)).first;
    }
    return Kept(found->second);
}

Result<std::int64_t> Database::number(std::string_view sql) {
    Result<Statement> statement = prepare(sql);
    if (!statement) return base::pass(statement);
    Result<bool> const row = statement->step();
    if (!row) return base::pass(row);
    return *row ? statement->number(0) : 0;
}

Result<std::string> Database::text(std::string_view sql) {
    Result<Statement> statement = prepare(sql);
    if (!statement) return base::pass(statement);
    Result<bool> const row = statement->step();
    if (!row) return base::pass(row);
    return *row ? statement->text(0) : std::string();
}

std::int64_t Database::lastRow() const {
    return ::sqlite3_last_insert_rowid(m_handle);
}

base::Error Database::failure(int code) {
    int const system = m_handle ? ::sqlite3_system_errno(m_handle) : 0;
    std::string const where = m_file.string();
    m_taken = code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY;
    base::logWarning(fmt::format("store: SQLite {} ({}), errno {}", code, ::sqlite3_errstr(code), system));
    switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        m_damaged = true;
        return {Kind::Io, {"答卷库文件已损坏", "the store's file is damaged"}, where};
    case SQLITE_FULL: return base::systemError(ENOSPC, m_file);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {
            Kind::Unavailable,
            {"另一个程序正在使用答卷库，请稍候再试", "another program is using the store; try again shortly"},
            where};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return base::systemError(EACCES, m_file);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: return base::systemError(system == 0 ? EIO : system, m_file);
    default:
        return {Kind::Io,
                {fmt::format("答卷库出错：{}", ::sqlite3_errstr(code)),
                 fmt::format("the store failed: {}", ::sqlite3_errstr(code))},
                where};
    }
}

Result<Transaction> Transaction::begin(Database& database) {
    // IMMEDIATE: waits for another process here, where nothing has been done yet.
    Result<Kept> const begin = database.kept("BEGIN IMMEDIATE");
    if (!begin) return base::pass(begin);
    if (Result<void> const begun = (*begin)->run(); !begun) return base::pass(begun);
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    // SQLite has rolled back by itself after some errors; then this one only says so.
    if (m_database) ::sqlite3_exec(m_database->m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
    Result<Kept> const commit = m_database->kept("COMMIT");
    if (!commit) return base::pass(commit);
    Result<void> const done = (*commit)->run();
    if (done) m_database = nullptr;
    return done;
}

} // namespace huibiao::store::internal
