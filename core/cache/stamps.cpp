// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/stamps.h"

namespace tierwatch {

namespace {
constexpr quint64 blockSize = 1'000'000;
}

Stamps::Stamps(Reserve reserve) : m_reserve(std::move(reserve))
{
    refill();
}

void Stamps::refill()
{
    const std::lock_guard lock(m_mutex);
    if (!runsLow())
        return;
    const quint64 from = m_next.load();
    const Result<quint64> first = m_reserve ? m_reserve(from, blockSize) : Result<quint64>(from);
    if (first && *first > from)
        m_next.store(*first);
    m_end.store(m_next.load() + blockSize);
}

/// Half a block ahead of need, so that concurrent callers never run past the reserved end.
bool Stamps::runsLow() const
{
    return m_next.load() + blockSize / 2 >= m_end.load();
}

quint64 Stamps::next()
{
    const quint64 stamp = m_next.fetch_add(1);
    if (runsLow())
        refill();
    return stamp;
}

} // namespace tierwatch
