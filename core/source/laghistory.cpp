// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/laghistory.h"

#include <algorithm>

namespace tierwatch {

void LagHistory::current(qint64 atMs)
{
    atMs = notBefore(atMs);
    const std::size_t size = m_points.size();
    const bool flat = size > 1 && m_standing == Standing::Current &&
                      m_points[size - 1].behindMs == 0 && m_points[size - 2].behindMs == 0;
    if (flat)
        m_points.back().timeMs = atMs;
    else
        add(atMs, 0);
    m_standing = Standing::Current;
    m_currentMs = atMs;
}

void LagHistory::behind(qint64 atMs)
{
    atMs = notBefore(atMs);
    if (m_standing == Standing::Behind) {
        m_points.back() = {atMs, atMs - m_behindSinceMs};
        return;
    }
    m_behindSinceMs = m_currentMs.value_or(atMs);
    if (m_standing != Standing::Current)
        add(atMs, 0); // since when, nobody knows
    add(atMs, atMs - m_behindSinceMs);
    m_standing = Standing::Behind;
}

void LagHistory::unknown(qint64 atMs)
{
    if (m_standing != Standing::Unknown)
        add(notBefore(atMs), std::nullopt);
    m_standing = Standing::Unknown;
    m_currentMs.reset();
}

std::vector<LagPoint> LagHistory::points(qint64 fromMs, qint64 nowMs) const
{
    if (m_standing == Standing::Never)
        return {};
    auto first = std::ranges::lower_bound(m_points, fromMs, {}, &LagPoint::timeMs);
    if (first != m_points.begin())
        --first;
    std::vector<LagPoint> told(first, m_points.end());
    nowMs = notBefore(nowMs);
    if (m_standing == Standing::Behind)
        told.push_back({nowMs, nowMs - m_behindSinceMs});
    else
        told.push_back({nowMs, told.back().behindMs});
    return told;
}

void LagHistory::add(qint64 atMs, std::optional<qint64> behindMs)
{
    m_points.push_back({atMs, behindMs});
    if (m_points.size() > mostPoints)
        m_points.pop_front();
}

qint64 LagHistory::notBefore(qint64 atMs) const
{
    return m_points.empty() ? atMs : std::max(atMs, m_points.back().timeMs);
}

} // namespace tierwatch
