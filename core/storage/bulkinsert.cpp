// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/bulkinsert.h"

#include "storage/sqlerror.h"

#ifdef TIERWATCH_HAS_SQLITE
#include <sqlite3.h>
#endif

#include <utility>

namespace tierwatch {

BulkInsert::BulkInsert(Connection& connection, std::string_view sql)
    : m_statement(connection.prepared(sql)), m_direct(directly(connection))
{
#ifdef TIERWATCH_HAS_SQLITE
    // Taken once, it costs less each time that SQLite takes it.
    if (m_direct)
        sqlite3_mutex_enter(sqlite3_db_mutex(sqlite3_db_handle(m_direct)));
#endif
}

BulkInsert::~BulkInsert()
{
#ifdef TIERWATCH_HAS_SQLITE
    if (!m_direct)
        return;
    sqlite3_clear_bindings(m_direct);
    sqlite3_mutex_leave(sqlite3_db_mutex(sqlite3_db_handle(m_direct)));
#endif
}

sqlite3_stmt* BulkInsert::directly(const Connection& connection) const
{
    const bool can = connection.usesOurSqlite() && m_statement.failure();
    return can ? static_cast<sqlite3_stmt*>(m_statement.handle()) : nullptr;
}

void BulkInsert::bind(qint64 value)
{
#ifdef TIERWATCH_HAS_SQLITE
    if (m_direct)
        sqlite3_bind_int64(m_direct, ++m_bound, value);
#endif
    if (!m_direct)
        m_values.append(value);
}

void BulkInsert::bind(double value)
{
#ifdef TIERWATCH_HAS_SQLITE
    if (m_direct)
        sqlite3_bind_double(m_direct, ++m_bound, value);
#endif
    if (!m_direct)
        m_values.append(value);
}

void BulkInsert::bind(const QString& value)
{
#ifdef TIERWATCH_HAS_SQLITE
    if (m_direct)
        sqlite3_bind_text16(m_direct, ++m_bound, value.utf16(),
                            static_cast<int>(value.size() * qsizetype(sizeof(QChar))), nullptr);
#endif
    if (!m_direct)
        m_values.append(value);
}

void BulkInsert::bindNull()
{
#ifdef TIERWATCH_HAS_SQLITE
    if (m_direct)
        sqlite3_bind_null(m_direct, ++m_bound);
#endif
    if (!m_direct)
        m_values.append(QVariant());
}

Result<void> BulkInsert::run()
{
    if (m_direct)
        return step();
    return m_statement.run(std::exchange(m_values, {}));
}

Result<void> BulkInsert::step()
{
    m_bound = 0;
#ifdef TIERWATCH_HAS_SQLITE
    if (sqlite3_step(m_direct) != SQLITE_DONE) {
        sqlite3* const connection = sqlite3_db_handle(m_direct);
        const QSqlError error({}, QString::fromUtf8(sqlite3_errmsg(connection)),
                              QSqlError::StatementError,
                              QString::number(sqlite3_extended_errcode(connection)));
        sqlite3_reset(m_direct);
        return sqlFailure(error);
    }
    sqlite3_reset(m_direct);
#endif
    return {};
}

} // namespace tierwatch
