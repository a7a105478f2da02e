// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/performancelogtable.h"
#include "storage/rollupstable.h"
#include "storage/savingstable.h"
#include "storage/totalstable.h"

namespace tierwatch {

/// The uncached queries of one type since the last flush.
struct MeasuredQueries
{
    QString type;
    double sumMs = 0;
    qint64 samples = 0;
};

/// What one flush writes, and how much of the log stays. Plain data, so that write(), which the
/// writer's thread calls, may be called again after it was undone.
struct FlushBatch
{
    qint64 nowMs = 0;
    std::vector<PerformanceRow> log;
    std::vector<StoredRollup> rollups;
    std::vector<StoredTotal> totals;
    std::vector<MeasuredQueries> measured;
    std::vector<StoredSaving> savings;
    qint64 logMaxRows = 0;
    qint64 logMaxAgeMs = 0;

    [[nodiscard]] bool empty() const
    {
        return log.empty() && rollups.empty() && totals.empty() && measured.empty() &&
               savings.empty();
    }
    Result<void> write(Connection& connection) const;
};

/// Removes some of the roll-ups, events and requests that are past their time, also where no
/// request comes any more; to be called now and then.
Result<void> removeExpiredFigures(Connection& connection, qint64 nowMs, qint64 logMaxAgeMs);

} // namespace tierwatch
