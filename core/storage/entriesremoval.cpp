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
    return removeChosen(chooseCovered(scope, reach, maxRows));
}

Result<Removed> EntriesTable::moveToTrash(const Scope& scope, const Reach& reach, int maxRows)
{
    const Result<Removed> chosen = chooseCovered(scope, reach, maxRows);
    if (chosen && chosen->rows > 0) {
        if (auto kept = keepChosen(reach.stamp); !kept)
            return kept.error();
    }
    return removeChosen(chosen);
}

Result<Removed> EntriesTable::removeExpired(qint64 nowMs, int maxRows)
{
    const double now = sqltime::toSeconds(nowMs);
    // By our own index, so that what is in its grace is not walked over each time.
    const auto ours = removeChosen(
        choose("SELECT t.entry, t.size FROM tw_entries t CROSS JOIN cache_entries e "
               "ON e.rowid = t.entry AND e.cache_key = t.cache_key "
               "AND e.created_at = t.created_at WHERE " TIERWATCH_MINUTE(
                   "t.kept_until") " <= " TIERWATCH_MINUTE("?") " AND t.kept_until < ? LIMIT ?",
               {now, now, maxRows}));
    if (!ours || ours->rows > 0)
        return ours;
    const auto foreign = hasForeignRows();
    if (!foreign)
        return foreign.error();
    if (!*foreign)
        return Removed{};
    return removeChosen(choose("SELECT e.rowid, " TIERWATCH_SIZE " FROM " TIERWATCH_ENTRIES
                               "WHERE e.expires_at < ? AND t.entry IS NULL LIMIT ?",
                               {now, maxRows}));
}

Result<Removed> EntriesTable::removeUpTo(const Scope& scope, qint64 lastRow, int maxRows)
{
    const ScopeFilter filter = ScopeFilter::of(scope);
    const std::string choice = "SELECT e.rowid, " TIERWATCH_SIZE " FROM " TIERWATCH_ENTRIES
                               "WHERE " +
                               std::string(filter.condition) + " AND e.rowid <= ? LIMIT ?";
    return removeChosen(choose(choice, filter.values + QVariantList{lastRow, maxRows}));
}

Result<Removed> EntriesTable::evictLeastRecentlyUsed(qint64 bytesToFree, int maxRows)
{
    // Each row for whose sake the ones before it do not free enough.
    return removeChosen(
        choose("SELECT entry, size FROM (SELECT entry, size, sum(size) OVER "
               "(ORDER BY accessed_at, entry ROWS UNBOUNDED PRECEDING) - size AS freed "
               "FROM (SELECT entry, size, accessed_at FROM tw_entries "
               "ORDER BY accessed_at, entry LIMIT ?)) WHERE freed < ?",
               {maxRows, bytesToFree}));
}

Result<Removed> EntriesTable::chooseCovered(const Scope& scope, const Reach& reach, int maxRows)
{
    const ScopeFilter filter = ScopeFilter::of(scope);
    const std::string choice =
        "SELECT e.rowid, " TIERWATCH_SIZE " FROM " TIERWATCH_ENTRIES "WHERE " +
        std::string(filter.condition) +
        " AND CASE WHEN t.stamp IS NULL THEN e.created_at <= ? ELSE t.stamp <= ? END LIMIT ?";
    const QVariantList values = {sqltime::toSeconds(reach.wallMs), reach.stamp, maxRows};
    return choose(choice, filter.values + values);
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
        "DELETE FROM tw_entries WHERE entry IN (SELECT t.entry FROM tw_entries t "
        "WHERE NOT EXISTS (SELECT 1 FROM cache_entries e WHERE e.rowid = t.entry) LIMIT ?)");
    if (auto done = removal.exec(maxRows); !done)
        return done.error();
    return removal.changedRows();
}

Result<Removed> EntriesTable::choose(std::string_view choice, const QVariantList& values)
{
    auto created = m_connection.exec(u"CREATE TEMP TABLE IF NOT EXISTS tw_doomed"
                                     "(entry INTEGER PRIMARY KEY, bytes INTEGER NOT NULL)"_s);
    if (!created)
        return created.error();
    const std::string choose = "INSERT INTO temp.tw_doomed " + std::string(choice);
    if (auto chosen = m_connection.prepared(choose).run(values); !chosen)
        return chosen.error();
    const auto sum =
        m_connection.prepared("SELECT count(*), coalesce(sum(bytes), 0) FROM temp.tw_doomed")
            .firstRow([](Statement& row) {
                return Removed{row.integer(0), row.integer(1)};
            });
    if (!sum)
        return sum.error();
    return sum->value_or(Removed{});
}

Result<void> EntriesTable::keepChosen(qint64 movedStamp)
{
    return m_connection
        .prepared("INSERT INTO tw_trash(moved_stamp, cache_key, cache_type, company_id, stamp, "
                  "username, tags, created_at, expires_at, kept_until, size, load_ms, hit_count, "
                  "last_accessed, data_json) SELECT ?, e.cache_key, e.cache_type, e.company_id, "
                  "t.stamp, t.username, t.tags, e.created_at, e.expires_at, t.kept_until, d.bytes, "
                  "t.load_ms, "
                  "e.hit_count, e.last_accessed, e.data_json FROM temp.tw_doomed d "
                  "CROSS JOIN " TIERWATCH_ENTRIES "WHERE e.rowid = d.entry")
        .exec(movedStamp);
}

Result<Removed> EntriesTable::removeChosen(const Result<Removed>& chosen)
{
    if (!chosen || chosen->rows == 0)
        return chosen;
    constexpr std::string_view deletions[] = {
        "DELETE FROM cache_entries WHERE rowid IN (SELECT entry FROM temp.tw_doomed)",
        "DELETE FROM tw_entries WHERE entry IN (SELECT entry FROM temp.tw_doomed)",
        "DELETE FROM temp.tw_doomed"};
    for (const std::string_view deletion : deletions) {
        if (auto deleted = m_connection.prepared(deletion).exec(); !deleted)
            return deleted.error();
    }
    return chosen;
}

} // namespace tierwatch
