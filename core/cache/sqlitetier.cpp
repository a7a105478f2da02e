// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/sqlitetier.h"

#include "cache/keptswitches.h"
#include "storage/barrierstable.h"
#include "storage/cachefile.h"
#include "storage/invalidationstable.h"
#include "storage/metatable.h"
#include "storage/trashtable.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr size_t mostTouches = 100'000;
constexpr qint64 hourMs = 3'600'000;
constexpr int pagesWhileSweeping = 8000;

QString stampCounter()
{
    return u"next_stamp"_s;
}

Reach reachOf(const Invalidation& invalidation)
{
    return {static_cast<qint64>(invalidation.stamp), invalidation.wallMs};
}

Result<void> checkpointEvery(Connection& connection, int pages)
{
    return connection.exec(u"PRAGMA wal_autocheckpoint = %1"_s.arg(pages));
}

/// Runs it in the writer's thread, perhaps twice, and gives what it gave.
template <class T, class Work>
Result<T> write(CacheFile& file, Work work, Durability durability = Durability::Normal)
{
    T value{};
    const Result<void> done = file.writer().run(
        [&](Connection& connection) -> Result<void> {
            Result<T> result = work(connection);
            if (!result)
                return result.error();
            value = *std::move(result);
            return {};
        },
        durability);
    if (!done)
        return done.error();
    return value;
}

} // namespace

SqliteTier::SqliteTier(CacheFile& file, Clock& clock) : m_file(file), m_clock(clock) {}

Result<std::optional<FoundEntry>> SqliteTier::find(const QByteArray& key)
{
    return EntriesTable(m_file.reader()).find(key);
}

Result<std::optional<FoundEntry>> SqliteTier::findInTrash(const QByteArray& key)
{
    return TrashTable(m_file.reader()).find(key);
}

void SqliteTier::noteHit(const QByteArray& key)
{
    const std::lock_guard lock(m_touchMutex);
    if (m_touches.size() < mostTouches)
        m_touches.push_back({key, 1, m_clock.wallMs()});
}

bool SqliteTier::put(StoredEntry entry, StillValid stillValid)
{
    const qint64 bytes = entry.key.size() + entry.value.size();
    return m_file.writer().post(
        [entry = std::move(entry), stillValid = std::move(stillValid)](Connection& connection) {
            return stillValid() ? EntriesTable(connection).put(entry) : Result<void>();
        },
        bytes);
}

std::optional<Error> SqliteTier::putFailure()
{
    const qint64 failures = m_file.writer().failedJobs();
    if (m_knownFailures.exchange(failures) == failures)
        return std::nullopt;
    return m_file.writer().failure();
}

Result<std::optional<QString>> SqliteTier::repair()
{
    return m_file.repair(m_clock);
}

void SqliteTier::flush()
{
    if (m_file.access() == CacheFile::Access::ReadWrite)
        m_file.writer().flush();
}

Result<void> SqliteTier::raise(const Invalidation& invalidation, const Meanwhile& meanwhile)
{
    const StoredBarrier barrier{invalidation.scope, reachOf(invalidation), invalidation.who};
    return m_file.writer().run(
        [&](Connection& connection) {
            if (auto raised = BarriersTable(connection).raise(barrier); !raised)
                return raised;
            return InvalidationsTable(connection).add(invalidation);
        },
        Durability::Full, meanwhile);
}

Result<std::vector<std::pair<Scope, Barrier>>> SqliteTier::barriers()
{
    const auto stored = BarriersTable(m_file.reader()).all();
    if (!stored)
        return stored.error();
    std::vector<std::pair<Scope, Barrier>> barriers;
    for (const StoredBarrier& row : *stored)
        barriers.push_back(
            {row.scope,
             {static_cast<quint64>(row.reach.stamp), row.reach.wallMs, row.who == monitorName}});
    return barriers;
}

Result<std::vector<Invalidation>> SqliteTier::purges()
{
    return InvalidationsTable(m_file.reader()).purges();
}

Result<std::vector<Invalidation>> SqliteTier::unfinished()
{
    return InvalidationsTable(m_file.reader()).unfinished();
}

Result<quint64> SqliteTier::reserveStamps(quint64 from, quint64 count)
{
    return write<quint64>(m_file, [&](Connection& connection) -> Result<quint64> {
        MetaTable meta(connection);
        const Result<qint64> reserved = meta.reserve(stampCounter(), static_cast<qint64>(count));
        if (!reserved)
            return reserved.error();
        const auto first = static_cast<quint64>(*reserved);
        if (first >= from)
            return first;
        const Result<qint64> skipped =
            meta.reserve(stampCounter(), static_cast<qint64>(from - first));
        if (!skipped)
            return skipped.error();
        return from;
    });
}

Result<quint64> SqliteTier::nextStamp()
{
    const auto next = MetaTable(m_file.reader()).find(stampCounter());
    if (!next)
        return next.error();
    return std::max<quint64>(1, next->value_or(QString()).toULongLong());
}

