// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entriestable.h"

#include "storage/entriessql.h"
#include "storage/entrydigest.h"
#include "storage/scopefilter.h"
#include "storage/sqltime.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tierwatch {

namespace {

/// Least recently used is known to the minute, and many hits to an eighth of them: a hot entry is
/// not moved at every flush.
constexpr double accessGraceS = 60;

std::optional<QByteArray> tagsToText(const QStringList& tags)
{
    if (tags.isEmpty())
        return std::nullopt;
    return QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact);
}

QStringList tagsFromText(const QByteArray& text)
{
    QStringList tags;
    for (const auto tag : QJsonDocument::fromJson(text).array())
        tags.append(tag.toString());
    return tags;
}

} // namespace

FoundEntry EntriesTable::foundIn(Statement& row)
{
    FoundEntry entry;
    entry.value = row.bytes(0);
    entry.createdMs = row.timeMs(1);
    entry.expiresMs = row.timeMs(2);
    entry.stamp = row.optionalInteger(3);
    if (!row.isNull(4))
        entry.tags = tagsFromText(row.bytes(4));
    entry.loadMs = row.optionalReal(5);
    return entry;
}

Result<std::optional<FoundEntry>> EntriesTable::find(const QByteArray& key)
{
    // Key and value travel as UTF-8 bytes, so that Qt converts neither to UTF-16. Qt describes
    // every column anew at every execution: few, nameless and of no declared type, that is a third
    // quicker.
    return m_connection
        .prepared("SELECT CAST(e.data_json AS BLOB) AS v, +e.created_at AS c, +e.expires_at AS x, "
                  "+t.stamp AS s, +t.tags AS t, +t.load_ms AS l FROM " TIERWATCH_ENTRIES
                  "WHERE e.cache_key = CAST(? AS TEXT)")
        .firstRow(foundIn, key);
}

Result<void> EntriesTable::put(const StoredEntry& entry)
{
    const double createdAt = sqltime::toSeconds(entry.createdMs);
    // A value is loaded because somebody asked for it: that counts as its last access.
    auto stored =
        m_connection
            .prepared("INSERT INTO cache_entries(cache_key, cache_type, company_id, data_json, "
                      "created_at, expires_at, hit_count, last_accessed) VALUES "
                      "(CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), ?, ?, 0, ?) "
                      "ON CONFLICT(cache_key) DO UPDATE SET cache_type = excluded.cache_type, "
                      "company_id = excluded.company_id, data_json = excluded.data_json, "
                      "created_at = excluded.created_at, expires_at = excluded.expires_at, "
                      "hit_count = 0, last_accessed = excluded.last_accessed")
            .exec(entry.key, entry.type, entry.companyId, entry.value, createdAt,
                  sqltime::toSeconds(entry.expiresMs), createdAt);
    if (!stored)
        return stored;
    return m_connection
        .prepared(
            "INSERT INTO tw_entries(entry, cache_key, created_at, stamp, username, tags, "
            "load_ms, size, accessed_at, kept_until, digest, hits) VALUES "
            "((SELECT rowid FROM cache_entries WHERE cache_key = CAST(? AS TEXT)), "
            "CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, 0) " TIERWATCH_OVERWRITES)
        .exec(entry.key, entry.key, createdAt, entry.stamp, entry.username, tagsToText(entry.tags),
              entry.loadMs, qint64(entry.value.size()), createdAt,
              sqltime::toSeconds(entry.expiresMs + entry.graceMs),
              entrydigest::numberOf(entry.key));
}

