// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/history.h"
#include "values/latencytotals.h"

#include <deque>
#include <optional>

namespace tierwatch {

/// What a fleet keeps of a member by itself: hits by minute over the last hour, from counters that
/// only grow, and the p95 of those minutes. A value; not thread-safe.
class FleetSamples final
{
public:
    static constexpr qint64 stepMs = 60'000;
    static constexpr int most = 60;

    /// The counters as they stand; what they grew by belongs to now. Where they began anew,
    /// nothing.
    void count(const Tally& totals, qint64 nowMs);
    /// What the target kept itself takes the place of what was kept here.
    void fill(const History& history);
    void time(const LatencyTotals& totals);

    /// Of the last hour; absent without a request.
    [[nodiscard]] std::optional<double> hitRate(qint64 nowMs) const;
    /// Of the last hour that was counted here.
    [[nodiscard]] qint64 answered(qint64 nowMs) const;
    [[nodiscard]] std::optional<double> requestsPerS() const { return m_perS; }
    [[nodiscard]] std::optional<double> p95Ms() const;
    /// By minute, oldest first; absent where nobody asked.
    [[nodiscard]] std::vector<std::optional<float>> lastHour(qint64 nowMs) const;
    /// Far below, or far above, what is usual here.
    [[nodiscard]] bool isHitRateUnusual(qint64 nowMs) const;
    [[nodiscard]] bool isP95Unusual() const;

private:
    struct Minute
    {
        qint64 number = 0; ///< since 1970
        qint64 hits = 0;
        qint64 answered = 0;
        [[nodiscard]] double rate() const { return 100.0 * double(hits) / double(answered); }
    };
    struct Point
    {
        qint64 atMs = 0;
        qint64 requests = 0;
    };

    Minute& minuteOf(qint64 number);
    void pace(qint64 requests, qint64 nowMs);

    std::deque<Minute> m_minutes;
    std::optional<Tally> m_counters;
    Point m_from; ///< the rate is reckoned from there
    Point m_next; ///< and soon from there
    std::optional<double> m_perS;
    std::vector<qint64> m_timed; ///< answers below each edge, as of the last p95
    qint64 m_timedCount = 0;
    std::deque<double> m_p95;
};

} // namespace tierwatch
