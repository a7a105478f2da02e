// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/throttle.h"

#include <algorithm>

namespace tierwatch {

namespace {
constexpr qsizetype mostKeys = 100'000;
constexpr qint64 longestMs = 86'400'000; // so that the sum with a time can't overflow
} // namespace

void Throttle::begin(const QByteArray& key, qint64 nowSteadyMs, qint64 lengthMs)
{
    if (lengthMs <= 0)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_ends.size() >= mostKeys)
        m_ends.removeIf([=](const auto& row) { return row.value() <= nowSteadyMs; });
    if (m_ends.size() < mostKeys)
        m_ends.insert(key, nowSteadyMs + std::min(lengthMs, longestMs));
    m_any = true;
}

void Throttle::end(const QByteArray& key)
{
    if (!m_any)
        return;
    const std::lock_guard lock(m_mutex);
    m_ends.remove(key);
    m_any = !m_ends.isEmpty();
}

bool Throttle::holds(const QByteArray& key, qint64 nowSteadyMs) const
{
    if (!m_any)
        return false;
    const std::lock_guard lock(m_mutex);
    return m_ends.value(key, nowSteadyMs) > nowSteadyMs;
}

} // namespace tierwatch
