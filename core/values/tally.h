// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

namespace tierwatch {

/// Why misses were misses. Those counted before reasons were kept are in none of them.
struct MissReasons
{
    qint64 first = 0;
    qint64 expired = 0;
    qint64 evicted = 0;   ///< pushed out, or too large to be kept
    qint64 byMonitor = 0; ///< invalidated by the watermark monitor
    qint64 byPerson = 0;  ///< invalidated by a person or a program
    qint64 error = 0;     ///< the second tier could not be read

    [[nodiscard]] qint64 sum() const
    {
        return first + expired + evicted + byMonitor + byPerson + error;
    }
    MissReasons& operator+=(const MissReasons& other);

    static constexpr auto fields()
    {
        return std::tuple{codec::field("first", &MissReasons::first),
                          codec::field("expired", &MissReasons::expired),
                          codec::field("evicted", &MissReasons::evicted),
                          codec::field("monitor_invalidated", &MissReasons::byMonitor),
                          codec::field("invalidated", &MissReasons::byPerson),
                          codec::field("error", &MissReasons::error)};
    }
    friend bool operator==(const MissReasons&, const MissReasons&) = default;
};

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
    /// What hits would have taken in the database, less what they took, less the queries that
    /// renewed values for them in the background.
    double savedMs = 0;
    double uncachedMs = 0; ///< what the same requests would have cost without the cache
    qint64 evicted = 0;    ///< pushed out of either tier
    MissReasons misses = {};
    qint64 shared = 0;   ///< of database: answered by somebody else's query, a stampede avoided
    qint64 renewed = 0;  ///< queries in the background, beside all requests
    qint64 unpriced = 0; ///< of hits: nobody knows what the database takes for them
    qint64 refused = 0;  ///< values that a tier did not take: too large, or it was too busy
    qint64 dropped = 0;  ///< requests in no other figure, because a buffer was full

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
                          codec::field("evicted", &Tally::evicted),
                          codec::field("misses", &Tally::misses),
                          codec::field("shared", &Tally::shared),
                          codec::field("renewed", &Tally::renewed),
                          codec::field("unpriced", &Tally::unpriced),
                          codec::field("refused", &Tally::refused),
                          codec::field("dropped", &Tally::dropped)};
    }
    friend bool operator==(const Tally&, const Tally&) = default;
};

/// What became of one type; an empty one is what belongs to no type (dropped, refused).
struct TypeTally
{
    QString type;
    Tally tally;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &TypeTally::type),
                          codec::field("tally", &TypeTally::tally)};
    }
    friend bool operator==(const TypeTally&, const TypeTally&) = default;
};

} // namespace tierwatch
