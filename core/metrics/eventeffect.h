// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/events.h"
#include "values/history.h"

namespace tierwatch {

/// How an event moved the hit rate, reckoned from the points of the time around it. Pure functions:
/// any thread. Percent and ms; absent where nobody asked anything.
struct EventEffect
{
    /// Length of the points it is reckoned from.
    static constexpr qint64 stepMs = 10'000;
    /// How long before the event the points begin.
    static constexpr qint64 leadMs = 60'000;
    /// How long an effect is followed.
    static constexpr qint64 followMs = 30 * 60'000;

    /// Over the minute before; where the rate was rising, over the last step of it.
    std::optional<double> before;
    std::optional<double> lowest;           ///< of a step, until it recovered
    std::optional<qint64> recoveredAfterMs; ///< until two steps in a row were within 1 point

    /// Whether events of this kind have an effect to measure.
    [[nodiscard]] static bool expectedOf(const Event& event);
    /// `points` of stepMs, in ascending order, from leadMs before the event on.
    [[nodiscard]] static EventEffect reckon(qint64 eventMs,
                                            const std::vector<HistoryPoint>& points);

    friend bool operator==(const EventEffect&, const EventEffect&) = default;
};

} // namespace tierwatch
