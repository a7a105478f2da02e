// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/invalidationtally.h"

namespace tierwatch {
namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 dayMinutes = 24 * 60;

} // namespace

void InvalidationTally::add(qint64 timeMs, qint64 entries)
{
    const qint64 minute = timeMs / minuteMs;
    Sum& sum = m_minutes[minute];
    ++sum.invalidations;
    sum.entries += entries;
    m_minutes.erase(m_minutes.begin(), m_minutes.lower_bound(minute - dayMinutes));
}

InvalidationTally::Sum InvalidationTally::lastDay(qint64 nowMs) const
{
    Sum sum;
    for (auto one = m_minutes.upper_bound(nowMs / minuteMs - dayMinutes); one != m_minutes.end();
         ++one) {
        sum.invalidations += one->second.invalidations;
        sum.entries += one->second.entries;
    }
    return sum;
}

} // namespace tierwatch
