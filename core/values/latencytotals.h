// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/answer.h"
#include "values/caller.h"

namespace tierwatch {

/// How long the answers of one type from one place took, as far as they were timed.
struct LatencyTotal
{
    QString type;
    Origin origin = Origin::Database;
    qint64 count = 0;
    double sumMs = 0;
    std::vector<qint64> within; ///< of the count: those below each of the edges
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &LatencyTotal::type),
                          codec::field("origin", &LatencyTotal::origin),
                          codec::field("count", &LatencyTotal::count),
                          codec::field("sum_ms", &LatencyTotal::sumMs),
                          codec::field("within", &LatencyTotal::within)};
    }
};

/// Since the counters began, by type in alphabetical order; places that never answered are absent.
struct LatencyTotals
{
    std::vector<double> edgesMs; ///< ascending
    std::vector<LatencyTotal> totals;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("edges_ms", &LatencyTotals::edgesMs),
                          codec::field("totals", &LatencyTotals::totals)};
    }
};

struct LatencyTotalsQuery
{
    using Reply = LatencyTotals;
    static constexpr auto name = "latency-totals";
    static constexpr Role role = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

} // namespace tierwatch
