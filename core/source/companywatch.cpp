// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/companywatch.h"

#include <algorithm>
#include <utility>

namespace tierwatch {
namespace {

constexpr qint64 mostDoublings = 4;
constexpr qint64 longestPauseMs = 15 * 60'000;

qint64 pauseMs(const CompanyWatch::Timing& timing, qint64 failures)
{
    const qint64 doublings = std::clamp<qint64>(failures - 1, 0, mostDoublings);
    const qint64 plain = timing.intervalMs << doublings;
    const qint64 longest = std::max(timing.intervalMs, longestPauseMs);
    return qint64(double(std::min(plain, longest)) * timing.factor);
}

} // namespace

CompanyWatch::CompanyWatch(const QString& source, qint64 companyId, std::optional<SourceMark> kept)
    : m_cached(std::move(kept))
{
    m_told.source = source;
    m_told.companyId = companyId;
}

bool CompanyWatch::answered(const SourceMark& mark, const Moment& now, const Timing& timing)
{
    m_told.checking = false;
    m_told.checkedMs = now.wallMs;
    m_told.failures = 0;
    m_dueMs = now.steadyMs() + pauseMs(timing, 0);
    m_first = !m_seen && !m_cached;
    const bool changed = m_cached != mark;
    m_moved = changed && m_seen != mark;
    m_changesInARow = m_moved && !m_first ? m_changesInARow + 1 : 0;
    m_seen = mark;
    if (m_moved)
        noteChange(mark, now.wallMs);
    if (!changed) {
        m_told.behindSinceMs.reset();
        m_lag.current(now.wallMs);
        return false;
    }
    if (!m_told.behindSinceMs)
        m_told.behindSinceMs = now.wallMs;
    m_lag.behind(now.wallMs);
    return true;
}

void CompanyWatch::noteChange(const SourceMark& mark, qint64 nowMs)
{
    m_told.changedMs = nowMs;
    m_told.changedEntries.reset();
    m_told.changedBy.reset();
    if (m_cached && m_cached->schema == mark.schema && mark.maxId >= m_cached->maxId)
        m_told.changedBy = mark.maxId - m_cached->maxId;
}

void CompanyWatch::failed(const Error& error, const Moment& now, const Timing& timing)
{
    note(error, now);
    m_told.checking = false;
    m_lag.unknown(now.wallMs);
    ++m_told.failures;
    m_dueMs = now.steadyMs() + pauseMs(timing, m_told.failures);
    m_cached.reset();
    m_moved = false;
    m_changesInARow = 0;
}

void CompanyWatch::emptied(const Moment& now)
{
    if (!m_cached || m_told.failures > 0)
        return; // the next answer is a change, whatever is cached
    if (!m_emptied)
        m_emptied = m_cached;
    m_cached = m_seen;
    m_told.behindSinceMs.reset();
    m_lag.current(now.wallMs);
}

void CompanyWatch::refilled(const Moment& now)
{
    if (!m_emptied || !m_cached)
        return;
    m_cached = std::exchange(m_emptied, std::nullopt);
    if (m_cached == m_seen)
        return;
    m_told.behindSinceMs = now.wallMs;
    m_lag.behind(now.wallMs);
}

void CompanyWatch::note(const Error& error, const Moment& now)
{
    m_told.lastError = error.message;
    m_told.errorMs = now.wallMs;
}

void CompanyWatch::invalidated(const Moment& now, qint64 entries)
{
    ++m_told.invalidations;
    m_told.changedEntries = entries;
    if (m_told.failures > 0)
        return; // what the source has now is not known
    m_lag.current(now.wallMs);
    m_told.changedMs = now.wallMs;
    m_emptied.reset();
    m_cached = m_seen;
    m_told.behindSinceMs.reset();
}

CompanyWatermark CompanyWatch::state(const Moment& now) const
{
    CompanyWatermark told = m_told;
    told.currentMs = m_lag.currentMs();
    told.nextMs = now.wallMs + std::max<qint64>(m_dueMs - now.steadyMs(), 0);
    if (m_cached)
        told.cachedValue = m_cached->maxId;
    if (m_seen) {
        told.schema = m_seen->schema;
        told.sourceValue = m_seen->maxId;
    }
    if (m_told.failures > 0) {
        told.state = Freshness::NotChecked;
        told.sourceValue.reset();
    } else if (m_seen) {
        told.state = m_seen == m_cached ? Freshness::Current : Freshness::Behind;
    }
    if (told.cachedValue && told.sourceValue)
        told.lag = std::max<qint64>(*told.sourceValue - *told.cachedValue, 0);
    return told;
}

} // namespace tierwatch
