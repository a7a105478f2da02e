// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/logbook.h"

namespace tierwatch {

Result<bool> LogBook::readNew(Connection& connection, qint64 nowMs, int maxRows)
{
    PerformanceLogTable log(connection);
    if (!m_lastId) {
        const auto last = log.lastId();
        if (!last)
            return last.error();
        m_lastId = *last;
        m_firstId = *last + 1;
        m_oldestMs = nowMs;
        return false;
    }
    const auto rows = log.answersAfter(*m_lastId, maxRows);
    if (!rows)
        return rows.error();
    if (!rows->empty())
        m_lastId = rows->back().id;
    absorb(*rows, nowMs);
    return rows->size() == static_cast<std::size_t>(maxRows);
}

Result<bool> LogBook::readOld(Connection& connection, qint64 nowMs, int maxRows)
{
    if (!isBehind())
        return false;
    const auto rows = PerformanceLogTable(connection).answersBefore(m_firstId, maxRows);
    if (!rows)
        return rows.error();
    absorb(*rows, nowMs);
    const bool more = rows->size() == static_cast<std::size_t>(maxRows);
    m_firstId = more ? rows->back().id : 0;
    if (!rows->empty())
        m_oldestMs = rows->back().timeMs;
    return isBehind();
}

std::optional<qint64> LogBook::backToMs() const
{
    return isBehind() ? std::optional(m_oldestMs) : std::nullopt;
}

void LogBook::absorb(const std::vector<PerformanceRow>& rows, qint64 nowMs)
{
    m_rollups.absorb(rows, nowMs);
    m_ledger.absorb(rows, nowMs);
    m_rollups.trim(nowMs);
    m_ledger.trim(nowMs);
}

} // namespace tierwatch
