// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleetsamples.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tierwatch {

namespace {

constexpr qint64 paceMs = 15'000; ///< the rate is of once to twice that
constexpr qint64 enoughAnswers = 20;
constexpr std::size_t enoughSamples = 10;
constexpr int lately = 2; ///< minutes that are held against those before
constexpr qint64 hourMs = 3'600'000;
constexpr double leastPoints = 0.5, leastShare = 0.02;

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

Usual usualOf(const std::vector<double>& values)
{
    const double median = medianOf(values);
    std::vector<double> distances;
    distances.reserve(values.size());
    for (const double value : values)
        distances.push_back(std::abs(value - median));
    return {median, 1.4826 * medianOf(std::move(distances))};
}

constexpr double mostDeviations = 3;

/// By more than chance makes of so many answers, too.
bool isFarBelow(const Usual& usual, double rate, qint64 answered)
{
    const double share = std::clamp(usual.median / 100, 0.0, 1.0);
    const double chance = 100 * std::sqrt(share * (1 - share) / double(answered));
    return rate < usual.median - mostDeviations * std::max({usual.deviation, chance, leastPoints});
}

/// Below each edge, over all types and places.
std::vector<qint64> belowEdges(const LatencyTotals& totals)
{
    std::vector<qint64> below(totals.edgesMs.size());
    for (const LatencyTotal& total : totals.totals) {
        for (std::size_t i = 0; i < std::min(below.size(), total.within.size()); ++i)
            below[i] += total.within[i];
    }
    return below;
}

} // namespace

FleetSamples::Minute& FleetSamples::minuteOf(qint64 number)
{
    if (m_minutes.empty() || m_minutes.back().number < number)
        m_minutes.push_back({number});
    while (m_minutes.front().number <= number - most)
        m_minutes.pop_front();
    return m_minutes.back();
}

void FleetSamples::count(const Tally& totals, qint64 nowMs)
{
    Minute& minute = minuteOf(nowMs / stepMs);
    const bool grew = m_counters && nowMs - m_last.atMs <= longestGapMs &&
                      totals.hits() >= m_counters->hits() &&
                      totals.answered() >= m_counters->answered();
    if (grew) {
        minute.hits += totals.hits() - m_counters->hits();
        minute.answered += totals.answered() - m_counters->answered();
    } else {
        m_from = m_next = {};
        m_perS.reset();
    }
    m_counters = totals;
    pace(totals.requests(), nowMs);
}

/// What lies far back says nothing of how many come now.
void FleetSamples::pace(qint64 requests, qint64 nowMs)
{
    const Point now{nowMs, requests};
    const Point last = std::exchange(m_last, now);
    if (m_from.atMs == 0 || nowMs < m_from.atMs) {
        m_from = m_next = now;
        return;
    }
    const bool isFar = nowMs - last.atMs > 2 * paceMs;
    if (isFar)
        m_from = m_next = last;
    if (nowMs > m_from.atMs)
        m_perS = 1000.0 * double(requests - m_from.requests) / double(nowMs - m_from.atMs);
    if (nowMs - m_next.atMs >= paceMs) {
        m_from = isFar ? now : m_next;
        m_next = now;
    }
}

/// It goes by the target's clock, which may be far off.
void FleetSamples::fill(const History& history, qint64 nowMs)
{
    const qint64 ahead = (history.toMs - 1) / stepMs - nowMs / stepMs;
    m_minutes.clear();
    for (const HistoryPoint& point : history.points) {
        Minute& minute = minuteOf(point.startMs / stepMs - ahead);
        minute.hits += point.tally.hits();
        minute.answered += point.tally.answered();
    }
}

/// But for the hours that the last one lies in.
void FleetSamples::learn(const History& days)
{
    const qint64 hours = days.toMs / hourMs - lately;
    std::vector<double> rates;
    rates.reserve(days.points.size());
    for (const HistoryPoint& point : days.points) {
        if (point.startMs / hourMs < hours && point.tally.answered() >= enoughAnswers)
            rates.push_back(*point.tally.hitRate());
    }
    m_usualRate = rates.size() < enoughSamples ? std::nullopt : std::optional(usualOf(rates));
}