Result<void> EntriesTable::touch(const QByteArray& key, qint64 hits, qint64 lastAccessedMs)
{
    const double at = sqltime::toSeconds(lastAccessedMs);
    auto counted = m_connection
                       .prepared("UPDATE cache_entries SET hit_count = coalesce(hit_count, 0) + ?, "
                                 "last_accessed = max(coalesce(last_accessed, 0), ?) "
                                 "WHERE cache_key = CAST(? AS TEXT)")
                       .exec(hits, at, key);
    if (!counted)
        return counted;
    return m_connection
        .prepared("UPDATE tw_entries SET accessed_at = max(accessed_at, ?), hits = e.hit_count "
                  "FROM (SELECT rowid AS entry, hit_count FROM cache_entries "
                  "WHERE cache_key = CAST(? AS TEXT)) e WHERE tw_entries.entry = e.entry "
                  "AND (accessed_at < ? OR e.hit_count > hits + hits / 8)")
        .exec(at, key, at - accessGraceS);
}

Result<EntrySizes> EntriesTable::sizes(qint64 nowMs)
{
    const auto all = total();
    if (!all)
        return all.error();
    const auto expired =
        m_connection.prepared("SELECT count(*) FROM cache_entries WHERE expires_at < ?")
            .firstRow([](Statement& row) { return row.integer(0); }, sqltime::toSeconds(nowMs));
    if (!expired)
        return expired.error();
    EntrySizes sizes;
    sizes.entries = all->rows;
    sizes.expired = expired->value_or(0);
    sizes.active = sizes.entries - sizes.expired;
    sizes.bytes = all->bytes;
    return sizes;
}

Result<EntrySizes> EntriesTable::counts(qint64 nowMs)
{
    const auto found = m_connection
                           .prepared("SELECT (SELECT count(*) FROM cache_entries), "
                                     "(SELECT count(*) FROM cache_entries WHERE expires_at < ?)")
                           .firstRow(
                               [](Statement& row) {
                                   EntrySizes sizes;
                                   sizes.entries = row.integer(0);
                                   sizes.expired = row.integer(1);
                                   sizes.active = sizes.entries - sizes.expired;
                                   return sizes;
                               },
                               sqltime::toSeconds(nowMs));
    if (!found)
        return found.error();
    return found->value_or(EntrySizes{});
}

Result<qint64> EntriesTable::lastRow()
{
    const auto row = m_connection.prepared("SELECT coalesce(max(rowid), 0) FROM cache_entries")
                         .firstRow([](Statement& found) { return found.integer(0); });
    if (!row)
        return row.error();
    return row->value_or(0);
}

Result<Removed> EntriesTable::total()
{
    const auto foreign = hasForeignRows();
    if (!foreign)
        return foreign.error();
    const auto readTotal = [](Statement& row) { return Removed{row.integer(0), row.integer(1)}; };
    // The running totals know the rows we wrote or adopted; a file of another program is counted.
    const auto found =
        *foreign ? m_connection
                       .prepared("SELECT count(*), sum(length(CAST(data_json AS BLOB))) "
                                 "FROM cache_entries")
                       .firstRow(readTotal)
                 : m_connection.prepared("SELECT entries, bytes FROM tw_sizes").firstRow(readTotal);
    if (!found)
        return found.error();
    return found->value_or(Removed{});
}

Result<std::vector<PreviewRow>> EntriesTable::preview(const Scope& scope, qint64 nowMs,
                                                      qint64 hourAgoMs)
{
    const ScopeFilter filter = ScopeFilter::of(scope);
    const std::string sql =
        std::string("WITH reached AS (SELECT e.cache_type AS type, " TIERWATCH_SIZE " AS bytes, "
                    "coalesce(e.last_accessed, 0) >= ? AS asked, "
                    "coalesce(t.load_ms, b.avg_time_ms, 0) AS ms FROM " TIERWATCH_ENTRIES
                    "LEFT JOIN query_benchmarks b ON b.cache_type = e.cache_type "
                    "WHERE e.expires_at >= ? AND ") +
        std::string(filter.condition) +
        ") SELECT type, count(*), sum(bytes), sum(asked), sum(asked * ms), sum(ms) "
        "FROM reached GROUP BY type ORDER BY sum(ms) DESC, type";
    auto select = m_connection.prepared(sql);
    const QVariantList values = {sqltime::toSeconds(hourAgoMs), sqltime::toSeconds(nowMs)};
    if (auto done = select.run(values + filter.values); !done)
        return done.error();
    std::vector<PreviewRow> rows;
    while (select.next())
        rows.push_back({select.text(0), select.integer(1), select.integer(2), select.integer(3),
                        select.real(4), select.real(5)});
    if (auto done = select.failure(); !done)
        return done.error();
    return rows;
}

