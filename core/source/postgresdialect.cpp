// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/postgresdialect.h"

#include "source/postgresdialectvalues.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlField>

using namespace Qt::StringLiterals;

namespace tierwatch {

QString PostgresDialect::connectOptions() const
{
    return u"connect_timeout=10"_s;
}

// Not as a connection option, which would take the place of one that the workspace gives.
Result<void> PostgresDialect::beginSession(QSqlDatabase& database)
{
    Result<void> begun = runPlain(database, u"SET default_transaction_read_only=on"_s);
    if (begun && m_timeoutMs > 0)
        begun = runPlain(database, u"SET statement_timeout=%1"_s.arg(m_timeoutMs));
    return begun;
}

Result<QString> PostgresDialect::useSchema(QSqlDatabase& database, const QString& schema)
{
    return quotedSchema(database, schema);
}

bool PostgresDialect::isTimeout(const QSqlError& error) const
{
    return error.nativeErrorCode() == u"57014"; // query_canceled
}

ValueWriter PostgresDialect::writerFor(const QSqlField& column) const
{
    return postgres::writerOf(column.typeID());
}

} // namespace tierwatch
