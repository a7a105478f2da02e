// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/requestlog.h"

#include <algorithm>

namespace tierwatch {

namespace {

/// What the request saved, as the log's readers understand it: nothing where the database was
/// asked, unknown where the cache had no part in it.
std::optional<double> savedMs(const AccessRecord& record)
{
    if (record.error || record.origin == Origin::Bypassed)
        return std::nullopt;
    if (!record.hit())
        return 0.0;
    if (!record.hasEstimate())
        return std::nullopt;
    return static_cast<double>(record.estimateMs) - static_cast<double>(record.responseMs);
}

std::optional<double> estimatedMs(const AccessRecord& record)
{
    if (record.error || !record.hasEstimate())
        return std::nullopt;
    return record.estimateMs;
}

} // namespace

void RequestLog::add(const std::vector<AccessRecord>& records, qint64 steadyMs)
{
    for (const AccessRecord& record : records) {
        if (record.renewal)
            continue; // nobody asked
        if (withinPace(steadyMs))
            m_waiting.push_back(record);
        else
            ++m_unlogged;
    }
    for (; m_waiting.size() > mostWaiting; ++m_unlogged)
        m_waiting.pop_front();
}

bool RequestLog::withinPace(qint64 steadyMs)
{
    const qint64 second = steadyMs / 1000;
    if (second != m_paceSecond) {
        m_paceSecond = second;
        m_paceTaken = 0;
    }
    return ++m_paceTaken <= mostPerSecond;
}

std::vector<PerformanceRow> RequestLog::rows(std::size_t most) const
{
    std::vector<PerformanceRow> rows;
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, m_waiting.size()));
    std::transform(m_waiting.begin(), m_waiting.begin() + count, std::back_inserter(rows),
                   [this](const AccessRecord& record) { return rowOf(record); });
    return rows;
}

void RequestLog::remove(std::size_t count)
{
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(count));
}

PerformanceRow RequestLog::rowOf(const AccessRecord& record) const
{
    PerformanceRow row;
    row.type = m_types.name(record.typeId);
    row.companyId = record.companyId;
    row.hit = record.hit();
    row.responseMs = record.responseMs;
    row.estimatedMs = estimatedMs(record);
    row.savedMs = savedMs(record);
    if (record.userId != NameTable::nobody)
        row.username = m_users.name(record.userId);
    row.timeMs = record.wallMs;
    return row;
}

} // namespace tierwatch
