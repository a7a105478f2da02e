// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/performancelogtable.h"

#include "storage/sqltime.h"

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

template <class T>
QVariant orNull(const std::optional<T>& value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariantList valuesOf(std::span<const PerformanceRow> rows)
{
    QVariantList values;
    values.reserve(static_cast<qsizetype>(rows.size()) * 8);
    for (const PerformanceRow& row : rows)
        values << row.type << orNull(row.companyId) << row.hit << row.responseMs
               << orNull(row.estimatedMs) << orNull(row.savedMs) << orNull(row.username)
               << sqltime::toSeconds(row.timeMs);
    return values;
}

} // namespace

Result<void> PerformanceLogTable::append(std::span<const PerformanceRow> rows)
{
    static const std::string many = insertion(rowsAtOnce);
    static const std::string one = insertion(1);
    while (!rows.empty()) {
        const std::size_t count = rows.size() < rowsAtOnce ? 1 : rowsAtOnce;
        auto insert = m_connection.prepared(count == 1 ? one : many);
        if (auto done = insert.run(valuesOf(rows.first(count))); !done)
            return done;
        rows = rows.subspan(count);
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
