// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/mysqldialect.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace tierwatch {

QString MysqlDialect::connectOptions() const
{
    return u"MYSQL_OPT_CONNECT_TIMEOUT=10"_s;
}

Result<void> MysqlDialect::beginSession(QSqlDatabase& database)
{
    if (Result<void> begun = runPlain(database, u"SET SESSION TRANSACTION READ ONLY"_s); !begun)
        return begun;
    return m_timeoutMs > 0 ? limitTime(database) : Result<void>();
}

// The two products name the same thing differently, and neither knows the other's name.
Result<void> MysqlDialect::limitTime(QSqlDatabase& database) const
{
    QSqlQuery version(database);
    const bool isMariaDb = version.exec(u"SELECT VERSION()"_s) && version.next() &&
                           version.value(0).toString().contains(u"MariaDB");
    version.finish();
    if (isMariaDb)
        return runPlain(database, u"SET SESSION max_statement_time=%1"_s.arg(
                                      double(m_timeoutMs) / 1000, 0, 'f', 3));
    return runPlain(database, u"SET SESSION max_execution_time=%1"_s.arg(m_timeoutMs));
}

Result<QString> MysqlDialect::useSchema(QSqlDatabase& database, const QString& schema)
{
    return quotedSchema(database, schema);
}

bool MysqlDialect::isTimeout(const QSqlError& error) const
{
    return error.nativeErrorCode() == u"3024" || error.nativeErrorCode() == u"1969";
}

} // namespace tierwatch
