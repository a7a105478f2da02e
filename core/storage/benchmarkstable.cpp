// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/benchmarkstable.h"

#include "storage/sqltime.h"

namespace tierwatch {

Result<void> BenchmarksTable::add(const QString& type, double sumMs, qint64 samples, qint64 nowMs)
{
    if (samples <= 0)
        return {};
    // The old average weighs as much as 200 samples at most.
    return m_connection
        .prepared("INSERT INTO query_benchmarks AS b "
                  "(cache_type, avg_time_ms, sample_count, last_updated) VALUES (?, ?, ?, ?) "
                  "ON CONFLICT(cache_type) DO UPDATE SET avg_time_ms = "
                  "(b.avg_time_ms * min(coalesce(b.sample_count, 0), 200) "
                  "+ excluded.avg_time_ms * excluded.sample_count) "
                  "/ (min(coalesce(b.sample_count, 0), 200) + excluded.sample_count), "
                  "sample_count = coalesce(b.sample_count, 0) + excluded.sample_count, "
                  "last_updated = excluded.last_updated")
        .exec(type, sumMs / static_cast<double>(samples), samples, sqltime::toSeconds(nowMs));
}

Result<std::vector<QueryBenchmark>> BenchmarksTable::all()
{
    return m_connection
        .prepared("SELECT cache_type, avg_time_ms, sample_count, last_updated "
                  "FROM query_benchmarks ORDER BY cache_type")
        .rows([](Statement& row) {
            return QueryBenchmark{row.text(0), row.real(1), row.integer(2), row.optionalTimeMs(3)};
        });
}

} // namespace tierwatch
