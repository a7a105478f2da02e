// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/barrierstable.h"

#include "storage/scopename.h"

namespace tierwatch {

Result<void> BarriersTable::raise(const StoredBarrier& barrier)
{
    const ScopeName name = ScopeName::of(barrier.scope);
    return m_connection
        .prepared("INSERT INTO tw_barriers AS b (scope_kind, scope_key, stamp, wall_ms, who) "
                  "VALUES (?, ?, ?, ?, ?) ON CONFLICT(scope_kind, scope_key) DO UPDATE SET "
                  "stamp = max(b.stamp, excluded.stamp), "
                  "wall_ms = max(b.wall_ms, excluded.wall_ms), who = excluded.who")
        .exec(name.kind, name.key, barrier.reach.stamp, barrier.reach.wallMs, barrier.who);
}

Result<std::vector<StoredBarrier>> BarriersTable::all()
{
    auto select =
        m_connection.prepared("SELECT scope_kind, scope_key, stamp, wall_ms, who FROM tw_barriers");
    if (auto done = select.exec(); !done)
        return done.error();
    std::vector<StoredBarrier> barriers;
    while (select.next()) {
        if (const auto scope = ScopeName{select.text(0), select.text(1)}.scope())
            barriers.push_back({*scope, {select.integer(2), select.integer(3)}, select.text(4)});
    }
    if (auto done = select.failure(); !done)
        return done.error();
    return barriers;
}

} // namespace tierwatch
