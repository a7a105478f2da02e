// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/trashtable.h"

#include "storage/entriessql.h"
#include "storage/entriestable.h"
#include "storage/scopefilter.h"
#include "storage/sqltime.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

enum Verdict : qint64 { Returns, Covered, Changed, Replaced, Expired };

// Whether an invalidation that was not undone stands over the row `x` by one of its scopes.
#define TIERWATCH_STANDS                                                                           \
    "i.undone_ms IS NULL AND CASE WHEN x.stamp IS NULL THEN x.created_at * 1000 <= i.wall_ms "     \
    "ELSE x.stamp <= i.stamp END"
#define TIERWATCH_COVERED_BY(kind, key)                                                            \
    "EXISTS (SELECT 1 FROM tw_invalidations i WHERE i.scope_kind = '" kind                         \
    "' AND i.scope_key = " key " AND " TIERWATCH_STANDS ") "

constexpr std::string_view judgement = "INSERT INTO temp.tw_judged(id, verdict, size) SELECT x.id, "
                                       "CASE "
                                       "WHEN " TIERWATCH_COVERED_BY("all", "''") "OR"
                                                                                 " " TIERWATCH_COVERED_BY("type",
                                                                                                          "x."
                                                                                                          "cache"
                                                                                                          "_typ"
                                                                                                          "e") "OR " TIERWATCH_COVERED_BY("company", "CAST(x.company_id AS TEXT)") "OR " TIERWATCH_COVERED_BY("company_type", "x.company_id || ':' || x.cache_type") "OR " TIERWATCH_COVERED_BY("user", "x.username") "OR " TIERWATCH_COVERED_BY("key",
                                                                                                                                                                                                                                                                                                                                                 "x.cache_key") "OR EXISTS (SELECT 1 "
                                                                                                                                                                                                                                                                                                                                                                "FROM "
                                                                                                                                                                                                                                                                                                                                                                "json_each(x.tags) g "
                                                                                                                                                                                                                                                                                                                                                                "JOIN tw_invalidations "
                                                                                                                                                                                                                                                                                                                                                                "i "
                                                                                                                                                                                                                                                                                                                                                                "ON i.scope_kind = "
                                                                                                                                                                                                                                                                                                                                                                "'tag' AND i.scope_key "
                                                                                                                                                                                                                                                                                                                                                                "= g.value "
                                                                                                                                                                                                                                                                                                                                                                "WHERE"
                                                                                                                                                                                                                                                                                                                                                                " " TIERWATCH_STANDS
                                                                                                                                                                                                                                                                                                                                                                ") THEN 1 "
                                                                                                                                                                                                                                                                                                                                                                "WHEN EXISTS (SELECT 1 "
                                                                                                                                                                                                                                                                                                                                                                "FROM tw_changes c "
                                                                                                                                                                                                                                                                                                                                                                "WHERE c.company_id = "
                                                                                                                                                                                                                                                                                                                                                                "x.company_id AND "
                                                                                                                                                                                                                                                                                                                                                                "c.stamp > "
                                                                                                                                                                                                                                                                                                                                                                "min(x.moved_stamp, ?)) THEN 2 "
                                                                                                                                                                                                                                                                                                                                                                "WHEN EXISTS (SELECT 1 "
                                                                                                                                                                                                                                                                                                                                                                "FROM cache_entries e "
                                                                                                                                                                                                                                                                                                                                                                "WHERE e.cache_key = "
                                                                                                                                                                                                                                                                                                                                                                "x.cache_key) "
                                                                                                                                                                                                                                                                                                                                                                "OR EXISTS (SELECT 1 "
                                                                                                                                                                                                                                                                                                                                                                "FROM tw_trash n WHERE "
                                                                                                                                                                                                                                                                                                                                                                "n.cache_key = "
                                                                                                                                                                                                                                                                                                                                                                "x.cache_key AND n.id "
                                                                                                                                                                                                                                                                                                                                                                "> x.id) THEN 3 "
                                                                                                                                                                                                                                                                                                                                                                "WHEN x.expires_at <= "
                                                                                                                                                                                                                                                                                                                                                                "? THEN 4 ELSE 0 END, "
                                                                                                                                                                                                                                                                                                                                                                "x.size FROM tw_trash "
                                                                                                                                                                                                                                                                                                                                                                "x "
                                                                                                                                                                                                                                                                                                                                                                "WHERE x.id >= ? AND "
                                                                                                                                                                                                                                                                                                                                                                "x.id < ? "
                                                                                                                                                                                                                                                                                                                                                                "AND CASE WHEN x.stamp "
                                                                                                                                                                                                                                                                                                                                                                "IS NULL THEN "
                                                                                                                                                                                                                                                                                                                                                                "x.created_at <= ? "
                                                                                                                                                                                                                                                                                                                                                                "ELSE x.stamp <= ? END "
                                                                                                                                                                                                                                                                                                                                                                "AND ";

