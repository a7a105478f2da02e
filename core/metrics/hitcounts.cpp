// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/hitcounts.h"

#include <algorithm>
#include <iterator>

namespace tierwatch {

namespace {

/// Beyond it, seconds that nobody takes are told as one: late, but not lost.
constexpr std::size_t mostWaiting = 100'000;

} // namespace

void HitCounts::begin(qint64 second)
{
    if (m_closed.size() < mostWaiting)
        close();
    m_second = second;
}

void HitCounts::close()
{
    for (auto& [key, cell] : m_cells) {
        if (cell.hits == 0)
            continue;
        m_closed.push_back(
            {m_second * 1000, key.first, key.second, cell.hits, cell.unpriced, cell.uncachedMs});
        cell = {};
    }
}

void HitCounts::moveTo(std::vector<HitTally>& tallies)
{
    close();
    std::ranges::move(m_closed, std::back_inserter(tallies));
    m_closed.clear();
}

} // namespace tierwatch
