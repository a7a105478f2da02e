// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/pollschedule.h"

#include <algorithm>
#include <cmath>

namespace tierwatch {

namespace {

constexpr qint64 tickMs = 20; ///< between two takings
constexpr std::size_t leastBurst = 4;
constexpr int patientPaces = 3;
constexpr qint64 leastPatienceMs = 3000;
constexpr int mostDoublings = 16;
/// Multiples of the golden ratio, without what is before the point, divide an interval about evenly
/// however many of them there are.
constexpr double goldenRatio = 0.6180339887498949;

} // namespace

void PollSchedule::setInterval(std::chrono::milliseconds interval, qint64 nowMs)
{
    m_interval = interval;
    for (auto [id, entry] : m_entries.asKeyValueRange()) {
        entry.paceMs = interval.count();
        if (entry.isAsked || entry.waits)
            continue;
        if (interval.count() > 0)
            plan(id, entry, inPhase(entry, nowMs));
        else if (entry.dueMs > nowMs)
            forgetPlan(id, entry);
    }
}

void PollSchedule::add(int id, qint64 nowMs)
{
    Entry& entry = m_entries[id];
    entry.phase = std::fmod(goldenRatio * m_added++, 1.0);
    entry.paceMs = m_interval.count();
    plan(id, entry, nowMs);
}

void PollSchedule::remove(int id)
{
    m_hurried.remove(id);
    if (const auto found = m_entries.find(id); found != m_entries.end()) {
        forgetPlan(id, *found);
        m_entries.erase(found);
    }
}

void PollSchedule::hurry(int id, qint64 nowMs)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    m_hurried.insert(id);
    if (found->isAsked)
        found->again = true;
    else
        plan(id, *found, nowMs);
}

void PollSchedule::ended(int id, Outcome outcome, qint64 nowMs)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end() || !found->isAsked)
        return;
    Entry& entry = *found;
    forgetPlan(id, entry);
    entry.isAsked = false;
    entry.waits = outcome == Outcome::Waits;
    entry.failures = outcome == Outcome::Failed ? std::min(entry.failures + 1, mostDoublings) : 0;
    const qint64 step = m_interval.count();
    if (step > 0) {
        const qint64 needed = (nowMs - entry.startedMs + step - 1) / step;
        entry.paceMs = step * std::max<qint64>(needed, 1);
        if (entry.failures > 0)
            entry.paceMs =
                std::max(entry.paceMs, std::min(step << entry.failures,
                                                std::max(step, qint64(longestPause.count()))));
    }
    if (std::exchange(entry.again, false))
        return plan(id, entry, nowMs);
    if (!entry.waits && step > 0)
        plan(id, entry, inPhase(entry, std::max(nowMs, entry.startedMs + entry.paceMs - step / 2)));
}

PollSchedule::Due PollSchedule::take(qint64 nowMs, Who who)
{
    Due due;
    const std::size_t most = mostAtOnce();
    for (auto next = m_plan.begin(); next != m_plan.end() && next->first <= nowMs;) {
        const int id = next->second;
        Entry& entry = m_entries[id];
        ++next;
        if (entry.isAsked) {
            due.overdue.push_back(id);
            forgetPlan(id, entry);
        } else if (due.ask.size() == most) {
            break;
        } else if (who == Who::All || m_hurried.contains(id)) {
            m_hurried.remove(id);
            entry.isAsked = true;
            entry.startedMs = nowMs;
            plan(id, entry, nowMs + std::max(entry.paceMs * patientPaces, leastPatienceMs));
            due.ask.push_back(id);
        }
    }
    m_takenMs = nowMs;
    return due;
}

std::optional<qint64> PollSchedule::nextMs() const
{
    if (m_plan.empty())
        return std::nullopt;
    return std::max(m_plan.begin()->first, m_takenMs + tickMs);
}

std::chrono::milliseconds PollSchedule::pace(int id) const
{
    return std::chrono::milliseconds(m_entries.value(id).paceMs);
}

std::optional<qint64> PollSchedule::dueMs(int id) const
{
    const Entry entry = m_entries.value(id);
    return entry.isAsked || entry.dueMs < 0 ? std::nullopt : std::optional(entry.dueMs);
}

void PollSchedule::plan(int id, Entry& entry, qint64 dueMs)
{
    forgetPlan(id, entry);
    entry.dueMs = dueMs;
    m_plan.emplace(dueMs, id);
}

void PollSchedule::forgetPlan(int id, Entry& entry)
{
    m_plan.erase({entry.dueMs, id});
    entry.dueMs = -1;
}

qint64 PollSchedule::inPhase(const Entry& entry, qint64 notBefore) const
{
    const qint64 step = m_interval.count();
    const auto offset = static_cast<qint64>(entry.phase * double(step));
    return offset + (notBefore - offset + step - 1) / step * step;
}

/// Twice what keeps up with all of them.
std::size_t PollSchedule::mostAtOnce() const
{
    if (m_interval.count() == 0)
        return std::max<std::size_t>(leastBurst, std::size_t(m_entries.size()) / 50);
    const qint64 keepUp = m_entries.size() * tickMs / m_interval.count();
    return std::max<std::size_t>(leastBurst, std::size_t(2 * keepUp));
}

} // namespace tierwatch
