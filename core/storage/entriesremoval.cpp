// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entriessql.h"
#include "storage/entriestable.h"
#include "storage/scopefilter.h"
#include "storage/sqltime.h"

using namespace Qt::StringLiterals;

/// The removals of EntriesTable: each chooses its rows into a temporary table, then both tables
/// lose them. No key travels to the program and back.
namespace tierwatch {

Result<Removed> EntriesTable::removeBatch(const Scope& scope, const Reach& reach, int maxRows)
{
    const ScopeFilter filter = ScopeFilter::of(scope);
    const std::string choice =
        "SELECT e.cache_key, " TIERWATCH_SIZE " FROM " TIERWATCH_ENTRIES "WHERE " +
        std::string(filter.condition) +
        " AND CASE WHEN t.stamp IS NULL THEN e.created_at <= ? ELSE t.stamp <= ? END LIMIT ?";
    const QVariantList values = {sqltime::toSeconds(reach.wallMs), reach.stamp, maxRows};
    return removeChosen(choice, filter.values + values);
}

Result<Removed> EntriesTable::removeExpired(qint64 nowMs, int maxRows)
{
    return removeChosen("SELECT e.cache_key, " TIERWATCH_SIZE " FROM " TIERWATCH_ENTRIES
                        "WHERE e.expires_at < ? LIMIT ?",
                        {sqltime::toSeconds(nowMs), maxRows});
}

Result<Removed> EntriesTable::evictLeastRecentlyUsed(qint64 bytesToFree, int maxRows)
{
    // Each row for whose sake the ones before it do not free enough.
    return removeChosen("SELECT cache_key, size FROM (SELECT cache_key, size, sum(size) OVER "
                        "(ORDER BY accessed_at, rowid ROWS UNBOUNDED PRECEDING) - size AS freed "
                        "FROM (SELECT cache_key, size, accessed_at, rowid FROM tw_entries "
                        "ORDER BY accessed_at, rowid LIMIT ?)) WHERE freed < ?",
                        {maxRows, bytesToFree});
}

Result<qint64> EntriesTable::disown(int maxRows)
{
    const auto missing = m_connection
                             .prepared("SELECT (SELECT entries FROM tw_sizes) > "
                                       "(SELECT count(*) FROM cache_entries)")
                             .firstRow([](Statement& row) { return row.boolean(0); });
    if (!missing)
        return missing.error();
    if (!missing->value_or(false))
        return qint64(0);
    Statement removal = m_connection.prepared(
        "DELETE FROM tw_entries WHERE rowid IN (SELECT t.rowid FROM tw_entries t "
        "WHERE NOT EXISTS (SELECT 1 FROM cache_entries e "
        "WHERE e.cache_key = t.cache_key) LIMIT ?)");
    if (auto done = removal.exec(maxRows); !done)
        return done.error();
    return removal.changedRows();
}

Result<Removed> EntriesTable::removeChosen(std::string_view choice, const QVariantList& values)
{
    auto created =
        m_connection.exec(u"CREATE TEMP TABLE IF NOT EXISTS tw_doomed"
                          "(cache_key TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID"_s);
    if (!created)
        return created.error();
    const std::string choose = "INSERT INTO temp.tw_doomed " + std::string(choice);
    if (auto chosen = m_connection.prepared(choose).run(values); !chosen)
        return chosen.error();
    const auto removed =
        m_connection.prepared("SELECT count(*), coalesce(sum(bytes), 0) FROM temp.tw_doomed")
            .firstRow([](Statement& row) {
                return Removed{row.integer(0), row.integer(1)};
            });
    if (!removed)
        return removed.error();
    constexpr std::string_view deletions[] = {
        "DELETE FROM cache_entries WHERE cache_key IN (SELECT cache_key FROM temp.tw_doomed)",
        "DELETE FROM tw_entries WHERE cache_key IN (SELECT cache_key FROM temp.tw_doomed)",
        "DELETE FROM temp.tw_doomed"};
    for (const std::string_view deletion : deletions) {
        if (auto deleted = m_connection.prepared(deletion).exec(); !deleted)
            return deleted.error();
    }
    return **removed;
}

} // namespace tierwatch
