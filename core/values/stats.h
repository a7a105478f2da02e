// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/health.h"
#include "values/switchstate.h"
#include "values/tally.h"
#include "values/tiersize.h"

namespace tierwatch {

/// Which tiers an engine uses; on the wire "hybrid", "memory", "sqlite".
enum class CacheMode { Hybrid, Memory, Sqlite };
[[nodiscard]] inline QStringList wireNames(CacheMode)
{
    return {QStringLiteral("hybrid"), QStringLiteral("memory"), QStringLiteral("sqlite")};
}

/// Queries and database time (ms) that hits saved, less the time the hits took; may be negative.
struct Saving
{
    qint64 queries = 0;
    std::optional<double> databaseMs = 0.0; ///< absent = nobody tells

    static constexpr auto fields()
    {
        return std::tuple{codec::field("queries", &Saving::queries),
                          codec::field("database_ms", &Saving::databaseMs)};
    }
    friend bool operator==(const Saving&, const Saving&) = default;
};

struct Savings
{
    Saving today; ///< the last 24 hours
    Saving week;  ///< the last 7 days
    Saving total;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("today", &Savings::today),
                          codec::field("week", &Savings::week),
                          codec::field("total", &Savings::total)};
    }
};

/// The simulated users of a sample workspace.
struct SampleLoadState
{
    bool running = false;
    double ratePerSecond = 30;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("running", &SampleLoadState::running),
                          codec::field("rate_per_second", &SampleLoadState::ratePerSecond)};
    }
    friend bool operator==(const SampleLoadState&, const SampleLoadState&) = default;
};

/// The figures of a cache as they stand now. Times are Unix ms, durations ms, hit rate percent.
struct Stats
{
    bool enabled = false; ///< globalEnabled, and not forced off by CACHE_ENABLED=false
    bool globalEnabled = false;
    bool forcedOff = false;
    bool userEnabled = false;
    bool autoInvalidate = false;
    std::optional<QString> autoInvalidateUnavailable; ///< why no monitor runs, if none can
    std::vector<SwitchState> timedSwitches; ///< those that turn back by themselves, the next first
    CacheMode mode = CacheMode::Hybrid;
    QString username;              ///< whose switch `userEnabled` is
    std::optional<double> hitRate; ///< since the counters began; absent before the first request
    qint64 hits = 0;
    qint64 misses = 0;
    /// Why rate, hits and misses are the memory tier's alone, with what the disk answered among the
    /// misses; absent = they are of both tiers.
    std::optional<QString> memoryOnly = {};
    qint64 dropped = 0;  ///< requests that were not recorded because a buffer was full
    qint64 unlogged = 0; ///< requests recorded, but not in the log, which could not keep up
    Health health = Health::Ok;
    std::optional<QString> diskProblem; ///< why it is degraded, if it is
    Savings savings;
    TierSize memory;
    TierSize disk;
    std::optional<qint64> lastCleanupMs;
    std::optional<SampleLoadState> sampleLoad; ///< present on a sample workspace
    Tally totals;                              ///< since the counters began
    std::vector<TypeTally> types;              ///< the totals by type, in alphabetical order
    /// Why nobody knows which tier answered, why misses were misses, what was switched off, pushed
    /// out, refused or dropped: hits are in `disk` then, or in `memory` with `memoryOnly`, and all
    /// of these are 0.
    std::optional<QString> detailsUnavailable = {};
    std::optional<QString> globalUnavailable = {}; ///< why the switch for all can't be known or set
    /// Figures go back to there so far; absent = to the beginning. The rest is being counted.
    std::optional<qint64> countedBackToMs = {};

    /// And what follows from them.
    void setTotals(const Tally& sum)
    {
        totals = sum;
        hitRate = sum.hitRate();
        hits = sum.hits();
        misses = sum.database;
    }
    static constexpr auto fields()
    {
        return std::tuple{
            codec::field("enabled", &Stats::enabled),
            codec::field("global_enabled", &Stats::globalEnabled),
            codec::field("forced_off", &Stats::forcedOff),
            codec::field("user_enabled", &Stats::userEnabled),
            codec::field("auto_invalidate", &Stats::autoInvalidate),
            codec::field("auto_invalidate_unavailable", &Stats::autoInvalidateUnavailable),
            codec::field("timed_switches", &Stats::timedSwitches),
            codec::field("cache_type", &Stats::mode),
            codec::field("username", &Stats::username),
            codec::field("hit_rate", &Stats::hitRate),
            codec::field("total_hits", &Stats::hits),
            codec::field("total_misses", &Stats::misses),
            codec::field("memory_only", &Stats::memoryOnly),
            codec::field("dropped", &Stats::dropped),
            codec::field("unlogged", &Stats::unlogged),
            codec::field("health", &Stats::health),
            codec::field("disk_problem", &Stats::diskProblem),
            codec::field("savings", &Stats::savings),
            codec::field("memory", &Stats::memory),
            codec::field("disk", &Stats::disk),
            codec::field("last_cleanup_ms", &Stats::lastCleanupMs),
            codec::field("sample_load", &Stats::sampleLoad),
            codec::field("totals", &Stats::totals),
            codec::field("types", &Stats::types),
            codec::field("details_unavailable", &Stats::detailsUnavailable),
            codec::field("global_unavailable", &Stats::globalUnavailable),
            codec::field("counted_back_to_ms", &Stats::countedBackToMs)};
    }
};

struct StatsQuery
{
    using Reply = Stats;
    static constexpr auto name = "stats";
    static constexpr Role role = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

} // namespace tierwatch
