// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

/// The contract's replies as they are on the wire.
namespace tierwatch::contractfigures {

struct ContractSaved
{
    qint64 today = 0;
    qint64 week = 0;
    qint64 total = 0;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("today", &ContractSaved::today),
                          codec::field("week", &ContractSaved::week),
                          codec::field("total", &ContractSaved::total)};
    }
};

/// Entries.
struct ContractSize
{
    qint64 memory = 0;
    qint64 sqlite = 0;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("memory", &ContractSize::memory),
                          codec::field("sqlite", &ContractSize::sqlite)};
    }
};

/// Means in ms, cut off to whole ones.
struct ContractTimes
{
    qint64 cached = 0;
    qint64 database = 0;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cached", &ContractTimes::cached),
                          codec::field("oracle", &ContractTimes::database)};
    }
};

/// All but the response times, whose names are types.
struct ContractStats
{
    bool enabled = false;
    bool globalEnabled = false;
    bool userEnabled = false;
    QString mode;
    double hitRate = 0;
    qint64 hits = 0;
    qint64 misses = 0;
    ContractSaved saved;
    ContractSize size;
    bool autoInvalidate = false;
    std::optional<QString> lastCleanup;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("enabled", &ContractStats::enabled),
                          codec::field("global_enabled", &ContractStats::globalEnabled),
                          codec::field("user_enabled", &ContractStats::userEnabled),
                          codec::field("cache_type", &ContractStats::mode),
                          codec::field("hit_rate", &ContractStats::hitRate),
                          codec::field("total_hits", &ContractStats::hits),
                          codec::field("total_misses", &ContractStats::misses),
                          codec::field("queries_saved", &ContractStats::saved),
                          codec::field("cache_size", &ContractStats::size),
                          codec::field("auto_invalidate", &ContractStats::autoInvalidate),
                          codec::field("last_cleanup", &ContractStats::lastCleanup)};
    }
};

struct ContractInvalidated
{
    bool success = false;
    QString message;
    QString at; ///< local time
    static constexpr auto fields()
    {
        return std::tuple{codec::field("success", &ContractInvalidated::success),
                          codec::field("message", &ContractInvalidated::message),
                          codec::field("invalidated_at", &ContractInvalidated::at)};
    }
};

/// Of each of the three switches; one of the last three is there.
struct ContractSwitched
{
    bool success = false;
    QString message;
    std::optional<QString> username;
    std::optional<bool> user;
    std::optional<bool> global;
    std::optional<bool> autoInvalidate;
    static constexpr auto fields()
    {
        return std::tuple{
            codec::field("success", &ContractSwitched::success),
            codec::field("message", &ContractSwitched::message),
            codec::field("username", &ContractSwitched::username),
            codec::field("cache_enabled", &ContractSwitched::user),
            codec::field("global_enabled", &ContractSwitched::global),
            codec::field("auto_invalidate_enabled", &ContractSwitched::autoInvalidate)};
    }
};

} // namespace tierwatch::contractfigures
