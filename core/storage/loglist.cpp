// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/loglist.h"

#include <algorithm>

namespace tierwatch {

namespace {

LogRow rowOf(Statement& row)
{
    LogRow request;
    request.id = row.integer(0);
    request.timeMs = row.timeMs(1);
    request.type = row.text(2);
    request.companyId = row.optionalInteger(3);
    request.username = row.optionalText(4);
    request.hit = row.boolean(5);
    request.responseMs = row.real(6);
    request.estimatedMs = row.optionalReal(7);
    request.savedMs = row.optionalReal(8);
    return request;
}

/// Appends a condition on what is given; "+" keeps SQLite from an index that is not of the ids.
template <class T>
void narrow(std::string& sql, QVariantList& values, const char* column,
            const std::optional<T>& wanted)
{
    if (!wanted)
        return;
    sql += std::string(" AND +") + column + " = ?";
    values << *wanted;
}

} // namespace

Result<Log> LogList::page(const LogQuery& query)
{
    const Result<Ends> ends = this->ends();
    if (!ends)
        return ends.error();
    const bool follows = query.after.has_value();
    const qint64 behindAll = std::max(ends->first - 1, qint64{0});
    qint64 after = 0;
    qint64 upTo = 0;
    if (follows) {
        after = std::clamp(*query.after, behindAll, ends->last);
        upTo = std::min(ends->last, after + reach);
    } else {
        upTo = std::min(ends->last, query.before.value_or(ends->last + 1) - 1);
        after = std::max(behindAll, upTo - reach);
    }
    LogQuery asked = query;
    asked.limit = std::clamp(query.limit, qint64{1}, LogQuery::mostRows);
    auto found = rows(asked, after, upTo, !follows);
    if (!found)
        return found.error();
    const bool isFull = static_cast<qint64>(found->size()) == asked.limit;
    Log log;
    log.rows = *std::move(found);
    if (follows) {
        log.cursor = isFull ? log.rows.back().id : upTo;
    } else {
        log.cursor = ends->last;
        const qint64 reached = isFull ? log.rows.back().id - 1 : after;
        if (reached > behindAll)
            log.older = reached + 1;
    }
    return log;
}

Result<std::vector<LogRow>> LogList::rows(const LogQuery& query, qint64 after, qint64 upTo,
                                          bool newestFirst)
{
    std::string sql = "SELECT id, timestamp, cache_type, company_id, username, cache_hit, "
                      "response_time_ms, estimated_oracle_time_ms, time_saved_ms "
                      "FROM performance_log WHERE id > ? AND id <= ?";
    QVariantList values = {after, upTo};
    narrow(sql, values, "cache_type", query.filter.type);
    narrow(sql, values, "company_id", query.filter.companyId);
    narrow(sql, values, "username", query.filter.username);
    narrow(sql, values, "cache_hit", query.filter.hit);
    sql += newestFirst ? " ORDER BY id DESC LIMIT ?" : " ORDER BY id LIMIT ?";
    values << query.limit;
    Statement select = m_connection.prepared(sql);
    if (auto done = select.run(values); !done)
        return done.error();
    std::vector<LogRow> found;
    while (select.next())
        found.push_back(rowOf(select));
    if (auto done = select.failure(); !done)
        return done.error();
    return found;
}

Result<LogList::Ends> LogList::ends()
{
    // Each half is one look at an end of the index; together they would be a walk.
    const auto found = m_connection
                           .prepared("SELECT coalesce((SELECT min(id) FROM performance_log), 0), "
                                     "coalesce((SELECT max(id) FROM performance_log), 0)")
                           .firstRow([](Statement& row) {
                               return Ends{row.integer(0), row.integer(1)};
                           });
    if (!found)
        return found.error();
    return found->value_or(Ends{});
}

Result<std::vector<LoggedUser>> LogList::users(qint64 after, qint64 upTo, Misses misses)
{
    return m_connection
        .prepared("SELECT username, count(*), sum(cache_hit <> 0), "
                  "sum(cache_hit = 0 AND (? OR time_saved_ms IS NOT NULL)), max(timestamp) "
                  "FROM performance_log WHERE id > ? AND id <= ? AND username IS NOT NULL "
                  "GROUP BY username")
        .rows(
            [](Statement& row) {
                return LoggedUser{row.text(0), row.integer(1), row.integer(2), row.integer(3),
                                  row.timeMs(4)};
            },
            misses == Misses::AllButHits, after, upTo);
}

Result<std::optional<qint64>> LogList::timeAfter(qint64 after)
{
    return m_connection
        .prepared("SELECT timestamp FROM performance_log WHERE id > ? ORDER BY id LIMIT 1")
        .firstRow([](Statement& row) { return row.timeMs(0); }, after);
}

} // namespace tierwatch
