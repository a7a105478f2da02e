// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/history.h"
#include "values/latencytotals.h"

#include <deque>
#include <optional>

namespace tierwatch {

/// The median of a figure's values and the median absolute deviation from it, times 1.4826, which
/// makes it the standard deviation of what is normally distributed. One outlier moves neither;
/// farther off than three of them is one. (C. Leys et al., "Detecting outliers: Do not use standard
/// deviation around the mean, use absolute deviation around the median", J. of Experimental Social
/// Psychology 49, 2013.)
struct Usual
{
    double median = 0;
    double deviation = 0;
};

/// What a fleet keeps of a member by itself: hits by minute over the last hour, from counters that
/// only grow, the p95 of those minutes, and what was usual over the days before. No target tells a
/// p95 by time, so that is held against the hours it was watched here. A value; not thread-safe.
class FleetSamples final
{
public:
    static constexpr qint64 stepMs = 60'000;
    static constexpr int most = 60;
    /// Of what came while nobody asked for longer, nobody knows when; polls are never so far apart.
    static constexpr qint64 longestGapMs = 3 * stepMs;
    static constexpr int mostHours = 7 * 24; ///< that the last one is held against

    /// The counters as they stand; what they grew by belongs to now. Where they began anew, or
    /// behind a gap, nothing.
    void count(const Tally& totals, qint64 nowMs);
    /// What the target kept itself takes the place of what was kept here.
    void fill(const History& history, qint64 nowMs);
    /// What is usual there, by steps of an hour; of too few of them nothing is known.
    void learn(const History& days);
    void time(const LatencyTotals& totals);

    /// Of the last hour; absent without a request.
    [[nodiscard]] std::optional<double> hitRate(qint64 nowMs) const;
    /// Of the last hour that was counted here.
    [[nodiscard]] qint64 answered(qint64 nowMs) const;
    [[nodiscard]] std::optional<double> requestsPerS() const { return m_perS; }
    [[nodiscard]] std::optional<double> p95Ms() const;
    /// By minute, oldest first; absent where nobody asked.
    [[nodiscard]] std::vector<std::optional<float>> lastHour(qint64 nowMs) const;
    /// What is usual, where the last is far from it: the last hour below the days before it, or the
    /// last minutes below the hour where those are not known. Percent.
    [[nodiscard]] std::optional<double> hitRateFallenFrom(qint64 nowMs) const;
    /// The same of the last minutes above the hours before, or above the hour. Milliseconds.
    [[nodiscard]] std::optional<double> p95RisenFrom() const;

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
    /// Of all minutes behind that one.
    [[nodiscard]] Minute sumSince(qint64 number) const;
    /// Of the minutes up to that one; absent where those are too few.
    [[nodiscard]] std::optional<Usual> usualOfMinutes(qint64 upTo) const;
    void pace(qint64 requests, qint64 nowMs);
    void keepP95(double ms);

    std::deque<Minute> m_minutes;
    std::optional<Tally> m_counters;
    Point m_from; ///< the rate is reckoned from there
    Point m_next; ///< and soon from there
    Point m_last; ///< counted
    std::optional<double> m_perS;
    std::optional<Usual> m_usualRate;
    std::vector<qint64> m_timed; ///< answers below each edge, as of the last p95
    qint64 m_timedCount = 0;
    std::deque<double> m_p95;
    std::deque<double> m_p95Hours; ///< medians of as many of those as an hour has
    int m_p95Kept = 0;             ///< since the last of them
};

} // namespace tierwatch
