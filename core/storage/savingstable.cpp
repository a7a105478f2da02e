// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/savingstable.h"

#include "storage/bulkinsert.h"

namespace tierwatch {

Result<void> SavingsTable::add(std::span<const StoredSaving> savings)
{
    BulkInsert insert(m_connection,
                      "INSERT INTO tw_savings AS s (resolution_ms, start_ms, cache_type, company, "
                      "hits, misses, unpriced, saved_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                      "ON CONFLICT(resolution_ms, start_ms, cache_type, company) DO UPDATE SET "
                      "hits = s.hits + excluded.hits, misses = s.misses + excluded.misses, "
                      "unpriced = s.unpriced + excluded.unpriced, "
                      "saved_ms = s.saved_ms + excluded.saved_ms");
    for (const StoredSaving& saving : savings) {
        insert.add(saving.resolutionMs, saving.startMs, saving.type, saving.company, saving.hits,
                   saving.misses, saving.unpriced, saving.savedMs);
        if (auto done = insert.run(); !done)
            return done;
    }
    return {};
}

Result<std::vector<StoredSaving>> SavingsTable::sums(qint64 resolutionMs, qint64 fromMs,
                                                     qint64 toMs)
{
    return m_connection
        .prepared("SELECT cache_type, company, sum(hits), sum(misses), sum(unpriced), "
                  "sum(saved_ms) FROM tw_savings "
                  "WHERE resolution_ms = ? AND start_ms >= ? AND start_ms < ? "
                  "GROUP BY cache_type, company")
        .rows(
            [&](Statement& row) {
                return StoredSaving{resolutionMs,   fromMs,         row.text(0),    row.text(1),
                                    row.integer(2), row.integer(3), row.integer(4), row.real(5)};
            },
            resolutionMs, fromMs, toMs);
}

Result<std::vector<QString>> SavingsTable::companies()
{
    return m_connection.prepared("SELECT DISTINCT company FROM tw_savings WHERE resolution_ms = 0")
        .rows([](Statement& row) { return row.text(0); });
}

Result<std::optional<qint64>> SavingsTable::firstStart(qint64 resolutionMs)
{
    return m_connection
        .prepared("SELECT start_ms FROM tw_savings WHERE resolution_ms = ? "
                  "ORDER BY start_ms LIMIT 1")
        .firstRow([](Statement& row) { return row.integer(0); }, resolutionMs);
}

Result<qint64> SavingsTable::removeBefore(qint64 resolutionMs, qint64 beforeMs, int maxRows)
{
    auto remove = m_connection.prepared(
        "DELETE FROM tw_savings WHERE (resolution_ms, start_ms, cache_type, company) IN "
        "(SELECT resolution_ms, start_ms, cache_type, company FROM tw_savings "
        "WHERE resolution_ms = ? AND start_ms < ? LIMIT ?)");
    if (auto done = remove.exec(resolutionMs, beforeMs, maxRows); !done)
        return done.error();
    return remove.changedRows();
}

} // namespace tierwatch
