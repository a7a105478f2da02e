// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/countsfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int currentVersion = 1;

constexpr std::array statements = {
    "CREATE TABLE services(id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, "
    "told_ms INTEGER NOT NULL, hits INTEGER NOT NULL, misses INTEGER NOT NULL)",
    "CREATE TABLE counts(service_id INTEGER NOT NULL, step_ms INTEGER NOT NULL, "
    "start_ms INTEGER NOT NULL, hits INTEGER NOT NULL, misses INTEGER NOT NULL, "
    "PRIMARY KEY(service_id, step_ms, start_ms)) WITHOUT ROWID",
    "PRAGMA user_version = 1",
};

ToldCounters countersOf(Statement& row)
{
    return {row.integer(0), row.integer(1), row.integer(2)};
}

CountedStep stepOf(Statement& row)
{
    return {row.integer(0), row.integer(1), row.integer(2)};
}

} // namespace

Result<std::unique_ptr<CountsFile>> CountsFile::open(const QString& path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)) // whoever shares a file does not make it
        return Error{ErrorCode::Unreadable, file.errorString()};
    file.close();
    auto connection = Connection::open({path, ConnectionOptions::Kind::Shared});
    if (!connection)
        return connection.error();
    std::unique_ptr<CountsFile> opened(new CountsFile(*std::move(connection)));
    if (const auto created = opened->create(); !created)
        return created.error();
    return opened;
}

/// Another program may do so at the same time.
Result<void> CountsFile::create()
{
    Transaction transaction(*m_connection);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto version = m_connection->value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    if (version->toInt() > currentVersion)
        return Error{ErrorCode::NewerVersion, tr("A newer version of this program wrote it.")};
    if (version->toInt() == currentVersion)
        return {};
    for (const char* statement : statements) {
        if (auto made = m_connection->exec(QLatin1StringView(statement)); !made)
            return made;
    }
    return transaction.commit();
}

Result<std::optional<ToldCounters>> CountsFile::told(const QString& place)
{
    return m_connection->prepared("SELECT told_ms, hits, misses FROM services WHERE place = ?")
        .firstRow(countersOf, place);
}

Result<void> CountsFile::tell(const QString& place, const ToldCounters& counters)
{
    return m_connection
        ->prepared("INSERT INTO services(place, told_ms, hits, misses) VALUES (?, ?, ?, ?) "
                   "ON CONFLICT(place) DO UPDATE SET told_ms = excluded.told_ms, "
                   "hits = excluded.hits, misses = excluded.misses")
        .exec(place, counters.atMs, counters.hits, counters.misses);
}

Result<void> CountsFile::add(const QString& place, qint64 stepMs, const CountedStep& counted)
{
    return m_connection
        ->prepared("INSERT INTO counts(service_id, step_ms, start_ms, hits, misses) "
                   "SELECT id, ?, ?, ?, ? FROM services WHERE place = ? "
                   "ON CONFLICT(service_id, step_ms, start_ms) DO UPDATE SET "
                   "hits = hits + excluded.hits, misses = misses + excluded.misses")
        .exec(stepMs, counted.startMs, counted.hits, counted.misses, place);
}

Result<std::vector<CountedStep>> CountsFile::sums(const QString& place, qint64 stepMs,
                                                  qint64 fromMs, qint64 toMs, qint64 sumMs)
{
    return m_connection
        ->prepared("SELECT start_ms - (start_ms - ?) % ? AS first_ms, sum(hits), sum(misses) "
                   "FROM counts WHERE service_id = (SELECT id FROM services WHERE place = ?) "
                   "AND step_ms = ? AND start_ms >= ? AND start_ms < ? "
                   "GROUP BY first_ms ORDER BY first_ms")
        .rows(stepOf, fromMs, sumMs, place, stepMs, fromMs, toMs);
}

Result<void> CountsFile::removeBefore(const QString& place, qint64 stepMs, qint64 beforeMs)
{
    return m_connection
        ->prepared("DELETE FROM counts WHERE service_id = (SELECT id FROM services WHERE place = ?)"
                   " AND step_ms = ? AND start_ms < ?")
        .exec(place, stepMs, beforeMs);
}

Result<void> CountsFile::forgetBefore(qint64 beforeMs)
{
    if (auto done = m_connection
                        ->prepared("DELETE FROM counts WHERE service_id IN "
                                   "(SELECT id FROM services WHERE told_ms < ?)")
                        .exec(beforeMs);
        !done)
        return done;
    return m_connection->prepared("DELETE FROM services WHERE told_ms < ?").exec(beforeMs);
}

} // namespace tierwatch