Result<Removed> EntriesTable::extent(const Scope& scope, qint64 nowMs)
{
    constexpr qint64 mostLookedAt = 256;
    Scope walked = scope;
    if (scope.companyId)
        walked.type.reset();
    const ScopeFilter filter = ScopeFilter::of(walked);
    const std::string sql =
        std::string("SELECT count(*), coalesce(sum(reached), 0), "
                    "coalesce(sum(reached * bytes), 0) FROM (SELECT e.expires_at >= ? "
                    "AND e.cache_type = coalesce(?, e.cache_type) AS reached, " TIERWATCH_SIZE
                    " AS bytes FROM " TIERWATCH_ENTRIES "WHERE ") +
        std::string(filter.condition) + " LIMIT ?)";
    auto select = m_connection.prepared(sql);
    const QVariant type = scope.type ? QVariant(*scope.type) : QVariant();
    auto done = select.run(QVariantList{sqltime::toSeconds(nowMs), type} + filter.values +
                           QVariantList{mostLookedAt});
    if (!done || !select.next())
        return done ? select.failure().error() : done.error();
    const qint64 lookedAt = select.integer(0);
    const Removed reached{select.integer(1), select.integer(2)};
    if (lookedAt < mostLookedAt || reached.rows == 0)
        return reached;
    const Result<qint64> all = countByIndex(walked);
    if (!all)
        return all.error();
    const qint64 rows = reached.rows * *all / lookedAt;
    return Removed{rows, reached.bytes * rows / reached.rows};
}

/// Reads no row of a value.
Result<qint64> EntriesTable::countByIndex(const Scope& scope)
{
    const auto number = [](Statement& row) { return row.integer(0); };
    const ScopeFilter filter = ScopeFilter::of(scope);
    const bool ours = scope.everything() || scope.username || scope.tag;
    const std::string sql = std::string("SELECT count(*) FROM ") +
                            (ours ? "tw_entries t WHERE " : "cache_entries e WHERE ") +
                            std::string(filter.condition);
    const auto count = filter.values.isEmpty()
                           ? m_connection.prepared("SELECT entries FROM tw_sizes").firstRow(number)
                           : m_connection.prepared(sql).firstRow(number, filter.values.first());
    if (!count)
        return count.error();
    return count->value_or(0);
}

Result<std::vector<qint64>> EntriesTable::companies()
{
    // From one company to the next along the index, whatever the number of rows in between.
    return m_connection
        .prepared("WITH RECURSIVE c(id) AS (SELECT MIN(company_id) FROM cache_entries UNION ALL "
                  "SELECT (SELECT MIN(company_id) FROM cache_entries WHERE company_id > c.id) "
                  "FROM c WHERE c.id IS NOT NULL) SELECT id FROM c WHERE id IS NOT NULL")
        .rows([](Statement& row) { return row.integer(0); });
}

Result<bool> EntriesTable::hasOlder(qint64 companyId, qint64 beforeMs)
{
    const auto older = m_connection
                           .prepared("SELECT EXISTS (SELECT 1 FROM cache_entries "
                                     "WHERE company_id = ? AND created_at < ?)")
                           .firstRow([](Statement& row) { return row.boolean(0); }, companyId,
                                     sqltime::toSeconds(beforeMs));
    if (!older)
        return older.error();
    return older->value_or(false);
}

