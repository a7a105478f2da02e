// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/freshness.h"

#include <deque>

namespace tierwatch {

/// How far behind the cached data of one company was, check by check; the oldest goes when there
/// are too many. Times are Unix ms; one that goes back counts as the last one. One thread at a
/// time.
class LagHistory final
{
public:
    static constexpr std::size_t mostPoints = 1'000;

    /// The data was found to be current, or was made so.
    void current(qint64 atMs);
    /// The database has gone on since it was last found current.
    void behind(qint64 atMs);
    /// The database did not tell.
    void unknown(qint64 atMs);

    /// When it was last known to be current; absent after a check that told nothing.
    [[nodiscard]] std::optional<qint64> currentMs() const { return m_currentMs; }
    /// From the last point before the range up to now.
    [[nodiscard]] std::vector<LagPoint> points(qint64 fromMs, qint64 nowMs) const;

private:
    enum class Standing { Never, Current, Behind, Unknown };

    void add(qint64 atMs, std::optional<qint64> behindMs);
    [[nodiscard]] qint64 notBefore(qint64 atMs) const;

    std::deque<LagPoint> m_points;
    Standing m_standing = Standing::Never;
    std::optional<qint64> m_currentMs;
    qint64 m_behindSinceMs = 0;
};

} // namespace tierwatch
