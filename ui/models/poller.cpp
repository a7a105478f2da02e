// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/poller.h"

#include "models/whendone.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tierwatch {

namespace {

constexpr int overdueAfterIntervals = 3;
constexpr Poller::Interval overdueByHand{3000};
constexpr Poller::Interval longestPause{30'000};

/// Whether there is not one answer in it. A history that is kept on this side is none.
bool gaveNothing(const Snapshot& snapshot)
{
    const bool hasHistory = snapshot.history && !snapshot.history->countsOnly;
    return !snapshot.stats && !hasHistory && !snapshot.times && !snapshot.events &&
           !snapshot.watermarks && !(snapshot.freshness && *snapshot.freshness) &&
           !(snapshot.savings && *snapshot.savings);
}

} // namespace

Poller::Poller(const Clock& clock, QObject* parent) : QObject(parent), m_clock(clock)
{
    m_tick.setSingleShot(true);
    m_overdue.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &Poller::begin);
    connect(&m_overdue, &QTimer::timeout, this, &Poller::overdue);
}

void Poller::setTarget(CacheTarget* target)
{
    forget();
    if (m_target)
        m_target->disconnect(this);
    m_target = target;
    if (target)
        connect(target, &CacheTarget::stateChanged, this, &Poller::follow);
    m_lastTookMs = 0;
    m_failures = 0;
    Q_EMIT paceChanged();
    begin();
}

void Poller::setRange(Range range)
{
    if (m_range == range)
        return;
    m_range = range;
    refresh();
}

void Poller::setInterval(Interval interval)
{
    if (m_interval == interval)
        return;
    m_interval = interval;
    Q_EMIT paceChanged();
    schedule();
}

void Poller::setSavings(const std::optional<SavingsQuery>& query)
{
    m_savings = query;
    if (query)
        refresh();
}

void Poller::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) == paused)
        return;
    if (paused)
        m_tick.stop();
    else
        refresh();
}

void Poller::setWatched(bool watched)
{
    if (std::exchange(m_watched, watched) == watched)
        return;
    if (!watched)
        m_tick.stop();
    else if (!m_paused)
        refresh();
}

void Poller::setFreshnessWanted(bool wanted)
{
    if (std::exchange(m_freshnessWanted, wanted) == wanted || !wanted || !m_target)
        return;
    refresh();
}

void Poller::follow(const TargetState& state)
{
    if (m_failures > 0 && state.kind != TargetState::Kind::Failed && automatic())
        refresh();
}

void Poller::refresh()
{
    m_failures = 0;
    if (m_running)
        m_again = true;
    else
        begin();
}

Poller::Interval Poller::pace() const
{
    if (m_interval.count() == 0)
        return m_interval;
    const auto needed =
        static_cast<qint64>(std::ceil(m_lastTookMs / static_cast<double>(m_interval.count())));
    return m_interval * std::max<qint64>(1, needed);
}

Poller::Interval Poller::pause() const
{
    Interval pause = pace();
    for (int i = 0; i < m_failures && pause < longestPause; ++i)
        pause = std::min(pause * 2, longestPause);
    return pause;
}

bool Poller::automatic() const
{
    return m_target && m_watched && !m_paused && m_interval.count() > 0;
}

void Poller::begin()
{
    if (!m_target || m_running)
        return;
    m_tick.stop();
    m_again = false;
    ++m_batches;
    const auto batch = m_running = std::make_shared<Batch>();
    batch->startedNs = m_clock.steadyNs();
    batch->snapshot->range = m_range;
    m_overdue.start(m_interval.count() > 0 ? pace() * overdueAfterIntervals : overdueByHand);
    if (m_savings)
        batch->snapshot->savingsAsked = *m_savings;
    collectAll(batch);
}

void Poller::collectAll(const std::shared_ptr<Batch>& batch)
{
    ++batch->missing; // so that it does not end before all is asked for
    collect(batch, &Snapshot::stats, StatsQuery{});
    collect(batch, &Snapshot::history, HistoryQuery{m_range});
    collect(batch, &Snapshot::times, ResponseTimesQuery{m_range});
    collect(batch, &Snapshot::events, EventsQuery{});
    collect(batch, &Snapshot::watermarks, WatermarksQuery{});
    if (m_savings)
        collect(batch, &Snapshot::savings, *m_savings);
    if (m_freshnessWanted)
        collect(batch, &Snapshot::freshness, FreshnessQuery{m_range});
    arrivedOne(batch);
}

template <class Part, class Q>
void Poller::collect(const std::shared_ptr<Batch>& batch, Part Snapshot::*part, Q query)
{
    ++batch->missing;
    const auto keep = [this, batch, part](const Result<typename Q::Reply>& reply) {
        batch->snapshot.get()->*part = reply;
        arrivedOne(batch);
    };
    whenDone(m_target->read(std::move(query)), this, keep);
}

void Poller::arrivedOne(const std::shared_ptr<Batch>& batch)
{
    if (--batch->missing == 0)
        finish(batch);
}

void Poller::finish(const std::shared_ptr<Batch>& batch)
{
    if (batch != m_running)
        return;
    m_running.reset();
    m_overdue.stop();
    Snapshot& snapshot = *batch->snapshot;
    snapshot.tookMs = static_cast<double>(m_clock.steadyNs() - batch->startedNs) / 1e6;
    snapshot.atMs = m_clock.wallMs();
    snapshot.overtaken = m_again;
    m_failures = gaveNothing(snapshot) && !m_again ? m_failures + 1 : 0;
    measure(snapshot.tookMs);
    if (snapshot.range == m_range)
        Q_EMIT arrived(batch->snapshot);
    if (m_again)
        begin();
    else
        schedule();
}

void Poller::measure(double tookMs)
{
    const Interval before = pace();
    m_lastTookMs = tookMs;
    if (pace() != before)
        Q_EMIT paceChanged();
}

void Poller::schedule()
{
    if (!automatic()) {
        m_tick.stop();
        return;
    }
    if (m_running)
        return;
    const auto left = pause() - Interval(static_cast<qint64>(m_lastTookMs));
    m_tick.start(std::max(left, Interval(0)));
}

void Poller::forget()
{
    m_tick.stop();
    m_overdue.stop();
    m_running.reset();
    m_again = false;
}

} // namespace tierwatch