Result<Removed> SqliteTier::sweep(const Invalidation& invalidation, int most)
{
    const Reach reach = reachOf(invalidation);
    return write<Removed>(m_file, [&](Connection& connection) -> Result<Removed> {
        // The same pages change in every step: they needn't go into the file each time.
        if (auto set = checkpointEvery(connection, pagesWhileSweeping); !set)
            return set.error();
        const qint64 startedMs = m_clock.steadyMs();
        EntriesTable entries(connection);
        auto removed = invalidation.undoUntilMs > 0
                           ? entries.moveToTrash(invalidation.scope, reach, most)
                           : entries.removeBatch(invalidation.scope, reach, most);
        if (removed)
            removed->tookMs = m_clock.steadyMs() - startedMs;
        return removed;
    });
}

Result<Removed> SqliteTier::removeExpired(qint64 nowMs, int most)
{
    return write<Removed>(m_file, [&](Connection& connection) {
        return EntriesTable(connection).removeExpired(nowMs, most);
    });
}

Result<Removed> SqliteTier::evict(qint64 bytesToFree, int most)
{
    return write<Removed>(m_file, [&](Connection& connection) {
        return EntriesTable(connection).evictLeastRecentlyUsed(bytesToFree, most);
    });
}

Result<std::optional<qint64>> SqliteTier::purgeTrash(const Invalidation& purge,
                                                     std::optional<qint64> cursor, int most)
{
    return write<std::optional<qint64>>(m_file, [&](Connection& connection) {
        return TrashTable(connection).purge(purge, cursor, most);
    });
}

Result<Removed> SqliteTier::emptyTrash(qint64 nowMs, int most)
{
    const Result<bool> overdue = TrashTable(m_file.reader()).hasOverdue(nowMs);
    if (!overdue)
        return overdue.error();
    if (*overdue)
        return write<Removed>(m_file, [&](Connection& connection) {
            return TrashTable(connection).removeOverdue(nowMs, most);
        });
    const Result<void> forgotten = m_file.writer().run(
        [&](Connection& connection) { return InvalidationsTable(connection).forget(nowMs); });
    if (!forgotten)
        return forgotten.error();
    return Removed{};
}

Result<Removed> SqliteTier::trimTrash(int most)
{
    return write<Removed>(
        m_file, [&](Connection& connection) { return TrashTable(connection).removeOldest(most); });
}

Result<Removed> SqliteTier::trashSize()
{
    return TrashTable(m_file.reader()).total();
}

Result<void> SqliteTier::finish(quint64 stamp, bool undone)
{
    return m_file.writer().run([&](Connection& connection) {
        if (auto set = checkpointEvery(connection, Connection::checkpointPages); !set)
            return set;
        return InvalidationsTable(connection).setDone(stamp, undone);
    });
}

Result<std::optional<Invalidation>> SqliteTier::invalidation(quint64 stamp)
{
    return InvalidationsTable(m_file.reader()).find(stamp);
}

Result<bool> SqliteTier::beginUndo(quint64 stamp, qint64 nowMs)
{
    return write<bool>(
        m_file,
        [&](Connection& connection) {
            return InvalidationsTable(connection).setUndone(stamp, nowMs);
        },
        Durability::Full);
}

Result<Returned> SqliteTier::restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                                     std::optional<qint64> cursor, int most)
{
    return write<Returned>(m_file, [&](Connection& connection) {
        return TrashTable(connection).restore(undone, newStamp, nowMs, cursor, most);
    });
}

Result<void> SqliteTier::noteChange(qint64 companyId, const Barrier& change)
{
    return m_file.writer().run([&](Connection& connection) {
        return InvalidationsTable(connection).noteChange(companyId, change.stamp, change.wallMs);
    });
}

Result<EntrySizes> SqliteTier::size(qint64 nowMs)
{
    Result<EntrySizes> sizes = EntriesTable(m_file.reader()).sizes(nowMs);
    if (sizes)
        sizes->logBytes = QFileInfo(m_file.path() + u"-wal"_s).size();
    return sizes;
}

Result<std::vector<PreviewRow>> SqliteTier::preview(const Scope& scope, qint64 nowMs)
{
    return EntriesTable(m_file.reader()).preview(scope, nowMs, nowMs - hourMs);
}

Result<EntryTrace> SqliteTier::trace(const QByteArray& key)
{
    return EntriesTable(m_file.reader()).trace(key);
}

Result<std::vector<Invalidation>> SqliteTier::invalidationsOf(const Scope& scope, int most)
{
    return InvalidationsTable(m_file.reader()).of(scope, most);
}

Result<Removed> SqliteTier::extent(const Scope& scope, qint64 nowMs)
{
    return EntriesTable(m_file.reader()).extent(scope, nowMs);
}

Result<void> SqliteTier::keepLastCleanUp(qint64 nowMs)
{
    return m_file.writer().run(
        [&](Connection& connection) { return storeLastCleanUp(connection, nowMs); });
}

Result<std::optional<qint64>> SqliteTier::lastCleanUp()
{
    return readLastCleanUp(m_file.reader());
}

std::vector<Touch> SqliteTier::takeTouches()
{
    const std::lock_guard lock(m_touchMutex);
    return std::exchange(m_touches, {});
}

} // namespace tierwatch
