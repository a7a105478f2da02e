// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/flushbatch.h"

#include "metrics/ledger.h"
#include "metrics/resolutions.h"
#include "storage/benchmarkstable.h"
#include "storage/eventstable.h"

#include <limits>

namespace tierwatch {

namespace {

constexpr int mostRemoved = 2000; // a few ms each time
constexpr qint64 keepEventsMs = 400 * 86'400'000LL;

template <class List, class Put>
Result<void> putAll(const List& list, const Put& put)
{
    for (const auto& item : list)
        if (const Result<void> done = put(item); !done)
            return done;
    return {};
}

/// Removes twice what was added, so that a log over its limit shrinks without a long transaction.
Result<void> trimLog(const FlushBatch& batch, PerformanceLogTable& log)
{
    if (batch.log.empty())
        return {};
    const auto removed = log.trim(batch.nowMs - batch.logMaxAgeMs, batch.logMaxRows,
                                  2 * static_cast<int>(batch.log.size()));
    return removed ? Result<void>{} : removed.error();
}

} // namespace

Result<void> FlushBatch::write(Connection& connection) const
{
    PerformanceLogTable logTable(connection);
    RollupsTable rollupsTable(connection);
    TotalsTable totalsTable(connection);
    BenchmarksTable benchmarks(connection);
    auto done = logTable.append(log);
    if (done)
        done = trimLog(*this, logTable);
    if (done)
        done = putAll(rollups, [&](const auto& rollup) { return rollupsTable.put(rollup); });
    if (done)
        done = putAll(totals, [&](const auto& total) { return totalsTable.put(total); });
    if (done)
        done = putAll(measured, [&](const MeasuredQueries& queries) {
            return benchmarks.add(queries.type, queries.sumMs, queries.samples, nowMs);
        });
    if (done)
        done = SavingsTable(connection).add(savings);
    return done;
}

Result<void> removeExpiredFigures(Connection& connection, qint64 nowMs, qint64 logMaxAgeMs)
{
    RollupsTable rollups(connection);
    for (const Resolution& resolution : resolutions) {
        if (resolution.keepMs == forEver)
            continue;
        const auto removed =
            rollups.removeBefore(resolution.lengthMs, nowMs - resolution.keepMs, mostRemoved);
        if (!removed)
            return removed.error();
    }
    SavingsTable savings(connection);
    for (const Ledger::Level& level : Ledger::levels) {
        const auto removed =
            savings.removeBefore(level.lengthMs, nowMs - level.keepMs, mostRemoved);
        if (!removed)
            return removed.error();
    }
    const auto trimmed =
        PerformanceLogTable(connection)
            .trim(nowMs - logMaxAgeMs, std::numeric_limits<qint64>::max(), mostRemoved);
    if (!trimmed)
        return trimmed.error();
    const auto removed = EventsTable(connection).removeBefore(nowMs - keepEventsMs, mostRemoved);
    return removed ? Result<void>{} : removed.error();
}

} // namespace tierwatch
