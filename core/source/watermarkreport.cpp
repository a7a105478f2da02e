// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/watermarkmonitor.h"

#include "cache/workspacecache.h"

#include <algorithm>
#include <functional>

// What the monitor tells of what it knows.
namespace tierwatch {

namespace {

constexpr std::size_t mostLags = 20;
constexpr qint64 mostEarlierEvents = 10'000;

} // namespace

Watermarks WatermarkMonitor::state() const
{
    const bool runs = m_started && mayInvalidate();
    const Moment now = m_cache.clock().now();
    Watermarks told{runs, m_intervalMs, {}};
    for (const SwitchState& timed : m_cache.switches().timed()) {
        if (timed.kind == SwitchKind::AutoInvalidate)
            told.switchUntilMs = timed.untilMs;
    }
    if (m_options.alarmMs > 0)
        told.alarmMs = m_options.alarmMs;
    const std::scoped_lock lock(m_mutex);
    told.companies.reserve(m_watches.size());
    for (const auto& [key, watch] : m_watches) {
        told.companies.push_back(watch.state(now));
        if (!runs)
            told.companies.back().nextMs.reset();
    }
    return told;
}

void WatermarkMonitor::noteEmptied(std::optional<qint64> companyId)
{
    const Moment now = m_cache.clock().now();
    const std::scoped_lock lock(m_mutex);
    for (auto& [key, watch] : m_watches) {
        if (!companyId || key.second == *companyId)
            watch.emptied(now);
    }
}

/// Which companies an undo brought back is not known; those that nobody emptied ignore it.
void WatermarkMonitor::noteRefilled()
{
    const Moment now = m_cache.clock().now();
    const std::scoped_lock lock(m_mutex);
    for (auto& [key, watch] : m_watches)
        watch.refilled(now);
}

void WatermarkMonitor::fill(FreshnessReport& report, const Range& range)
{
    std::call_once(m_recalled, [this] { recallInvalidations(); });
    const qint64 nowMs = m_cache.clock().wallMs();
    report.lags = lags(range.endMs.value_or(nowMs) - range.lengthMs, nowMs);
    const std::scoped_lock lock(m_mutex);
    const InvalidationTally::Sum day = m_tally.lastDay(nowMs);
    report.dayInvalidations = day.invalidations;
    report.dayEntries = day.entries;
}

/// What this monitor's predecessors did within the last day stands among the events.
void WatermarkMonitor::recallInvalidations()
{
    Range day = Range::days(1);
    day.endMs = m_madeMs - 1; // from then on it counts itself
    const Events earlier = m_cache.events().recent({day, mostEarlierEvents});
    const std::scoped_lock lock(m_mutex);
    for (const Event& event : earlier.events) {
        if (event.kind == EventKind::Invalidated && event.who == who())
            m_tally.add(event.timeMs, event.entries);
    }
}

/// Those that were current all the time are left out where there are many.
std::vector<CompanyLag> WatermarkMonitor::lags(qint64 fromMs, qint64 nowMs) const
{
    std::vector<CompanyLag> all;
    {
        const std::scoped_lock lock(m_mutex);
        all.reserve(m_watches.size());
        for (const auto& [key, watch] : m_watches)
            all.push_back({key.first, key.second, watch.lag().points(fromMs, nowMs)});
    }
    std::ranges::stable_sort(all, std::greater<>(), [](const CompanyLag& lag) {
        qint64 most = -1;
        for (const LagPoint& point : lag.points)
            most = std::max(most, point.behindMs.value_or(0));
        return most;
    });
    if (all.size() > mostLags)
        all.resize(mostLags);
    return all;
}

} // namespace tierwatch
