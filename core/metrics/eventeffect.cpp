// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/eventeffect.h"

#include "metrics/resolutions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double tolerance = 1; // points of percent
constexpr double rising = 3;    // points from one half of the minute before to the other

struct Rate
{
    qint64 startMs = 0;
    double percent = 0;
};

/// The steps from the event's own on in which somebody asked.
std::vector<Rate> ratesSince(qint64 firstMs, const std::vector<HistoryPoint>& points)
{
    std::vector<Rate> rates;
    for (const HistoryPoint& point : points)
        if (point.startMs >= firstMs)
            if (const auto percent = point.tally.hitRate())
                rates.push_back({point.startMs, *percent});
    return rates;
}

std::optional<double> rateBetween(qint64 fromMs, qint64 toMs,
                                  const std::vector<HistoryPoint>& points)
{
    Tally tally;
    for (const HistoryPoint& point : points)
        if (point.startMs >= fromMs && point.startMs < toMs)
            tally += point.tally;
    return tally.hitRate();
}

/// Of a cache that fills, the minute before tells less than it had reached: a dip would be missed.
std::optional<double> rateBefore(qint64 firstMs, const std::vector<HistoryPoint>& points)
{
    const qint64 fromMs = firstMs - EventEffect::leadMs;
    const qint64 halfMs = firstMs - EventEffect::leadMs / 2;
    const auto early = rateBetween(fromMs, halfMs, points);
    const auto late = rateBetween(halfMs, firstMs, points);
    const auto last = rateBetween(firstMs - EventEffect::stepMs, firstMs, points);
    if (early && late && last && *late - *early >= rising)
        return std::max(late, last);
    return rateBetween(fromMs, firstMs, points);
}

} // namespace

bool EventEffect::expectedOf(const Event& event)
{
    return event.kind == EventKind::Invalidated || event.kind == EventKind::Purged ||
           event.kind == EventKind::Cleared ||
           (event.kind == EventKind::Switched && event.subject == u"global"_s);
}

EventEffect EventEffect::reckon(qint64 eventMs, const std::vector<HistoryPoint>& points)
{
    const qint64 firstMs = floorTo(eventMs, stepMs);
    const std::vector<Rate> rates = ratesSince(firstMs, points);
    EventEffect effect;
    effect.before = rateBefore(firstMs, points);
    const auto back = [&](const Rate& rate) {
        return effect.before && rate.percent >= *effect.before - tolerance;
    };
    // Two in a row: one good step among bad ones is chance.
    const auto recovered = std::ranges::adjacent_find(
        rates, [&](const Rate& a, const Rate& b) { return back(a) && back(b); });
    if (recovered != rates.end())
        effect.recoveredAfterMs = std::max(qint64{0}, recovered->startMs - eventMs);
    // Later dips have other causes.
    const auto end = recovered == rates.end() ? recovered : recovered + 1;
    const auto lowest = std::ranges::min_element(rates.begin(), end, {}, &Rate::percent);
    if (lowest != end)
        effect.lowest = lowest->percent;
    return effect;
}

} // namespace tierwatch
