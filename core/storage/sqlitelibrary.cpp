// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/sqlitelibrary.h"

#ifdef TIERWATCH_HAS_SQLITE
#include <QSqlDriver>
#include <QSqlQuery>
#include <QVariant>

#include <sqlite3.h>
#endif

using namespace Qt::StringLiterals;

namespace tierwatch::sqlitelibrary {

#ifdef TIERWATCH_HAS_SQLITE

bool isOurs(const QSqlDatabase& database)
{
    QSqlQuery query(database);
    return query.exec(u"SELECT sqlite_source_id()"_s) && query.next() &&
           query.value(0).toString() == QLatin1StringView(sqlite3_sourceid()) &&
           qstrcmp(database.driver()->handle().typeName(), "sqlite3*") == 0;
}

sqlite3* handleOf(const QSqlDatabase& database)
{
    if (!isOurs(database))
        return nullptr;
    const QVariant handle = database.driver()->handle();
    return *static_cast<sqlite3* const*>(handle.constData());
}

#else

bool isOurs(const QSqlDatabase&)
{
    return false;
}

sqlite3* handleOf(const QSqlDatabase&)
{
    return nullptr;
}

#endif

} // namespace tierwatch::sqlitelibrary
