// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/statementlimit.h"

#ifdef TIERWATCH_HAS_SQLITE
#include <QSqlDriver>
#include <QSqlQuery>
#include <QVariant>

#include <sqlite3.h>
#endif

using namespace Qt::StringLiterals;

namespace tierwatch {

#ifdef TIERWATCH_HAS_SQLITE
namespace {

constexpr int stepsBetweenLooks = 10'000; // of SQLite's machine: well under a millisecond

/// Whether the driver's SQLite is the library that this program calls: a build of Qt may bring one
/// of its own, whose handles would mean nothing to ours.
bool isOurLibrary(const QSqlDatabase& database)
{
    QSqlQuery query(database);
    return query.exec(u"SELECT sqlite_source_id()"_s) && query.next() &&
           query.value(0).toString() == QLatin1StringView(sqlite3_sourceid());
}

sqlite3* handleOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

} // namespace
#endif

StatementLimit::StatementLimit([[maybe_unused]] const QSqlDatabase& database,
                               std::chrono::milliseconds most)
    : m_most(most)
{
#ifdef TIERWATCH_HAS_SQLITE
    sqlite3* const handle = isOurLibrary(database) ? handleOf(database) : nullptr;
    m_holds = handle != nullptr;
    if (m_holds)
        sqlite3_progress_handler(handle, stepsBetweenLooks, &StatementLimit::isOver, &m_deadline);
#endif
}

int StatementLimit::isOver(void* deadline)
{
    auto* const watched = static_cast<Deadline*>(deadline);
    watched->passed = watched->passed || std::chrono::steady_clock::now() > watched->at;
    return watched->passed ? 1 : 0;
}

} // namespace tierwatch
