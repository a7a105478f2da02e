// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/eventtext.h"
#include "models/rangechoice.h"
#include "values/history.h"
#include "values/stats.h"

/// What the Overview writes, worked out from what a target said. Pure functions; any thread.
namespace tierwatch {

/// The hit rate against the range before: "1.4 points" + "above the hour before (91.8%)".
struct HitRateChange
{
    bool better = true;
    QString amount; ///< empty where the rate did not move
    QString comparison;
};
[[nodiscard]] std::optional<HitRateChange> hitRateChange(const History& history, RangeChoice range,
                                                         const Format& format);

/// "39 ms", "13 times faster", "without the cache: 515 ms". Requests that bypassed the cache waited
/// too, and count in both.
struct ResponseFigure
{
    QString average;
    QString factor;
    QString without;
};
[[nodiscard]] ResponseFigure responseFigure(const Tally& total, const Format& format);
/// The same while the cache is off, with what people wait now: "now 512 ms, cache off", "with the
/// cache: 39 ms".
[[nodiscard]] ResponseFigure responseWhileOff(const History& history, const Format& format);
/// What requests that bypassed the cache took in the last minute, or the last step if it is longer.
[[nodiscard]] std::optional<double> bypassedAverageMs(const History& history);
/// What requests that asked the cache took in the range; where none did, in the range before.
[[nodiscard]] std::optional<double> cachedAverageMs(const History& history);
/// "1,204 requests bypassed the cache".
[[nodiscard]] QString bypassedText(qint64 requests);

/// How full a tier is against its limit, 0 to 1; absent where there is no limit.
[[nodiscard]] std::optional<double> fillOf(const TierSize& tier);
/// "2,118 entries, 40% full".
[[nodiscard]] QString sizeDetail(const TierSize& tier, const Format& format);
/// "Pushed out in the last hour: 0".
[[nodiscard]] QString pushedOutText(const History& history, RangeChoice range,
                                    const Format& format);
/// "Cleaned up at 14:00: 1,204 entries"; empty before the first clean-up.
[[nodiscard]] QString cleanedUpText(const Stats& stats, const Events& events, const Format& format,
                                    qint64 nowMs);

/// What the database would have to bear if the cache were switched off now.
struct SwitchOffPrice
{
    double requestsPerSecond = 0;
    double databaseSecondsPerSecond = 0;
};
/// From the last minutes of the history; absent where nobody asked anything.
[[nodiscard]] std::optional<SwitchOffPrice> switchOffPrice(const History& history);

/// When that switch turns back by itself; one's own among those of users. Absent where it stays.
[[nodiscard]] std::optional<qint64> switchUntilMs(const Stats& stats, SwitchKind kind);

/// The tally of the last `lengthMs` of a history, at least of its last step.
[[nodiscard]] Tally recent(const History& history, qint64 lengthMs);

} // namespace tierwatch
