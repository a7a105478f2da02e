// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/range.h"

#include <array>
#include <limits>

/// The stretches of time that figures are kept in, and how a range on screen is made of them. Pure
/// functions: any thread. Times are Unix ms.
namespace tierwatch {

enum class Level : quint8 { Second, TenSeconds, Minute, Hour, Ever };

struct Resolution
{
    Level level;
    qint64 lengthMs;      ///< of one bucket
    qint64 keepMs;        ///< how long buckets are kept
    qint64 pageMs;        ///< buckets loaded together
    std::size_t maxPages; ///< in memory, unless they wait to be stored
};

inline constexpr qint64 forEver = std::numeric_limits<qint64>::max();
inline constexpr std::array<Resolution, 5> resolutions{{
    {Level::Second, 1'000, 600'000, 600'000, 3},
    {Level::TenSeconds, 10'000, 6 * 3'600'000, 3'600'000, 10},
    {Level::Minute, 60'000, 7 * 86'400'000LL, 6 * 3'600'000, 32},
    {Level::Hour, 3'600'000, forEver, 10 * 86'400'000LL, 8},
    {Level::Ever, forEver, forEver, forEver, 1},
}};

[[nodiscard]] constexpr const Resolution& resolutionOf(Level level)
{
    return resolutions[static_cast<std::size_t>(level)];
}
/// Start of the stretch of `lengthMs` that `timeMs` lies in; times before 1970 count as 1970.
[[nodiscard]] constexpr qint64 floorTo(qint64 timeMs, qint64 lengthMs)
{
    return timeMs <= 0 ? 0 : timeMs - timeMs % lengthMs;
}

[[nodiscard]] constexpr Level finer(Level level)
{
    return static_cast<Level>(static_cast<quint8>(level) - 1);
}
[[nodiscard]] constexpr Level coarser(Level level)
{
    return static_cast<Level>(static_cast<quint8>(level) + 1);
}
/// Whether buckets of a level still stand from `fromMs` on.
[[nodiscard]] bool isKept(Level level, qint64 fromMs, qint64 nowMs);

/// A range cut into equal steps that start at round times, and the finest level it is made from.
struct Steps
{
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< end of the last step; may lie a little in the future
    qint64 stepMs = 1000;
    Level level = Level::Second;
};
/// The shortest round step that gives at most `maxPoints` and is made of a level still kept.
[[nodiscard]] Steps stepsFor(const Range& range, qint64 maxPoints, qint64 nowMs);

/// The longest bucket that starts at `fromMs` and ends by `toMs`, not finer than `finest`.
[[nodiscard]] Level coarsestAt(qint64 fromMs, qint64 toMs, Level finest);

} // namespace tierwatch
