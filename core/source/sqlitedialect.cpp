// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sqlitedialect.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

#ifdef TIERWATCH_HAS_SQLITE
#include <sqlite3.h>
#endif

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

constexpr std::size_t attachedAtMost = 10;
constexpr int stepsBetweenLooks = 10'000; // of SQLite's machine: well under a millisecond

std::size_t compiledLimit(QSqlDatabase& database)
{
    QSqlQuery options(database);
    options.setForwardOnly(true);
    if (!options.exec(u"PRAGMA compile_options"_s))
        return attachedAtMost;
    while (options.next()) {
        const QString option = options.value(0).toString();
        if (option.startsWith(u"MAX_ATTACHED="))
            return option.section(u'=', 1).toULongLong();
    }
    return attachedAtMost;
}

#ifdef TIERWATCH_HAS_SQLITE
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
#endif

} // namespace

SqliteDialect::SqliteDialect(QString schemaFolder, qint64 timeoutMs)
    : m_folder(std::move(schemaFolder)), m_timeout(timeoutMs)
{
}

QString SqliteDialect::connectOptions() const
{
    return u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s;
}

Result<void> SqliteDialect::beginSession(QSqlDatabase& database)
{
    m_limit = std::min(attachedAtMost, compiledLimit(database));
    if (m_timeout.count() > 0)
        watchTime(database);
    return runPlain(database, u"PRAGMA query_only=ON"_s);
}

void SqliteDialect::watchTime([[maybe_unused]] const QSqlDatabase& database)
{
#ifdef TIERWATCH_HAS_SQLITE
    sqlite3* const handle = isOurLibrary(database) ? handleOf(database) : nullptr;
    m_watched = handle != nullptr;
    if (m_watched)
        sqlite3_progress_handler(handle, stepsBetweenLooks, &SqliteDialect::isOver,
                                 m_deadline.get());
#endif
}

int SqliteDialect::isOver(void* deadline)
{
    auto* const watched = static_cast<Deadline*>(deadline);
    watched->passed = watched->passed || std::chrono::steady_clock::now() > watched->at;
    return watched->passed ? 1 : 0;
}

void SqliteDialect::statementBegins()
{
    if (m_watched)
        *m_deadline = {std::chrono::steady_clock::now() + m_timeout};
}

void SqliteDialect::statementEnds()
{
    *m_deadline = {};
}

bool SqliteDialect::isTimeout(const QSqlError&) const
{
    return m_deadline->passed;
}

QString SqliteDialect::whyNoTimeout() const
{
    if (m_watched || m_timeout.count() == 0)
        return {};
    return tr("Qt's driver brings an SQLite of its own, which can't be told to stop.");
}

Result<QString> SqliteDialect::useSchema(QSqlDatabase& database, const QString& schema)
{
    const auto found = std::ranges::find(m_attached, schema, &Attached::schema);
    if (found == m_attached.end())
        return attach(database, schema);
    m_attached.splice(m_attached.begin(), m_attached, found);
    return found->alias;
}

Result<QString> SqliteDialect::attach(QSqlDatabase& database, const QString& schema)
{
    const QString path = m_folder + u'/' + schema + u".db"_s;
    if (!QFileInfo(path).isFile())
        return Error{ErrorCode::NotFound,
                     tr("The schema \"%1\" has no database file. Expected: %2").arg(schema, path)};
    if (Result<void> room = makeRoom(database); !room)
        return room.error();
    const QString alias = u"\"schema_%1\""_s.arg(++m_made);
    QSqlQuery query(database);
    query.prepare(u"ATTACH DATABASE ? AS "_s + alias);
    query.addBindValue(path);
    if (!query.exec())
        return Error{
            ErrorCode::Source,
            tr("The database file of the schema \"%1\" can't be opened: %2").arg(schema, path),
            query.lastError().text()};
    m_attached.push_front({schema, alias});
    return alias;
}

Result<void> SqliteDialect::makeRoom(QSqlDatabase& database)
{
    if (m_attached.size() < m_limit)
        return {};
    Result<void> detached = runPlain(database, u"DETACH DATABASE "_s + m_attached.back().alias);
    if (detached)
        m_attached.pop_back();
    return detached;
}

} // namespace tierwatch
