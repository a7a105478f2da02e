// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/resolutions.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr qint64 longestRangeMs = 10 * 366 * dayMs;
constexpr std::array<qint64, 20> roundStepsS{1,    2,    5,     10,    20,    30,   60,
                                             120,  180,  300,   600,   900,   1200, 1800,
                                             3600, 7200, 10800, 21600, 43200, 86400};

constexpr qint64 ceilTo(qint64 timeMs, qint64 lengthMs)
{
    return floorTo(timeMs + lengthMs - 1, lengthMs);
}

Level coarsestDividing(qint64 lengthMs)
{
    Level level = Level::Second;
    for (const Resolution& resolution : resolutions)
        if (lengthMs % resolution.lengthMs == 0)
            level = resolution.level;
    return level;
}

qint64 roundStepMs(qint64 leastMs, qint64 fromMs, qint64 nowMs)
{
    for (const qint64 seconds : roundStepsS)
        if (seconds * 1000 >= leastMs && isKept(coarsestDividing(seconds * 1000), fromMs, nowMs))
            return seconds * 1000;
    return ceilTo(leastMs, dayMs);
}

} // namespace

bool isKept(Level level, qint64 fromMs, qint64 nowMs)
{
    const qint64 keepMs = resolutionOf(level).keepMs;
    return keepMs == forEver || nowMs - fromMs <= keepMs;
}

Steps stepsFor(const Range& range, qint64 maxPoints, qint64 nowMs)
{
    const qint64 lengthMs = std::clamp(range.lengthMs, qint64{1000}, longestRangeMs);
    const qint64 points = std::max(maxPoints, qint64{1});
    const qint64 endMs = std::clamp(range.endMs.value_or(nowMs), qint64{0}, nowMs + longestRangeMs);
    Steps steps;
    steps.stepMs = roundStepMs((lengthMs + points - 1) / points, endMs - lengthMs, nowMs);
    steps.level = coarsestDividing(steps.stepMs);
    // A live range holds the step that has just begun.
    steps.toMs =
        range.endMs ? ceilTo(endMs, steps.stepMs) : floorTo(endMs, steps.stepMs) + steps.stepMs;
    steps.fromMs = std::max(qint64{0}, steps.toMs - ceilTo(lengthMs, steps.stepMs));
    return steps;
}

Level coarsestAt(qint64 fromMs, qint64 toMs, Level finest)
{
    for (Level level = Level::Hour; level > finest; level = finer(level)) {
        const qint64 lengthMs = resolutionOf(level).lengthMs;
        if (fromMs % lengthMs == 0 && fromMs + lengthMs <= toMs)
            return level;
    }
    return finest;
}

} // namespace tierwatch
