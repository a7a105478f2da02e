// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tierwatch {

/// One request. Times in Unix ms, durations in ms.
struct PerformanceRow
{
    qint64 id = 0; ///< given by the file
    QString type;
    std::optional<qint64> companyId = {};
    bool hit = false;
    double responseMs = 0;
    std::optional<double> estimatedMs = {};
    std::optional<double> savedMs = {};
    std::optional<QString> username = {};
    qint64 timeMs = 0;

    /// Of a hit: what it saved, as the row says or by its estimate; absent where nobody knows.
    [[nodiscard]] std::optional<double> saved() const
    {
        if (savedMs || !estimatedMs)
            return savedMs;
        return *estimatedMs - responseMs;
    }
};

/// `performance_log`: one row a request. A light view of a Connection, in whose thread it is used.
class PerformanceLogTable final
{
public:
    explicit PerformanceLogTable(Connection& connection) : m_connection(connection) {}

    Result<void> append(std::span<const PerformanceRow> rows);
    /// Rows with a greater id, oldest first.
    [[nodiscard]] Result<std::vector<PerformanceRow>> after(qint64 id, int maxRows);
    /// The same without whose they were, and those with a smaller id, the latest first. Times and
    /// durations that can't be are 0.
    [[nodiscard]] Result<std::vector<PerformanceRow>> answersAfter(qint64 id, int maxRows);
    [[nodiscard]] Result<std::vector<PerformanceRow>> answersBefore(qint64 id, int maxRows);
    /// The greatest id, 0 where there is none.
    [[nodiscard]] Result<qint64> lastId();
    /// Removes, oldest first, at most `maxRows` of what is older than `beforeMs` or more than
    /// `keepRows`; gives how many: call again until 0.
    Result<qint64> trim(qint64 beforeMs, qint64 keepRows, int maxRows);

private:
    Result<void> insert(std::string_view sql, std::span<const PerformanceRow> rows,
                        std::size_t atOnce);
    [[nodiscard]] Result<std::vector<PerformanceRow>> answers(std::string_view sql, qint64 id,
                                                              int maxRows);

    Connection& m_connection;
};

} // namespace tierwatch
