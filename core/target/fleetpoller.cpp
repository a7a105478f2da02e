// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleetpoller.h"

#include <algorithm>
#include <utility>

namespace tierwatch {

FleetPoller::FleetPoller(const Clock& clock, QObject* parent) : QObject(parent), m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FleetPoller::tick);
}

void FleetPoller::add(int id, FleetMember& member)
{
    m_members.insert(id, &member);
    m_schedule.add(id, m_clock.steadyMs());
    connect(&member, &FleetMember::stateChanged, this, [this, id] {
        m_schedule.hurry(id, m_clock.steadyMs());
        arm();
    });
    arm();
}

void FleetPoller::remove(int id)
{
    if (FleetMember* member = m_members.take(id))
        member->disconnect(this);
    m_schedule.remove(id);
}

void FleetPoller::setInterval(Interval interval)
{
    if (interval == m_schedule.interval())
        return;
    m_schedule.setInterval(interval, m_clock.steadyMs());
    arm();
}

void FleetPoller::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) != paused)
        arm();
}

void FleetPoller::setWatched(bool watched)
{
    if (std::exchange(m_watched, watched) != watched)
        arm();
}

void FleetPoller::refresh()
{
    for (const auto& [id, member] : m_members.asKeyValueRange()) {
        const FleetState state = member->figures().state;
        if (waitsForAPerson(state))
            continue;
        m_schedule.hurry(id, m_clock.steadyMs());
    }
    arm();
}

void FleetPoller::hurry(int id)
{
    m_schedule.hurry(id, m_clock.steadyMs());
    arm();
}

std::optional<FleetPoller::Interval> FleetPoller::untilNext(int id) const
{
    const auto due = m_schedule.dueMs(id);
    if (!due || !isWatching())
        return std::nullopt;
    return Interval(std::max<qint64>(0, *due - m_clock.steadyMs()));
}

void FleetPoller::tick()
{
    using Who = PollSchedule::Who;
    const PollSchedule::Due due =
        m_schedule.take(m_clock.steadyMs(), isWatching() ? Who::All : Who::Hurried);
    for (const int id : due.overdue)
        m_members.value(id)->setSilent();
    for (const int id : due.ask)
        ask(id);
    arm();
}

void FleetPoller::ask(int id)
{
    ++m_polls;
    m_members.value(id)->poll([this, id](PollSchedule::Outcome outcome) {
        m_schedule.ended(id, outcome, m_clock.steadyMs());
        arm();
    });
}

void FleetPoller::arm()
{
    const auto next = m_schedule.nextMs();
    if (!next || !(isWatching() || m_schedule.isAnyHurried())) {
        m_timer.stop();
        return;
    }
    const auto wait = Interval(std::max<qint64>(0, *next - m_clock.steadyMs()));
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > wait)
        m_timer.start(wait);
}

} // namespace tierwatch
