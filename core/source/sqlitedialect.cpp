// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sqlitedialect.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

constexpr std::size_t attachedAtMost = 10;

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
        m_limitOfTime.emplace(database, m_timeout);
    return runPlain(database, u"PRAGMA query_only=ON"_s);
}

void SqliteDialect::statementBegins()
{
    if (m_limitOfTime)
        m_limitOfTime->begin();
}

void SqliteDialect::statementEnds()
{
    if (m_limitOfTime)
        m_limitOfTime->end();
}

bool SqliteDialect::isTimeout(const QSqlError&) const
{
    return m_limitOfTime && m_limitOfTime->passed();
}

QString SqliteDialect::whyNoTimeout() const
{
    if (m_timeout.count() == 0 || (m_limitOfTime && m_limitOfTime->holds()))
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
