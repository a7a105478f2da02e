// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/entrycensus.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 pausePerCount = 19; ///< in times what counting took

void addAge(AnswerAge& sum, const AnswerAge& age)
{
    sum.entries += age.entries;
    sum.stale += age.stale;
    sum.lifeMs = std::max(sum.lifeMs, age.lifeMs);
    if (age.oldestMs)
        sum.oldestMs = std::min(sum.oldestMs.value_or(*age.oldestMs), *age.oldestMs);
}

} // namespace

bool EntryCensus::begin()
{
    if (m_running || m_clock.steadyMs() < m_dueMs)
        return false;
    m_running = true;
    m_cursor = 0;
    m_spentMs = 0;
    m_startedMs = m_clock.wallMs();
    m_groups.clear();
    return true;
}

Result<void> EntryCensus::step(Connection& connection)
{
    const qint64 startMs = m_clock.steadyMs();
    const auto slice = EntriesScan(connection).slice({}, m_startedMs, m_cursor, m_pace.rows());
    if (!slice) {
        m_running = false;
        return slice.error();
    }
    for (const ScannedGroup& group : slice->groups)
        add(group);
    const qint64 tookMs = m_clock.steadyMs() - startMs;
    m_pace.took(tookMs);
    m_spentMs += tookMs;
    if (slice->next)
        m_cursor = *slice->next;
    else
        finish();
    return {};
}

void EntryCensus::add(const ScannedGroup& group)
{
    ScannedGroup& sum =
        m_groups.try_emplace({group.age.companyId, group.age.type}, ScannedGroup{}).first->second;
    sum.age.companyId = group.age.companyId;
    sum.age.type = group.age.type;
    sum.price.type = group.price.type;
    addAge(sum.age, group.age);
    addPreview(sum.price, group.price);
    sum.bytes += group.bytes;
}

void EntryCensus::finish()
{
    Count count;
    count.atMs = m_startedMs;
    for (const auto& [key, group] : m_groups) {
        count.bytes += group.bytes;
        if (group.age.entries + group.age.stale > 0)
            count.ages.push_back(group.age);
        if (group.price.entries > 0)
            addPreview(count.prices, {group.price});
    }
    m_last = std::move(count);
    m_running = false;
    m_groups.clear();
    m_dueMs = m_clock.steadyMs() + pausePerCount * m_spentMs;
}

} // namespace tierwatch
