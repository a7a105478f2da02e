// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/range.h"

namespace tierwatch {

/// Response times of one kind of answer, in ms; absent figures had too few samples.
struct Latency
{
    std::optional<qint64> count = 0; ///< absent = nobody tells
    std::optional<double> meanMs;
    std::optional<double> medianMs;
    std::optional<double> p95Ms;
    std::optional<double> p99Ms;

    static constexpr auto fields()
    {
        return std::tuple{
            codec::field("count", &Latency::count), codec::field("mean_ms", &Latency::meanMs),
            codec::field("median_ms", &Latency::medianMs), codec::field("p95_ms", &Latency::p95Ms),
            codec::field("p99_ms", &Latency::p99Ms)};
    }
};

/// One type of report: its answers from the cache (either tier) against those of the database.
struct TypeTimes
{
    QString type;
    Latency cached;
    Latency database;
    std::optional<double> savedMs = 0.0; ///< absent = nobody tells
    Latency memory = {}; ///< of cached; what was counted before the tiers were told apart is in
    Latency disk = {};   ///< neither

    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &TypeTimes::type),
                          codec::field("cached", &TypeTimes::cached),
                          codec::field("database", &TypeTimes::database),
                          codec::field("saved_ms", &TypeTimes::savedMs),
                          codec::field("memory", &TypeTimes::memory),
                          codec::field("disk", &TypeTimes::disk)};
    }
};

/// Types in alphabetical order, so that no row moves by itself.
struct ResponseTimes
{
    std::vector<TypeTimes> types;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("types", &ResponseTimes::types)};
    }
};

struct ResponseTimesQuery
{
    using Reply = ResponseTimes;
    static constexpr auto name = "response-times";
    static constexpr Role role = Role::Viewer;
    Range range;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("range", &ResponseTimesQuery::range)};
    }
};

} // namespace tierwatch
