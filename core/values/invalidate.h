// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/scope.h"

namespace tierwatch {

/// What loading the entries of one type again would cost.
struct PreviewRow
{
    QString type;
    qint64 entries = 0;
    qint64 bytes = 0;
    qint64 askedLastHour = 0; ///< of these entries, those that somebody asked for in the last hour
    double reloadMs = 0;      ///< database time to load again those asked for in the last hour
    double reloadMostMs = 0;  ///< database time to load all of them again

    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &PreviewRow::type),
                          codec::field("entries", &PreviewRow::entries),
                          codec::field("bytes", &PreviewRow::bytes),
                          codec::field("asked_last_hour", &PreviewRow::askedLastHour),
                          codec::field("reload_ms", &PreviewRow::reloadMs),
                          codec::field("reload_most_ms", &PreviewRow::reloadMostMs)};
    }
};

/// Adds the figures of a row of the same type.
void addPreview(PreviewRow& sum, const PreviewRow& row);
/// Adds rows to those of the same type; the dearest stays first.
void addPreview(std::vector<PreviewRow>& rows, const std::vector<PreviewRow>& more);

/// The price of an invalidation, before it is done. Times in ms, hit rates in percent.
struct Preview
{
    qint64 entries = 0; ///< valid entries it would reach
    qint64 bytes = 0;
    qint64 validEntries = 0; ///< all valid entries of the cache
    double reloadMs = 0;
    double reloadMostMs = 0;
    std::optional<double> hitRateNow;    ///< over the last hour
    std::optional<double> hitRateAfter;  ///< expected right after
    std::optional<qint64> warmUpMs;      ///< until the hit rate is expected to be back
    std::vector<PreviewRow> rows;        ///< by type, dearest first
    std::optional<QString> caution = {}; ///< what it won't do that one might expect

    static constexpr auto fields()
    {
        return std::tuple{codec::field("entries", &Preview::entries),
                          codec::field("bytes", &Preview::bytes),
                          codec::field("valid_entries", &Preview::validEntries),
                          codec::field("reload_ms", &Preview::reloadMs),
                          codec::field("reload_most_ms", &Preview::reloadMostMs),
                          codec::field("hit_rate_now", &Preview::hitRateNow),
                          codec::field("hit_rate_after", &Preview::hitRateAfter),
                          codec::field("warm_up_ms", &Preview::warmUpMs),
                          codec::field("rows", &Preview::rows),
                          codec::field("caution", &Preview::caution)};
    }
};

struct PreviewQuery
{
    using Reply = Preview;
    static constexpr auto name = "preview";
    static constexpr Role role = Role::Viewer;
    Scope scope;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("scope", &PreviewQuery::scope)};
    }
};

/// What an invalidation did; it is durable when this arrives.
struct Invalidated
{
    qint64 atMs = 0; ///< Unix ms
    /// More than some hundred are an estimate, so that nobody waits; absent = nobody tells.
    std::optional<qint64> entries = 0;
    std::optional<qint64> bytes = 0;
    std::optional<qint64> id = {};          ///< names it to an undo
    std::optional<qint64> undoUntilMs = {}; ///< Unix ms; absent = it can't be undone
    static constexpr auto fields()
    {
        return std::tuple{codec::field("at_ms", &Invalidated::atMs),
                          codec::field("entries", &Invalidated::entries),
                          codec::field("bytes", &Invalidated::bytes),
                          codec::field("id", &Invalidated::id),
                          codec::field("undo_until_ms", &Invalidated::undoUntilMs)};
    }
};

/// No request that begins after the answer gets a value loaded before it.
struct Invalidate
{
    using Reply = Invalidated;
    static constexpr auto name = "invalidate";
    static constexpr Role role = Role::Operator;
    Scope scope;
    static constexpr auto fields() { return std::tuple{codec::field("scope", &Invalidate::scope)}; }
};

/// As Invalidate, but for good: nothing it reached is ever served again, not even when the source
/// fails, and what was kept for an undo goes too.
struct Purge
{
    using Reply = Invalidated;
    static constexpr auto name = "purge";
    static constexpr Role role = Role::Administrator;
    Scope scope;
    static constexpr auto fields() { return std::tuple{codec::field("scope", &Purge::scope)}; }
};

/// Purges everything; counters and history stay.
struct Clear
{
    using Reply = Invalidated;
    static constexpr auto name = "clear";
    static constexpr Role role = Role::Administrator;
    static constexpr auto fields() { return std::tuple{}; }
};

/// Removes expired entries from both tiers.
struct CleanedUp
{
    qint64 atMs = 0;
    qint64 entries = 0;
    qint64 bytes = 0;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("at_ms", &CleanedUp::atMs),
                          codec::field("entries", &CleanedUp::entries),
                          codec::field("bytes", &CleanedUp::bytes)};
    }
};

struct CleanUp
{
    using Reply = CleanedUp;
    static constexpr auto name = "cleanup";
    static constexpr Role role = Role::Operator;
    static constexpr auto fields() { return std::tuple{}; }
};

} // namespace tierwatch
