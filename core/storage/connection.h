// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/endhold.h"
#include "storage/statement.h"
#include "storage/statementlimit.h"

#include <QCoreApplication>
#include <QSqlDatabase>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tierwatch {

/// How one connection is opened.
struct ConnectionOptions
{
    enum class Kind {
        Writer,    ///< reads, writes, creates the file, and alone checkpoints
        Reader,    ///< reads what others may write; cannot write, never checkpoints
        Shared,    ///< reads and writes a file that several write; no log, every commit durable
        Immutable, ///< reads a file that nobody can change; touches nothing beside it
        Guest,     ///< writes to a file that another program owns: creates none, sets nothing that
                   ///< lasts, never checkpoints while another connection is open
    };
    QString path;
    Kind kind = Kind::Reader;
    int busyTimeoutMs = 5000;
    int readLimitMs = 30'000; ///< of a reader's statement: as long as one lasts, the log grows
};

/// One open SQLite connection with its prepared statements. It belongs to the thread that opened
/// it; no other thread may call or destroy it.
class Connection final
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
public:
    /// After so many pages of changes the writer puts them into the file.
    static constexpr int checkpointPages = 4000;

    /// Opens and sets the pragmas, reading them back. Errors: Unreadable, Locked, Storage.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const ConnectionOptions& options);
    /// Stands for one that could not be opened: all it does fails with this.
    [[nodiscard]] static std::unique_ptr<Connection> failed(Error failure);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    [[nodiscard]] bool isOpen() const { return !m_failure; }
    /// Whether a writer's statements may be run by SQLite itself.
    [[nodiscard]] bool usesOurSqlite() const { return m_usesOurSqlite; }

    /// The statement of this SQL, prepared at its first use. A failure to prepare is told by
    /// exec().
    [[nodiscard]] Statement prepared(std::string_view sql);
    /// Runs one statement without values once. Errors: Locked (busy), Storage.
    Result<void> exec(const QString& sql);
    /// The first column of the first row, or an invalid variant where there is none.
    [[nodiscard]] Result<QVariant> value(const QString& sql);

private:
    struct TextHash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    struct Cached
    {
        QSqlQuery query;
        bool ready = false; ///< prepared; what could not be is tried again
    };

    explicit Connection(const ConnectionOptions& options);
    explicit Connection(Error failure);
    Result<void> setPragmas(const ConnectionOptions& options);
    Result<void> setPragma(const QString& name, const QString& value, const QString& readBack);

    QSqlDatabase m_database;
    EndHold m_hold; ///< a thread closes what it has at its end
    bool m_usesOurSqlite = false;
    std::optional<StatementLimit> m_limit; ///< of a reader
    std::optional<Error> m_failure;
    std::unordered_map<std::string, Cached, TextHash, std::equal_to<>> m_statements;
};

/// A write transaction that is undone unless it is committed. The lock is taken at the beginning
/// (BEGIN IMMEDIATE), so it can't fail half-way for want of it.
class Transaction final
{
public:
    explicit Transaction(Connection& connection) : m_connection(connection) {}
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    Result<void> begin();
    Result<void> commit();
    void rollBack();

private:
    Connection& m_connection;
    bool m_open = false;
};

} // namespace tierwatch
