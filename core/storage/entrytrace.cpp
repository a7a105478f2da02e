// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entrytrace.h"

#include "storage/entriessql.h"
#include "storage/entriestable.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tierwatch {

namespace {

// A file of an older version, which is viewed as it is, has no column for the end of the grace: the
// name then means this one.
#define TIERWATCH_NO_GRACE "(SELECT NULL AS kept_until) "

/// The columns of both halves of the statement below, in their order.
TracedRow tracedOf(Statement& row)
{
    TracedRow traced;
    traced.type = row.text(0);
    traced.companyId = row.optionalInteger(1);
    traced.createdMs = row.timeMs(2);
    traced.expiresMs = row.timeMs(3);
    traced.keptUntilMs = row.optionalTimeMs(4);
    traced.stamp = row.optionalInteger(5);
    traced.username = row.optionalText(6);
    for (const auto tag : QJsonDocument::fromJson(row.bytes(7)).array())
        traced.tags.append(tag.toString());
    traced.loadMs = row.optionalReal(8);
    traced.size = row.integer(9);
    traced.hits = row.integer(10);
    traced.lastUsedMs = row.optionalTimeMs(11);
    return traced;
}

} // namespace

Result<EntryTrace> EntriesTable::trace(const QByteArray& key)
{
    // In one statement, since a row may be on its way from the one table to the other.
    auto select = m_connection.prepared(
        "SELECT e.cache_type, e.company_id, e.created_at, e.expires_at, "
        "(SELECT kept_until FROM tw_entries k WHERE k.entry = t.entry), "
        "t.stamp, t.username, t.tags, t.load_ms, " TIERWATCH_SIZE ", "
        "coalesce(e.hit_count, 0), e.last_accessed, NULL "
        "FROM " TIERWATCH_NO_GRACE "CROSS JOIN " TIERWATCH_ENTRIES
        "WHERE e.cache_key = CAST(? AS TEXT) "
        "UNION ALL SELECT x.cache_type, x.company_id, x.created_at, x.expires_at, "
        "(SELECT kept_until FROM tw_trash k WHERE k.id = x.id), "
        "x.stamp, x.username, x.tags, x.load_ms, x.size, coalesce(x.hit_count, 0), "
        "x.last_accessed, x.moved_stamp FROM " TIERWATCH_NO_GRACE "CROSS JOIN tw_trash x "
        "WHERE x.id = (SELECT max(id) FROM tw_trash WHERE cache_key = CAST(? AS TEXT))");
    if (auto done = select.exec(key, key); !done)
        return done.error();
    EntryTrace trace;
    while (select.next()) {
        if (select.isNull(12)) {
            trace.row = tracedOf(select);
        } else {
            trace.trashed = tracedOf(select);
            trace.takenBy = select.integer(12);
        }
    }
    if (auto done = select.failure(); !done)
        return done.error();
    return trace;
}

} // namespace tierwatch
