#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace huibiao::store::internal {

class Database;

/// A prepared statement; bind from 1, columns from 0.
class Statement {
public:
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text); ///< the text must live until reset()
    Statement& bindBlob(int index, std::string_view bytes);
    /// True while there is a row.
    [[nodiscard]] base::Result<bool> step();
    /// For statements that give no rows; ready to be used again afterwards.
    [[nodiscard]] base::Result<void> run();
    void reset(); ///< forgets what was bound
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string text(int column) const; ///< of a BLOB too; "" for NULL

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(Database& database, sqlite3_stmt* statement) : m_database(&database), m_statement(statement) {}
    Database* m_database;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// A statement that its connection keeps ready for the next time: what is written once a submission need not
/// be parsed anew each time. Use and let go before the same text is asked for again.
class Kept {
public:
    explicit Kept(Statement& statement) : m_statement(&statement, Rest()) {}
    Statement* operator->() const { return m_statement.get(); }
    Statement& operator*() const { return *m_statement; }

private:
    struct Rest {
        void operator()(Statement* statement) const { statement->reset(); }
    };
    std::unique_ptr<Statement, Rest> m_statement;
};

/// One connection. Not movable: statements point to it.
class Database {
public:
    /// The file must be there. Reads nothing of it yet. 5 s busy timeout.
    [[nodiscard]] static base::Result<std::unique_ptr<Database>> open(std::filesystem::path const& file);
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;
    ~Database();

    /// WAL, synchronous=FULL: commit() returns once the disk has it.
    [[nodiscard]] base::Result<void> settle();
    [[nodiscard]] base::Result<void> execute(char const* sql);
    [[nodiscard]] base::Result<Statement> prepare(std::string_view sql);
    [[nodiscard]] base::Result<Kept> kept(std::string_view sql);           ///< prepared once
    [[nodiscard]] base::Result<std::int64_t> number(std::string_view sql); ///< of the first row
    [[nodiscard]] base::Result<std::string> text(std::string_view sql);

    /// The rowid of the last INSERT. Cheaper than RETURNING, which makes a table for its answer and a journal
    /// for the statement.
    [[nodiscard]] std::int64_t lastRow() const;

    /// SQLite found the file to be damaged, in this call or one before.
    [[nodiscard]] bool damaged() const { return m_damaged; }
    /// Closing leaves the log beside the file as it is, for what is to be set aside whole.
    void leaveLog();
    /// The last failure was a UNIQUE or PRIMARY KEY that is taken.
    [[nodiscard]] bool taken() const { return m_taken; }
    [[nodiscard]] base::Error failure(int code);

private:
    explicit Database(std::filesystem::path file) : m_file(std::move(file)) {}
    std::filesystem::path m_file;
    sqlite3* m_handle = nullptr;
    std::map<std::string, Statement, std::less<>> m_kept;
    bool m_damaged = false;
    bool m_taken = false;
    friend class Statement;
    friend class Transaction;
};

/// Rolls back unless committed.
class Transaction {
public:
    [[nodiscard]] static base::Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    [[nodiscard]] base::Result<void> commit();

private:
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database;
};

} // namespace huibiao::store::internal
