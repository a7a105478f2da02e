// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/performancelogtable.h"

#include "storage/bulkinsert.h"
#include "storage/sqltime.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace tierwatch {

namespace {

/// One statement for many rows costs less than many statements.
constexpr std::size_t rowsAtOnce = 32;

std::string insertion(std::size_t rows)
{
    std::string sql =
        "INSERT INTO performance_log(cache_type, company_id, cache_hit, response_time_ms, "
        "estimated_oracle_time_ms, time_saved_ms, username, timestamp) VALUES ";
    for (std::size_t i = 0; i < rows; ++i)
        sql += i == 0 ? "(?, ?, ?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?, ?)";
    return sql;
}

/// Another program may have written anything.
double sane(double value, double most)
{
    return std::isfinite(value) ? std::clamp(value, -most, most) : 0;
}

std::optional<double> saneMs(const Statement& row, int column)
{
    constexpr double mostMs = 1e9;
    return row.isNull(column) ? std::nullopt : std::optional(sane(row.real(column), mostMs));
}

PerformanceRow answerOf(Statement& row)
{
    constexpr double endOfTime = 32'503'680'000; // of the year 3000, in seconds
    PerformanceRow answer;
    answer.id = row.integer(0);
    answer.type = row.text(1);
    answer.companyId = row.optionalInteger(2);
    answer.hit = row.boolean(3);
    answer.responseMs = std::max(0.0, saneMs(row, 4).value_or(0));
    answer.estimatedMs = saneMs(row, 5);
    answer.savedMs = saneMs(row, 6);
    answer.timeMs = sqltime::toMs(std::max(0.0, sane(row.real(7), endOfTime)));
    return answer;
}

#define TIERWATCH_ANSWERS                                                                          \
    "SELECT id, cache_type, company_id, cache_hit, response_time_ms, estimated_oracle_time_ms, "   \
    "time_saved_ms, timestamp FROM performance_log "

} // namespace

Result<void> PerformanceLogTable::append(std::span<const PerformanceRow> rows)
{
    static const std::string many = insertion(rowsAtOnce);
    static const std::string one = insertion(1);
    const std::size_t inGroups = rows.size() - rows.size() % rowsAtOnce;
    if (auto done = insert(many, rows.first(inGroups), rowsAtOnce); !done)
        return done;
    return insert(one, rows.subspan(inGroups), 1);
}

Result<void> PerformanceLogTable::insert(std::string_view sql, std::span<const PerformanceRow> rows,
                                         std::size_t atOnce)
{
    BulkInsert insert(m_connection, sql);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PerformanceRow& row = rows[i];
        insert.add(row.type, row.companyId, row.hit, row.responseMs, row.estimatedMs, row.savedMs,
                   row.username, sqltime::toSeconds(row.timeMs));
        if ((i + 1) % atOnce != 0)
            continue;
        if (auto done = insert.run(); !done)
            return done;
    }
    return {};
}

Result<std::vector<PerformanceRow>> PerformanceLogTable::after(qint64 id, int maxRows)
{
    return m_connection
        .prepared("SELECT id, cache_type, company_id, cache_hit, response_time_ms, "
                  "estimated_oracle_time_ms, time_saved_ms, username, timestamp "
                  "FROM performance_log WHERE id > ? ORDER BY id LIMIT ?")
        .rows(
            [](Statement& row) {
                return PerformanceRow{
                    row.integer(0),      row.text(1),         row.optionalInteger(2),
                    row.boolean(3),      row.real(4),         row.optionalReal(5),
                    row.optionalReal(6), row.optionalText(7), row.timeMs(8)};
            },
            id, maxRows);
}

Result<std::vector<PerformanceRow>> PerformanceLogTable::answersAfter(qint64 id, int maxRows)
{
    return answers(TIERWATCH_ANSWERS "WHERE id > ? ORDER BY id LIMIT ?", id, maxRows);
}

Result<std::vector<PerformanceRow>> PerformanceLogTable::answersBefore(qint64 id, int maxRows)
{
    return answers(TIERWATCH_ANSWERS "WHERE id < ? ORDER BY id DESC LIMIT ?", id, maxRows);
}

Result<std::vector<PerformanceRow>> PerformanceLogTable::answers(std::string_view sql, qint64 id,
                                                                 int maxRows)
{
    return m_connection.prepared(sql).rows(answerOf, id, maxRows);
}

Result<qint64> PerformanceLogTable::lastId()
{
    const auto id = m_connection.prepared("SELECT coalesce(max(id), 0) FROM performance_log")
                        .firstRow([](Statement& row) { return row.integer(0); });
    if (!id)
        return id.error();
    return id->value();
}

Result<qint64> PerformanceLogTable::trim(qint64 beforeMs, qint64 keepRows, int maxRows)
{
    // Ids grow with time, so the oldest rows are the first by id; none is counted.
    const double before = sqltime::toSeconds(beforeMs);
    const auto due =
        m_connection
            .prepared("SELECT timestamp < ? OR id <= (SELECT max(id) FROM performance_log) - ? "
                      "FROM performance_log ORDER BY id LIMIT 1")
            .firstRow([](Statement& row) { return row.boolean(0); }, before, keepRows);
    if (!due)
        return due.error();
    if (!due->value_or(false))
        return qint64(0);
    auto remove = m_connection.prepared(
        "DELETE FROM performance_log WHERE id IN "
        "(SELECT id FROM performance_log ORDER BY id LIMIT ?) AND (timestamp < ? OR id <= "
        "(SELECT max(id) FROM performance_log) - ?)");
    if (auto done = remove.exec(maxRows, before, keepRows); !done)
        return done.error();
    return remove.changedRows();
}

} // namespace tierwatch
