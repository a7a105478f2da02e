// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/sqlitetier.h"

#include "storage/barrierstable.h"
#include "storage/cachefile.h"
#include "storage/configtable.h"
#include "storage/metatable.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr size_t mostTouches = 100'000;
constexpr qint64 hourMs = 3'600'000;

QString stampCounter()
{
    return u"next_stamp"_s;
}

QString lastCleanUpKey()
{
    return u"last_cleanup"_s;
}

Reach reachOf(const Barrier& barrier)
{
    return {static_cast<qint64>(barrier.stamp), barrier.wallMs};
}

} // namespace

SqliteTier::SqliteTier(CacheFile& file, const Clock& clock) : m_file(file), m_clock(clock) {}

Result<std::optional<FoundEntry>> SqliteTier::find(const QByteArray& key)
{
    return EntriesTable(m_file.reader()).find(key);
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

void SqliteTier::flush()
{
    if (m_file.access() == CacheFile::Access::ReadWrite)
        m_file.writer().flush();
}

Result<void> SqliteTier::raiseBarrier(const Scope& scope, const Barrier& barrier,
                                      const QString& who)
{
    return m_file.writer().run(
        [&](Connection& connection) {
            return BarriersTable(connection).raise({scope, reachOf(barrier), who});
        },
        Durability::Full);
}

Result<std::vector<std::pair<Scope, Barrier>>> SqliteTier::barriers()
{
    const auto stored = BarriersTable(m_file.reader()).all();
    if (!stored)
        return stored.error();
    std::vector<std::pair<Scope, Barrier>> barriers;
    for (const StoredBarrier& row : *stored)
        barriers.push_back({row.scope, {static_cast<quint64>(row.reach.stamp), row.reach.wallMs}});
    return barriers;
}

Result<quint64> SqliteTier::reserveStamps(quint64 from, quint64 count)
{
    quint64 first = 0;
    const Result<void> done = m_file.writer().run([&](Connection& connection) -> Result<void> {
        MetaTable meta(connection);
        const Result<qint64> reserved = meta.reserve(stampCounter(), static_cast<qint64>(count));
        if (!reserved)
            return reserved.error();
        first = static_cast<quint64>(*reserved);
        if (first >= from)
            return {};
        const Result<qint64> skipped =
            meta.reserve(stampCounter(), static_cast<qint64>(from - first));
        if (!skipped)
            return skipped.error();
        first = from;
        return {};
    });
    if (!done)
        return done.error();
    return first;
}

Result<quint64> SqliteTier::nextStamp()
{
    const auto next = MetaTable(m_file.reader()).find(stampCounter());
    if (!next)
        return next.error();
    return std::max<quint64>(1, next->value_or(QString()).toULongLong());
}

Result<Removed> SqliteTier::remove(const Removal& removal)
{
    Removed removed;
    const Result<void> done = m_file.writer().run([&](Connection& connection) -> Result<void> {
        EntriesTable entries(connection);
        Result<Removed> result = removal(entries);
        if (!result)
            return result.error();
        removed = *result;
        return {};
    });
    if (!done)
        return done.error();
    return removed;
}

Result<Removed> SqliteTier::removeCovered(const Scope& scope, const Barrier& barrier, int most)
{
    return remove(
        [&](EntriesTable& entries) { return entries.removeBatch(scope, reachOf(barrier), most); });
}

Result<Removed> SqliteTier::removeExpired(qint64 nowMs, int most)
{
    return remove([&](EntriesTable& entries) { return entries.removeExpired(nowMs, most); });
}

Result<Removed> SqliteTier::evict(qint64 bytesToFree, int most)
{
    return remove(
        [&](EntriesTable& entries) { return entries.evictLeastRecentlyUsed(bytesToFree, most); });
}

Result<EntrySizes> SqliteTier::size(qint64 nowMs)
{
    return EntriesTable(m_file.reader()).sizes(nowMs);
}

Result<std::vector<PreviewRow>> SqliteTier::preview(const Scope& scope, qint64 nowMs)
{
    return EntriesTable(m_file.reader()).preview(scope, nowMs, nowMs - hourMs);
}

Result<void> SqliteTier::keepLastCleanUp(qint64 nowMs)
{
    const QString text = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).toString(Qt::ISODate);
    return m_file.writer().run([&](Connection& connection) {
        return ConfigTable(connection).set(lastCleanUpKey(), text, nowMs);
    });
}

Result<std::optional<qint64>> SqliteTier::lastCleanUp()
{
    const auto text = ConfigTable(m_file.reader()).find(lastCleanUpKey());
    if (!text)
        return text.error();
    const QDateTime time = QDateTime::fromString(text->value_or(QString()), Qt::ISODate);
    if (!time.isValid())
        return std::optional<qint64>();
    return std::optional(time.toMSecsSinceEpoch());
}

std::vector<Touch> SqliteTier::takeTouches()
{
    const std::lock_guard lock(m_touchMutex);
    return std::exchange(m_touches, {});
}

} // namespace tierwatch
