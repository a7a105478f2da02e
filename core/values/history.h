// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/range.h"
#include "values/tally.h"

namespace tierwatch {

struct HistoryPoint
{
    qint64 startMs = 0; ///< Unix ms, UTC
    Tally tally;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("start_ms", &HistoryPoint::startMs),
                          codec::field("tally", &HistoryPoint::tally)};
    }
};

/// Points in ascending order, each `stepMs` long; a step without a request has no point.
struct History
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    qint64 stepMs = 1000;
    std::vector<HistoryPoint> points;
    Tally total;                       ///< over the range
    Tally previous;                    ///< over the range of the same length before it
    std::vector<TypeTally> types = {}; ///< the total by type, in alphabetical order
    /// Why nothing but hits and misses is known: hits are in `disk` then, and all else is 0.
    std::optional<QString> countsOnly = {};

    static constexpr auto fields()
    {
        return std::tuple{codec::field("from_ms", &History::fromMs),
                          codec::field("to_ms", &History::toMs),
                          codec::field("step_ms", &History::stepMs),
                          codec::field("points", &History::points),
                          codec::field("total", &History::total),
                          codec::field("previous", &History::previous),
                          codec::field("types", &History::types),
                          codec::field("counts_only", &History::countsOnly)};
    }
};

/// At most `maxPoints` points over the range; the step is chosen from the kept resolutions.
struct HistoryQuery
{
    using Reply = History;
    static constexpr auto name = "history";
    static constexpr Role role = Role::Viewer;
    Range range;
    qint64 maxPoints = 600;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("range", &HistoryQuery::range),
                          codec::field("max_points", &HistoryQuery::maxPoints)};
    }
};

} // namespace tierwatch