QVariantList reachOf(const Invalidation& invalidation)
{
    return {sqltime::toSeconds(invalidation.wallMs), static_cast<qint64>(invalidation.stamp)};
}

qint64 endOf(std::optional<qint64> cursor)
{
    return cursor.value_or(std::numeric_limits<qint64>::max());
}

} // namespace

Result<std::optional<qint64>> TrashTable::firstOfStep(std::optional<qint64> cursor, int maxRows)
{
    const auto first =
        m_connection
            .prepared("SELECT min(id) FROM "
                      "(SELECT id FROM tw_trash WHERE id < ? ORDER BY id DESC LIMIT ?)")
            .firstRow([](Statement& row) { return row.optionalInteger(0); }, endOf(cursor),
                      maxRows);
    if (!first)
        return first.error();
    return first->value_or(std::nullopt);
}

Result<std::optional<FoundEntry>> TrashTable::find(const QByteArray& key)
{
    return m_connection
        .prepared("SELECT CAST(data_json AS BLOB), created_at, expires_at, stamp, tags, load_ms "
                  "FROM tw_trash WHERE cache_key = CAST(? AS TEXT) ORDER BY id DESC LIMIT 1")
        .firstRow(EntriesTable::foundIn, key);
}

Result<Returned> TrashTable::restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                                     std::optional<qint64> cursor, int maxRows)
{
    const auto from = firstOfStep(cursor, maxRows);
    if (!from)
        return from.error();
    if (!*from)
        return Returned{};
    if (auto judged = judge(undone, nowMs, **from, cursor); !judged)
        return judged.error();
    auto counts = countJudged();
    if (!counts)
        return counts;
    if (auto back = bringBack(newStamp); !back)
        return back.error();
    counts->next = *from;
    return counts;
}

Result<void> TrashTable::judge(const Invalidation& undone, qint64 nowMs, qint64 from,
                               std::optional<qint64> before)
{
    auto created =
        m_connection.exec(u"CREATE TEMP TABLE IF NOT EXISTS tw_judged(id INTEGER PRIMARY KEY, "
                          "verdict INTEGER NOT NULL, size INTEGER NOT NULL)"_s);
    if (!created)
        return created;
    if (auto emptied = m_connection.prepared("DELETE FROM temp.tw_judged").exec(); !emptied)
        return emptied;
    const ScopeFilter filter = ScopeFilter::ofTrash(undone.scope);
    // Whichever of two invalidations took a row out, it was out since the first of them.
    const auto outSince = static_cast<qint64>(undone.stamp);
    const QVariantList range = {outSince, sqltime::toSeconds(nowMs), from, endOf(before)};
    return m_connection.prepared(std::string(judgement) + std::string(filter.condition))
        .run(range + reachOf(undone) + filter.values);
}

Result<Returned> TrashTable::countJudged()
{
    const auto rows =
        m_connection
            .prepared("SELECT verdict, count(*), sum(size) FROM temp.tw_judged GROUP BY verdict")
            .rows([](Statement& row) {
                return std::tuple{row.integer(0), row.integer(1), row.integer(2)};
            });
    if (!rows)
        return rows.error();
    Returned counts;
    for (const auto& [verdict, count, bytes] : *rows) {
        if (verdict == Verdict::Returns)
            counts.bytes = bytes;
        qint64 Returned::*const member = verdict == Verdict::Returns    ? &Returned::rows
                                         : verdict == Verdict::Covered  ? &Returned::covered
                                         : verdict == Verdict::Changed  ? &Returned::changed
                                         : verdict == Verdict::Replaced ? &Returned::replaced
                                                                        : &Returned::expired;
        counts.*member = count;
    }
    return counts;
}

