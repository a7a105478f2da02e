// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/storedfigures.h"

#include "metrics/resolutions.h"
#include "storage/performancelogtable.h"
#include "storage/rollupstable.h"
#include "storage/totalstable.h"

namespace tierwatch {

namespace {

bool loadTotals(Connection& connection, NameTable& types, std::vector<RollupRow>& rows)
{
    const auto totals = TotalsTable(connection).all();
    if (!totals)
        return false;
    for (const StoredTotal& total : *totals)
        rows.push_back({0, types.idOf(total.type), total.payload});
    return true;
}

} // namespace

RollupPages::Load loadStored(ReadConnection connection, NameTable& types)
{
    return [connection = std::move(connection), &types](Level level, qint64 fromMs, qint64 toMs,
                                                        std::vector<RollupRow>& rows) {
        if (level == Level::Ever)
            return loadTotals(connection(), types, rows);
        const auto stored =
            RollupsTable(connection()).between(resolutionOf(level).lengthMs, fromMs, toMs);
        if (!stored)
            return false;
        for (const StoredRollup& rollup : *stored)
            rows.push_back({rollup.startMs, types.idOf(rollup.type), rollup.payload});
        return true;
    };
}

LedgerSource storedLedger(const ReadConnection& connection)
{
    LedgerSource source;
    source.sums = [connection](const Ledger::Period& period) {
        return SavingsTable(connection()).sums(period.lengthMs, period.fromMs, period.toMs);
    };
    source.since = [connection] {
        return SavingsTable(connection()).firstStart(Ledger::levels.back().lengthMs);
    };
    return source;
}

Result<bool> areFiguresCurrent(Connection& connection, qint64 nowMs)
{
    PerformanceLogTable log(connection);
    const auto last = log.lastId();
    const auto newest = last ? log.after(*last - 1, 1) : last.error();
    if (!newest)
        return newest.error();
    if (newest->empty())
        return true;
    // Log and figures are stored together, so the second of the request is there, as long as
    // seconds are kept.
    const PerformanceRow& row = newest->front();
    Level level = Level::Second;
    while (!isKept(level, row.timeMs - resolutionOf(level).pageMs / 2, nowMs))
        level = coarser(level);
    const qint64 lengthMs = resolutionOf(level).lengthMs;
    const auto found =
        RollupsTable(connection).find(lengthMs, floorTo(row.timeMs, lengthMs), row.type);
    if (!found)
        return found.error();
    return found->has_value();
}

} // namespace tierwatch