/// Of those answered since the last time; of few of them it would be chance.
void FleetSamples::time(const LatencyTotals& totals)
{
    const std::vector<qint64> below = belowEdges(totals);
    qint64 count = 0;
    for (const LatencyTotal& total : totals.totals)
        count += total.count;
    if (m_timed.size() != below.size() || count < m_timedCount) {
        m_timed.assign(below.size(), 0);
        m_timedCount = 0;
    }
    const qint64 answers = count - m_timedCount;
    if (answers < enoughAnswers)
        return;
    std::size_t edge = 0;
    while (edge < below.size() && double(below[edge] - m_timed[edge]) * 100 < double(answers) * 95)
        ++edge;
    if (edge < below.size()) {
        const qint64 under = edge == 0 ? 0 : below[edge - 1] - m_timed[edge - 1];
        const double from = edge == 0 ? 0 : totals.edgesMs[edge - 1];
        const auto inside = double(below[edge] - m_timed[edge] - under);
        const double share = (double(answers) * 0.95 - double(under)) / std::max(inside, 1.0);
        keepP95(from + (totals.edgesMs[edge] - from) * std::clamp(share, 0.0, 1.0));
    }
    m_timed = below;
    m_timedCount = count;
}

void FleetSamples::keepP95(double ms)
{
    m_p95.push_back(ms);
    if (m_p95.size() > most)
        m_p95.pop_front();
    if (++m_p95Kept < most)
        return;
    m_p95Kept = 0;
    m_p95Hours.push_back(medianOf({m_p95.begin(), m_p95.end()}));
    if (m_p95Hours.size() > mostHours)
        m_p95Hours.pop_front();
}

FleetSamples::Minute FleetSamples::sumSince(qint64 number) const
{
    Minute sum;
    for (const Minute& minute : m_minutes) {
        if (minute.number <= number)
            continue;
        sum.hits += minute.hits;
        sum.answered += minute.answered;
    }
    return sum;
}

qint64 FleetSamples::answered(qint64 nowMs) const
{
    return sumSince(nowMs / stepMs - most).answered;
}

std::optional<double> FleetSamples::hitRate(qint64 nowMs) const
{
    const Minute hour = sumSince(nowMs / stepMs - most);
    return hour.answered > 0 ? std::optional(hour.rate()) : std::nullopt;
}

std::optional<double> FleetSamples::p95Ms() const
{
    return m_p95.empty() ? std::nullopt : std::optional(m_p95.back());
}

std::vector<std::optional<float>> FleetSamples::lastHour(qint64 nowMs) const
{
    std::vector<std::optional<float>> rates(most);
    const qint64 first = nowMs / stepMs - most + 1;
    for (const Minute& minute : m_minutes) {
        if (minute.number >= first && minute.number < first + most && minute.answered > 0)
            rates[std::size_t(minute.number - first)] = float(minute.rate());
    }
    return rates;
}

std::optional<double> FleetSamples::hitRateFallenFrom(qint64 nowMs) const
{
    const qint64 minutes = m_usualRate ? most : lately;
    const Minute last = sumSince(nowMs / stepMs - minutes);
    if (last.answered < enoughAnswers)
        return std::nullopt;
    const auto usual = m_usualRate ? m_usualRate : usualOfMinutes(nowMs / stepMs - minutes);
    const bool hasFallen = usual && isFarBelow(*usual, last.rate(), last.answered);
    return hasFallen ? std::optional(usual->median) : std::nullopt;
}

std::optional<Usual> FleetSamples::usualOfMinutes(qint64 upTo) const
{
    std::vector<double> before;
    before.reserve(m_minutes.size());
    for (const Minute& minute : m_minutes) {
        if (minute.number <= upTo && minute.answered >= enoughAnswers)
            before.push_back(minute.rate());
    }
    return before.size() < enoughSamples ? std::nullopt : std::optional(usualOf(before));
}

std::optional<double> FleetSamples::p95RisenFrom() const
{
    if (m_p95.size() <= enoughSamples)
        return std::nullopt;
    std::vector<double> before(m_p95.begin(), m_p95.end() - 1);
    if (m_p95Hours.size() >= enoughSamples)
        before.assign(m_p95Hours.begin(), m_p95Hours.end());
    const Usual usual = usualOf(before);
    const double deviation = std::max(usual.deviation, leastShare * usual.median);
    const bool hasRisen = m_p95.back() > usual.median + mostDeviations * deviation;
    return hasRisen ? std::optional(usual.median) : std::nullopt;
}

} // namespace tierwatch
