// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/rollupstable.h"

namespace tierwatch {

namespace {

StoredRollup rollupOf(Statement& row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.bytes(3)};
}

} // namespace

Result<void> RollupsTable::put(const StoredRollup& rollup)
{
    return m_connection
        .prepared("INSERT INTO tw_rollups(resolution_ms, start_ms, cache_type, payload) "
                  "VALUES (?, ?, ?, ?) ON CONFLICT(resolution_ms, start_ms, cache_type) "
                  "DO UPDATE SET payload = excluded.payload")
        .exec(rollup.resolutionMs, rollup.startMs, rollup.type, rollup.payload);
}

Result<std::optional<StoredRollup>> RollupsTable::find(qint64 resolutionMs, qint64 startMs,
                                                       const QString& type)
{
    return m_connection
        .prepared("SELECT resolution_ms, start_ms, cache_type, payload FROM tw_rollups "
                  "WHERE resolution_ms = ? AND start_ms = ? AND cache_type = ?")
        .firstRow(rollupOf, resolutionMs, startMs, type);
}

Result<std::vector<StoredRollup>> RollupsTable::between(qint64 resolutionMs, qint64 fromMs,
                                                        qint64 toMs)
{
    return m_connection
        .prepared("SELECT resolution_ms, start_ms, cache_type, payload FROM tw_rollups "
                  "WHERE resolution_ms = ? AND start_ms >= ? AND start_ms < ? "
                  "ORDER BY start_ms, cache_type")
        .rows(rollupOf, resolutionMs, fromMs, toMs);
}

Result<qint64> RollupsTable::removeBefore(qint64 resolutionMs, qint64 beforeMs, int maxRows)
{
    auto remove = m_connection.prepared(
        "DELETE FROM tw_rollups WHERE (resolution_ms, start_ms, cache_type) IN "
        "(SELECT resolution_ms, start_ms, cache_type FROM tw_rollups "
        "WHERE resolution_ms = ? AND start_ms < ? LIMIT ?)");
    if (auto done = remove.exec(resolutionMs, beforeMs, maxRows); !done)
        return done.error();
    return remove.changedRows();
}

} // namespace tierwatch
