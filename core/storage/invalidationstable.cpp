// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/invalidationstable.h"

#include "storage/scopename.h"

namespace tierwatch {

namespace {

#define TIERWATCH_INVALIDATION                                                                     \
    "SELECT scope_kind, scope_key, stamp, wall_ms, who, purge, undo_until_ms, undone_ms, done "    \
    "FROM tw_invalidations "

std::optional<Invalidation> invalidationOf(Statement& row)
{
    const auto scope = ScopeName{row.text(0), row.text(1)}.scope();
    if (!scope)
        return std::nullopt;
    Invalidation invalidation;
    invalidation.scope = *scope;
    invalidation.stamp = static_cast<quint64>(row.integer(2));
    invalidation.wallMs = row.integer(3);
    invalidation.who = row.text(4);
    invalidation.purge = row.boolean(5);
    invalidation.undoUntilMs = row.integer(6);
    invalidation.undoneMs = row.optionalInteger(7);
    invalidation.done = row.boolean(8);
    return invalidation;
}

template <class... Values>
Result<std::vector<Invalidation>> known(Statement select, const Values&... values)
{
    const auto rows = select.rows(invalidationOf, values...);
    if (!rows)
        return rows.error();
    std::vector<Invalidation> list;
    list.reserve(rows->size());
    for (const auto& invalidation : *rows) {
        if (invalidation)
            list.push_back(*invalidation);
    }
    return list;
}

} // namespace

Result<void> InvalidationsTable::add(const Invalidation& invalidation)
{
    const ScopeName name = ScopeName::of(invalidation.scope);
    return m_connection
        .prepared("INSERT INTO tw_invalidations(scope_kind, scope_key, stamp, wall_ms, who, purge, "
                  "undo_until_ms) SELECT ?, ?, ?, ?, ?, ?, ? "
                  "WHERE NOT EXISTS (SELECT 1 FROM tw_invalidations WHERE stamp = ?)")
        .exec(name.kind, name.key, static_cast<qint64>(invalidation.stamp), invalidation.wallMs,
              invalidation.who, invalidation.purge, invalidation.undoUntilMs,
              static_cast<qint64>(invalidation.stamp));
}

Result<std::optional<Invalidation>> InvalidationsTable::find(quint64 stamp)
{
    const auto found = m_connection.prepared(TIERWATCH_INVALIDATION "WHERE stamp = ?")
                           .firstRow(invalidationOf, static_cast<qint64>(stamp));
    if (!found)
        return found.error();
    return found->value_or(std::nullopt);
}

Result<std::vector<Invalidation>> InvalidationsTable::unfinished()
{
    return known(m_connection.prepared(TIERWATCH_INVALIDATION "WHERE done = 0 ORDER BY stamp"));
}

Result<std::vector<Invalidation>> InvalidationsTable::of(const Scope& scope, int most)
{
    const ScopeName name = ScopeName::of(scope);
    return known(m_connection.prepared(TIERWATCH_INVALIDATION
                                       "WHERE scope_kind = ? AND scope_key = ? "
                                       "ORDER BY stamp DESC LIMIT ?"),
                 name.kind, name.key, most);
}

Result<std::vector<Invalidation>> InvalidationsTable::purges()
{
    return known(m_connection.prepared(TIERWATCH_INVALIDATION "WHERE purge = 1 ORDER BY stamp"));
}

Result<bool> InvalidationsTable::setUndone(quint64 stamp, qint64 nowMs)
{
    auto update = m_connection.prepared("UPDATE tw_invalidations SET undone_ms = ?, done = 0 "
                                        "WHERE stamp = ? AND undone_ms IS NULL");
    if (auto done = update.exec(nowMs, static_cast<qint64>(stamp)); !done)
        return done.error();
    return update.changedRows() > 0;
}

Result<void> InvalidationsTable::setDone(quint64 stamp, bool undone)
{
    return m_connection
        .prepared("UPDATE tw_invalidations SET done = 1 "
                  "WHERE stamp = ? AND (undone_ms IS NOT NULL) = ?")
        .exec(static_cast<qint64>(stamp), undone);
}

Result<void> InvalidationsTable::forget(qint64 nowMs)
{
    // Too late once is too late for good, also where somebody sets the clock back.
    auto ended = m_connection
                     .prepared("UPDATE tw_invalidations SET undo_until_ms = 1 WHERE "
                               "undo_until_ms > 1 AND undo_until_ms < ? AND undone_ms IS NULL")
                     .exec(nowMs);
    if (!ended)
        return ended;
    // One that stands alone for its scope stays: a row that some undo looks at may be older.
    return m_connection
        .prepared("DELETE FROM tw_invalidations AS i WHERE i.done = 1 AND i.undo_until_ms < ? "
                  "AND (i.undone_ms IS NOT NULL OR EXISTS (SELECT 1 FROM tw_invalidations h "
                  "WHERE h.scope_kind = i.scope_kind AND h.scope_key = i.scope_key "
                  "AND h.stamp > i.stamp AND h.purge = i.purge AND h.undone_ms IS NULL "
                  "AND h.undo_until_ms < ?))")
        .exec(nowMs, nowMs);
}

Result<void> InvalidationsTable::noteChange(qint64 companyId, quint64 stamp, qint64 wallMs)
{
    return m_connection
        .prepared("INSERT INTO tw_changes AS c (company_id, stamp, wall_ms) VALUES (?, ?, ?) "
                  "ON CONFLICT(company_id) DO UPDATE SET stamp = max(c.stamp, excluded.stamp), "
                  "wall_ms = max(c.wall_ms, excluded.wall_ms)")
        .exec(companyId, static_cast<qint64>(stamp), wallMs);
}

} // namespace tierwatch
