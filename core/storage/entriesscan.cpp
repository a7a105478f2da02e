// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entriesscan.h"

#include "storage/entriessql.h"
#include "storage/scopefilter.h"
#include "storage/sqltime.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 hourMs = 3'600'000;

std::string statementFor(const ScopeFilter& filter)
{
    return "SELECT company_id, type, sum(active), sum(stale), min(iif(active, created, NULL)), "
           "max(iif(active OR stale, life, 0)), sum(bytes), sum(active * bytes), "
           "sum(active * asked), sum(active * asked * ms), sum(active * ms), count(*), max(entry) "
           "FROM (SELECT e.rowid AS entry, e.company_id AS company_id, e.cache_type AS type, "
           "e.created_at AS created, e.expires_at - e.created_at AS life, "
           "e.expires_at >= ? AS active, "
           "e.expires_at < ? AND coalesce(t.kept_until, 0) >= ? AS stale, " TIERWATCH_SIZE
           " AS bytes, coalesce(e.last_accessed, 0) >= ? AS asked, "
           "coalesce(t.load_ms, b.avg_time_ms, 0) AS ms FROM " TIERWATCH_ENTRIES
           "LEFT JOIN query_benchmarks b ON b.cache_type = e.cache_type WHERE e.rowid > ? AND " +
           std::string(filter.condition) +
           " ORDER BY e.rowid LIMIT ?) GROUP BY company_id, type ORDER BY company_id, type";
}

ScannedGroup groupOf(const Statement& row)
{
    ScannedGroup group;
    group.age = {row.optionalInteger(0), row.text(1),           row.integer(2),
                 row.integer(3),         row.optionalTimeMs(4), row.timeMs(5)};
    group.bytes = row.integer(6);
    group.price = {row.text(1),    row.integer(2), row.integer(7),
                   row.integer(8), row.real(9),    row.real(10)};
    group.rows = row.integer(11);
    return group;
}

} // namespace

Result<ScannedSlice> EntriesScan::slice(const Scope& scope, qint64 nowMs, qint64 cursor,
                                        int maxRows)
{
    const ScopeFilter filter = ScopeFilter::of(scope);
    const double now = sqltime::toSeconds(nowMs);
    const QVariantList times = {now, now, now, sqltime::toSeconds(nowMs - hourMs), cursor};
    auto select = m_connection.prepared(statementFor(filter));
    if (auto done = select.run(times + filter.values + QVariantList{maxRows}); !done)
        return done.error();
    ScannedSlice slice;
    qint64 rows = 0;
    qint64 last = cursor;
    while (select.next()) {
        slice.groups.push_back(groupOf(select));
        rows += slice.groups.back().rows;
        last = std::max(last, select.integer(12));
    }
    if (auto done = select.failure(); !done)
        return done.error();
    if (rows == maxRows)
        slice.next = last;
    return slice;
}

} // namespace tierwatch
