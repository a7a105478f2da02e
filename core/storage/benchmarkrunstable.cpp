// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/benchmarkrunstable.h"

namespace tierwatch {

Result<qint64> BenchmarkRunsTable::append(const StoredBenchmarkRun& run, int most)
{
    auto insert = m_connection.prepared(
        "INSERT INTO tw_benchmarks(started_ms, payload) VALUES (?, CAST(? AS TEXT))");
    if (auto done = insert.exec(run.startedMs, run.payload); !done)
        return done.error();
    const qint64 id = insert.lastInsertId();
    auto forgotten = m_connection
                         .prepared("DELETE FROM tw_benchmarks WHERE id NOT IN "
                                   "(SELECT id FROM tw_benchmarks ORDER BY id DESC LIMIT ?)")
                         .exec(most);
    if (!forgotten)
        return forgotten.error();
    return id;
}

Result<std::vector<StoredBenchmarkRun>> BenchmarkRunsTable::latest(qint64 most)
{
    return m_connection
        .prepared("SELECT id, started_ms, CAST(payload AS BLOB) FROM tw_benchmarks "
                  "ORDER BY id DESC LIMIT ?")
        .rows(
            [](Statement& row) {
                return StoredBenchmarkRun{row.integer(0), row.integer(1), row.bytes(2)};
            },
            most);
}

} // namespace tierwatch
