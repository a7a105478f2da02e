// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cmath>

/// The one place where the file's Unix seconds (REAL) become the Unix milliseconds used everywhere
/// else, and back. Any thread; no state.
namespace tierwatch::sqltime {

[[nodiscard]] constexpr double toSeconds(qint64 ms)
{
    return static_cast<double>(ms) / 1000.0;
}
/// What no clock can show (another program may write infinity) is as far away as sums can bear.
[[nodiscard]] inline qint64 toMs(double seconds)
{
    constexpr double farthestMs = 1e17;
    const double ms = seconds * 1000.0;
    if (!(ms > -farthestMs))
        return static_cast<qint64>(-farthestMs); // no number, too
    return std::llround(std::min(ms, farthestMs));
}

} // namespace tierwatch::sqltime
