// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/stamps.h"

#include <algorithm>

namespace tierwatch {

namespace {
/// One of so many stamps waits for another try to reserve where the last one failed.
constexpr quint64 stampsBetweenTries = 1024;
} // namespace

Stamps::Stamps(Reserve reserve, quint64 start)
    : m_reserve(std::move(reserve)), m_start(start), m_next(start), m_end(start)
{
    refill();
}

void Stamps::refill()
{
    const std::lock_guard lock(m_mutex);
    if (m_reserve && runsLow())
        (void)reserve();
}

Result<void> Stamps::reserve()
{
    const quint64 from = std::max(m_next.load() + stampsBetweenTries, m_start + margin);
    const Result<quint64> first = m_reserve(from, blockSize);
    if (!first)
        return first.error();
    // Others may have taken stamps meanwhile, past the first of the block even.
    quint64 next = m_next.load();
    while (next < *first && !m_next.compare_exchange_weak(next, *first)) {
    }
    m_end.store(*first + blockSize);
    return {};
}

Result<quint64> Stamps::fresh()
{
    const std::lock_guard lock(m_mutex);
    if (m_reserve) {
        if (const Result<void> reserved = reserve(); !reserved)
            return reserved.error();
    }
    return m_next.fetch_add(1);
}

quint64 Stamps::next()
{
    const quint64 stamp = m_next.fetch_add(1);
    if (stamp % stampsBetweenTries == 0 && runsLow())
        refill();
    return stamp;
}

} // namespace tierwatch