Result<void> TrashTable::bringBack(quint64 newStamp)
{
#define TIERWATCH_RETURNING "(SELECT id FROM temp.tw_judged WHERE verdict = 0)"
    auto back =
        m_connection
            .prepared("INSERT INTO cache_entries(cache_key, cache_type, company_id, data_json, "
                      "created_at, expires_at, hit_count, last_accessed) "
                      "SELECT cache_key, cache_type, company_id, data_json, created_at, "
                      "expires_at, hit_count, last_accessed FROM tw_trash "
                      "WHERE id IN " TIERWATCH_RETURNING)
            .exec();
    if (!back)
        return back;
    back = m_connection
               .prepared("INSERT INTO tw_entries(entry, cache_key, created_at, stamp, username, "
                         "tags, load_ms, size, accessed_at, kept_until, hits) "
                         "SELECT e.rowid, x.cache_key, x.created_at, ?, x.username, x.tags, "
                         "x.load_ms, x.size, coalesce(x.last_accessed, x.created_at), "
                         "coalesce(x.kept_until, x.expires_at), coalesce(x.hit_count, 0) "
                         "FROM tw_trash x CROSS JOIN cache_entries e ON e.cache_key = x.cache_key "
                         "WHERE x.id IN " TIERWATCH_RETURNING " " TIERWATCH_OVERWRITES)
               .exec(static_cast<qint64>(newStamp));
    if (!back)
        return back;
    if (auto named = EntriesTable(m_connection).nameEntries(std::numeric_limits<int>::max());
        !named)
        return named.error();
    return m_connection.prepared("DELETE FROM tw_trash WHERE id IN " TIERWATCH_RETURNING).exec();
}

Result<std::optional<qint64>> TrashTable::purge(const Invalidation& purge,
                                                std::optional<qint64> cursor, int maxRows)
{
    const auto from = firstOfStep(cursor, maxRows);
    if (!from || !*from)
        return from;
    const ScopeFilter filter = ScopeFilter::ofTrash(purge.scope);
    const std::string deletion =
        "DELETE FROM tw_trash AS x WHERE x.id >= ? AND x.id < ? "
        "AND CASE WHEN x.stamp IS NULL THEN x.created_at <= ? ELSE x.stamp <= ? END AND " +
        std::string(filter.condition);
    const QVariantList range = {**from, endOf(cursor)};
    if (auto deleted = m_connection.prepared(deletion).run(range + reachOf(purge) + filter.values);
        !deleted)
        return deleted.error();
    return from;
}

// Stamps and the time to undo rise together: before the oldest that can be undone, none can.
#define TIERWATCH_OVERDUE                                                                          \
    "moved_stamp < coalesce((SELECT min(stamp) FROM tw_invalidations WHERE undo_until_ms >= ?), "  \
    "9223372036854775807)"

Result<bool> TrashTable::hasOverdue(qint64 nowMs)
{
    const auto found =
        m_connection.prepared("SELECT EXISTS (SELECT 1 FROM tw_trash WHERE " TIERWATCH_OVERDUE ")")
            .firstRow([](Statement& row) { return row.boolean(0); }, nowMs);
    if (!found)
        return found.error();
    return found->value_or(false);
}

Result<Removed> TrashTable::removeOverdue(qint64 nowMs, int maxRows)
{
    return remove("SELECT id, size FROM tw_trash WHERE " TIERWATCH_OVERDUE " LIMIT ?",
                  {nowMs, maxRows});
}

Result<Removed> TrashTable::removeOldest(int maxRows)
{
    return remove("SELECT id, size FROM tw_trash ORDER BY id LIMIT ?", {maxRows});
}

Result<Removed> TrashTable::remove(std::string_view choice, const QVariantList& values)
{
    auto created =
        m_connection.exec(u"CREATE TEMP TABLE IF NOT EXISTS tw_rubbish(id INTEGER PRIMARY KEY, "
                          "size INTEGER NOT NULL)"_s);
    if (!created)
        return created.error();
    if (auto emptied = m_connection.prepared("DELETE FROM temp.tw_rubbish").exec(); !emptied)
        return emptied.error();
    const std::string choose = "INSERT INTO temp.tw_rubbish(id, size) " + std::string(choice);
    if (auto chosen = m_connection.prepared(choose).run(values); !chosen)
        return chosen.error();
    const auto sum =
        m_connection.prepared("SELECT count(*), coalesce(sum(size), 0) FROM temp.tw_rubbish")
            .firstRow([](Statement& row) {
                return Removed{row.integer(0), row.integer(1)};
            });
    if (!sum)
        return sum.error();
    auto deleted =
        m_connection.prepared("DELETE FROM tw_trash WHERE id IN (SELECT id FROM temp.tw_rubbish)")
            .exec();
    if (!deleted)
        return deleted.error();
    return sum->value_or(Removed{});
}

Result<Removed> TrashTable::total()
{
    const auto sum = m_connection.prepared("SELECT count(*), coalesce(sum(size), 0) FROM tw_trash")
                         .firstRow([](Statement& row) {
                             return Removed{row.integer(0), row.integer(1)};
                         });
    if (!sum)
        return sum.error();
    return sum->value_or(Removed{});
}

} // namespace tierwatch
