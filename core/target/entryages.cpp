// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/entryages.h"

#include "cache/workspacecache.h"
#include "storage/entriestable.h"

#include <algorithm>

namespace tierwatch {
namespace {

constexpr qint64 leastPauseMs = 10'000;
constexpr qint64 pausePerCount = 19; ///< in times what counting took

} // namespace

Result<void> EntryAges::fill(FreshnessReport& report)
{
    if (isDue()) {
        if (const Result<void> counted = count(); !counted)
            return counted;
    }
    const std::scoped_lock lock(m_mutex);
    report.ages = m_counted->ages;
    report.countedMs = m_counted->atMs;
    return {};
}

void EntryAges::setDue()
{
    const std::scoped_lock lock(m_mutex);
    m_dueMs = 0;
}

bool EntryAges::isDue() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_counted || m_cache.clock().steadyMs() >= m_dueMs;
}

Result<void> EntryAges::count()
{
    const std::scoped_lock counting(m_counting);
    if (!isDue())
        return {}; // somebody else did while this one waited
    const Clock& clock = m_cache.clock();
    const Moment start = clock.now();
    auto ages = EntriesTable(m_cache.file().reader()).ages(start.wallMs);
    if (!ages)
        return ages.error();
    const qint64 endMs = clock.steadyMs();
    const std::scoped_lock lock(m_mutex);
    m_counted = Counted{*std::move(ages), start.wallMs};
    m_dueMs = endMs + std::max(leastPauseMs, pausePerCount * (endMs - start.steadyMs()));
    return {};
}

} // namespace tierwatch
