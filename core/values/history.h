// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/range.h"

namespace tierwatch {

/// Where requests of one stretch of time were answered from. Bypassed requests (the cache was
/// switched off) and errors count in their own columns and in no rate.
struct Tally
{
    qint64 memory = 0;
    qint64 disk = 0;
    qint64 database = 0; ///< misses
    qint64 stale = 0;    ///< of memory and disk: answered with a value past its life
    qint64 bypassed = 0;
    qint64 errors = 0;
    double responseMs = 0; ///< sum over memory, disk and database
    double bypassedMs = 0; ///< sum over bypassed
    double savedMs = 0;    ///< database time saved, less the time hits took
    double uncachedMs = 0; ///< what the same requests would have cost without the cache
    qint64 evicted = 0;    ///< pushed out of either tier

    [[nodiscard]] qint64 hits() const { return memory + disk; }
    [[nodiscard]] qint64 answered() const { return memory + disk + database; }
    [[nodiscard]] qint64 requests() const { return answered() + bypassed + errors; }
    /// Percent of hits among hits and misses; absent where there were none.
    [[nodiscard]] std::optional<double> hitRate() const
    {
        if (answered() == 0)
            return std::nullopt;
        return 100.0 * static_cast<double>(hits()) / static_cast<double>(answered());
    }
    Tally& operator+=(const Tally& other);

    static constexpr auto fields()
    {
        return std::tuple{codec::field("memory", &Tally::memory),
                          codec::field("disk", &Tally::disk),
                          codec::field("database", &Tally::database),
                          codec::field("stale", &Tally::stale),
                          codec::field("bypassed", &Tally::bypassed),
                          codec::field("errors", &Tally::errors),
                          codec::field("response_ms", &Tally::responseMs),
                          codec::field("bypassed_ms", &Tally::bypassedMs),
                          codec::field("saved_ms", &Tally::savedMs),
                          codec::field("uncached_ms", &Tally::uncachedMs),
                          codec::field("evicted", &Tally::evicted)};
    }
    friend bool operator==(const Tally&, const Tally&) = default;
};

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
    Tally total;    ///< over the range
    Tally previous; ///< over the range of the same length before it

    static constexpr auto fields()
    {
        return std::tuple{codec::field("from_ms", &History::fromMs),
                          codec::field("to_ms", &History::toMs),
                          codec::field("step_ms", &History::stepMs),
                          codec::field("points", &History::points),
                          codec::field("total", &History::total),
                          codec::field("previous", &History::previous)};
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
