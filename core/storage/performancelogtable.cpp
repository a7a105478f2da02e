// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/performancelogtable.h"

#include "storage/sqltime.h"

namespace tierwatch {

Result<void> PerformanceLogTable::append(const PerformanceRow& row)
{
    return m_connection
        .prepared("INSERT INTO performance_log(cache_type, company_id, cache_hit, "
                  "response_time_ms, estimated_oracle_time_ms, time_saved_ms, username, timestamp) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(row.type, row.companyId, row.hit, row.responseMs, row.estimatedMs, row.savedMs,
              row.username, sqltime::toSeconds(row.timeMs));
}

Result<std::vector<PerformanceRow>> PerformanceLogTable::after(qint64 id, int maxRows)
{
    return m_connection
        .prepared("SELECT id, cache_type, company_id, cache_hit, response_time_ms, "
                  "estimated_oracle_time_ms, time_saved_ms, username, timestamp "
                  "FROM performance_log WHERE id > ? ORDER BY id LIMIT ?")
        .rows(
            [](Statement& row) {
                return PerformanceRow{
                    row.integer(0),      row.text(1),         row.optionalInteger(2),
                    row.boolean(3),      row.real(4),         row.optionalReal(5),
                    row.optionalReal(6), row.optionalText(7), row.timeMs(8)};
            },
            id, maxRows);
}

Result<qint64> PerformanceLogTable::lastId()
{
    const auto id = m_connection.prepared("SELECT coalesce(max(id), 0) FROM performance_log")
                        .firstRow([](Statement& row) { return row.integer(0); });
    if (!id)
        return id.error();
    return id->value();
}

Result<qint64> PerformanceLogTable::trim(qint64 beforeMs, qint64 keepRows, int maxRows)
{
    // Ids grow with time, so the oldest rows are the first by id; none is counted.
    auto remove = m_connection.prepared(
        "DELETE FROM performance_log WHERE id IN "
        "(SELECT id FROM performance_log ORDER BY id LIMIT ?) AND (timestamp < ? OR id <= "
        "(SELECT max(id) FROM performance_log) - ?)");
    if (auto done = remove.exec(maxRows, sqltime::toSeconds(beforeMs), keepRows); !done)
        return done.error();
    return remove.changedRows();
}

} // namespace tierwatch
