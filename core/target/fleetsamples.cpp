// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleetsamples.h"

#include <algorithm>
#include <cmath>

namespace tierwatch {

namespace {

constexpr qint64 paceMs = 15'000; ///< the rate is of once to twice that
constexpr qint64 enoughAnswers = 20;
constexpr std::size_t enoughSamples = 10;
constexpr int lately = 2; ///< minutes that are held against those before
constexpr double leastPoints = 0.5, leastShare = 0.02;

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

struct Usual
{
    double median = 0;
    double deviation = 0;
};

/// The median and the median absolute deviation from it, times 1.4826, which makes it the standard
/// deviation of what is normally distributed. One outlier moves neither; farther off than three of
/// them is one. (C. Leys et al., "Detecting outliers: Do not use standard deviation around the
/// mean, use absolute deviation around the median", J. of Experimental Social Psychology 49, 2013.)
Usual usualOf(const std::vector<double>& values, double leastDeviation)
{
    const double median = medianOf(values);
    std::vector<double> distances;
    distances.reserve(values.size());
    for (const double value : values)
        distances.push_back(std::abs(value - median));
    return {median, std::max(1.4826 * medianOf(std::move(distances)), leastDeviation)};
}

constexpr double mostDeviations = 3;

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
    const bool grew = m_counters && totals.hits() >= m_counters->hits() &&
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

void FleetSamples::pace(qint64 requests, qint64 nowMs)
{
    const Point now{nowMs, requests};
    if (m_from.atMs == 0 || nowMs < m_from.atMs) {
        m_from = m_next = now;
        return;
    }
    if (nowMs > m_from.atMs)
        m_perS = 1000.0 * double(requests - m_from.requests) / double(nowMs - m_from.atMs);
    if (nowMs - m_next.atMs >= paceMs) {
        m_from = m_next;
        m_next = now;
    }
}

void FleetSamples::fill(const History& history)
{
    m_minutes.clear();
    for (const HistoryPoint& point : history.points) {
        Minute& minute = minuteOf(point.startMs / stepMs);
        minute.hits += point.tally.hits();
        minute.answered += point.tally.answered();
    }
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
    while (edge < below.size() && (below[edge] - m_timed[edge]) * 100 < answers * 95)
        ++edge;
    if (edge < below.size()) {
        const qint64 under = edge == 0 ? 0 : below[edge - 1] - m_timed[edge - 1];
        const double from = edge == 0 ? 0 : totals.edgesMs[edge - 1];
        const auto inside = double(below[edge] - m_timed[edge] - under);
        const double share = (double(answers) * 0.95 - double(under)) / std::max(inside, 1.0);
        m_p95.push_back(from + (totals.edgesMs[edge] - from) * std::clamp(share, 0.0, 1.0));
    }
    if (m_p95.size() > most)
        m_p95.pop_front();
    m_timed = below;
    m_timedCount = count;
}

qint64 FleetSamples::answered(qint64 nowMs) const
{
    qint64 sum = 0;
    for (const Minute& minute : m_minutes)
        sum += minute.number > nowMs / stepMs - most ? minute.answered : 0;
    return sum;
}

std::optional<double> FleetSamples::hitRate(qint64 nowMs) const
{
    Minute sum;
    for (const Minute& minute : m_minutes) {
        if (minute.number <= nowMs / stepMs - most)
            continue;
        sum.hits += minute.hits;
        sum.answered += minute.answered;
    }
    return sum.answered > 0 ? std::optional(sum.rate()) : std::nullopt;
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

bool FleetSamples::isHitRateUnusual(qint64 nowMs) const
{
    Minute last;
    std::vector<double> before;
    before.reserve(m_minutes.size());
    for (const Minute& minute : m_minutes) {
        if (minute.number > nowMs / stepMs - lately) {
            last.hits += minute.hits;
            last.answered += minute.answered;
        } else if (minute.answered >= enoughAnswers) {
            before.push_back(minute.rate());
        }
    }
    if (last.answered < enoughAnswers || before.size() < enoughSamples)
        return false;
    const Usual usual = usualOf(before, leastPoints);
    return last.rate() < usual.median - mostDeviations * usual.deviation;
}

bool FleetSamples::isP95Unusual() const
{
    if (m_p95.size() <= enoughSamples)
        return false;
    const std::vector<double> before(m_p95.begin(), m_p95.end() - 1);
    const Usual usual = usualOf(before, leastShare * medianOf(before));
    return m_p95.back() > usual.median + mostDeviations * usual.deviation;
}

} // namespace tierwatch
