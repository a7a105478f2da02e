// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

struct sqlite3_stmt;

namespace tierwatch {

/// One prepared statement that is run for many rows, through SQLite itself where that can be: Qt
/// makes a name for each value that it binds, which takes longer than to store it. A light view of
/// a Connection, in whose thread it is used; one of the same SQL at a time.
class BulkInsert final
{
public:
    BulkInsert(Connection& connection, std::string_view sql);
    ~BulkInsert();
    Q_DISABLE_COPY_MOVE(BulkInsert)

    /// The next values in order; texts have to live until run().
    template <class... Values>
    void add(const Values&... values)
    {
        (bind(values), ...);
    }
    /// Runs it with what was added since the last time. Errors: those of Statement::exec().
    Result<void> run();

private:
    void bind(bool value) { bind(qint64(value)); }
    void bind(qint64 value);
    void bind(double value);
    void bind(const QString& value);
    void bindNull();
    template <class T>
    void bind(const std::optional<T>& value)
    {
        if (value)
            bind(*value);
        else
            bindNull();
    }
    [[nodiscard]] sqlite3_stmt* directly(const Connection& connection) const;
    Result<void> step();

    Statement m_statement;
    sqlite3_stmt* const m_direct; ///< null where Qt has to bind
    int m_bound = 0;
    QVariantList m_values; ///< for Qt
};

} // namespace tierwatch