Result<std::vector<AnswerAge>> EntriesTable::ages(qint64 nowMs)
{
    const double now = sqltime::toSeconds(nowMs);
    // Few are past their life: they are found along the index, the others by one look at each.
    auto select = m_connection.prepared(
        "SELECT company_id, type, sum(entries), sum(stale), min(oldest), max(life) FROM ("
        "SELECT company_id, cache_type AS type, 1 AS entries, 0 AS stale, created_at AS oldest, "
        "expires_at - created_at AS life FROM cache_entries WHERE +expires_at >= ? "
        "UNION ALL SELECT e.company_id, e.cache_type, 0, 1, NULL, e.expires_at - e.created_at "
        "FROM " TIERWATCH_ENTRIES "WHERE e.expires_at < ? AND t.kept_until >= ?) "
        "GROUP BY company_id, type ORDER BY company_id, type");
    if (auto done = select.exec(now, now, now); !done)
        return done.error();
    std::vector<AnswerAge> ages;
    while (select.next())
        ages.push_back({select.optionalInteger(0), select.text(1), select.integer(2),
                        select.integer(3), select.optionalTimeMs(4),
                        qRound64(select.real(5) * 1000)});
    if (auto done = select.failure(); !done)
        return done.error();
    return ages;
}

Result<std::vector<QString>> EntriesTable::types()
{
    // From one type to the next by the index: there are few, however many entries.
    return m_connection
        .prepared("WITH RECURSIVE kinds(type) AS (SELECT min(cache_type) FROM cache_entries "
                  "UNION ALL SELECT (SELECT min(cache_type) FROM cache_entries "
                  "WHERE cache_type > kinds.type) FROM kinds WHERE kinds.type IS NOT NULL) "
                  "SELECT type FROM kinds WHERE type IS NOT NULL")
        .rows([](Statement& row) { return row.text(0); });
}

Result<bool> EntriesTable::hasForeignRows()
{
    // Whoever adds a row puts it at the end, so the last row tells.
    const auto foreign = m_connection
                             .prepared("SELECT t.entry IS NULL FROM " TIERWATCH_ENTRIES
                                       "WHERE e.rowid = (SELECT max(rowid) FROM cache_entries)")
                             .firstRow([](Statement& row) { return row.boolean(0); });
    if (!foreign)
        return foreign.error();
    return foreign->value_or(false);
}

Result<std::optional<qint64>> EntriesTable::adopt(qint64 cursor, int maxRows)
{
    const auto end =
        m_connection
            .prepared("SELECT max(rowid) FROM "
                      "(SELECT rowid FROM cache_entries WHERE rowid > ? ORDER BY rowid LIMIT ?)")
            .firstRow([](Statement& row) { return row.optionalInteger(0); }, cursor, maxRows);
    if (!end)
        return end.error();
    const std::optional<qint64> last = end->value_or(std::nullopt);
    if (!last)
        return last;
    const auto adopted =
        m_connection
            .prepared(
                "INSERT INTO tw_entries(entry, cache_key, created_at, size, accessed_at, "
                "kept_until, hits) SELECT e.rowid, e.cache_key, e.created_at, "
                "length(CAST(e.data_json AS BLOB)), coalesce(e.last_accessed, e.created_at), "
                "e.expires_at, coalesce(e.hit_count, 0) FROM " TIERWATCH_ENTRIES
                "WHERE e.rowid > ? AND e.rowid <= ? AND t.entry IS NULL " TIERWATCH_OVERWRITES)
            .exec(cursor, *last);
    if (!adopted)
        return adopted.error();
    if (const Result<qint64> named = nameEntries(maxRows); !named)
        return named.error();
    return last;
}

Result<qint64> EntriesTable::nameEntries(int maxRows)
{
    const auto nameless =
        m_connection
            .prepared("SELECT entry, CAST(cache_key AS BLOB) FROM tw_entries "
                      "WHERE digest IS NULL LIMIT ?")
            .rows([](Statement& row) { return std::pair(row.integer(0), row.bytes(1)); }, maxRows);
    if (!nameless)
        return nameless.error();
    for (const auto& [entry, key] : *nameless) {
        const auto named = m_connection.prepared("UPDATE tw_entries SET digest = ? WHERE entry = ?")
                               .exec(entrydigest::numberOf(key), entry);
        if (!named)
            return named.error();
    }
    return static_cast<qint64>(nameless->size());
}

} // namespace tierwatch
