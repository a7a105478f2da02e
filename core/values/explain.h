// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/answer.h"
#include "values/caller.h"
#include "values/scope.h"
#include "values/switches.h"

namespace tierwatch {

/// Where a key is found first.
enum class EntryPlace { Nowhere, Memory, Disk, Trash };
[[nodiscard]] inline QStringList wireNames(EntryPlace)
{
    return {QStringLiteral("nowhere"), QStringLiteral("memory"), QStringLiteral("disk"),
            QStringLiteral("trash")};
}

/// One copy of an entry. Times are Unix ms, spans ms.
struct ExplainedCopy
{
    qint64 createdMs = 0;
    qint64 ageMs = 0;
    qint64 lifeLeftMs = 0;       ///< 0 = it ran out
    qint64 graceLeftMs = 0;      ///< how long after that it may stand in for a failing source
    std::optional<qint64> stamp; ///< absent = another program wrote it
    qint64 bytes = 0;            ///< of the value
    bool invalidated = false;
    std::optional<qint64> renewedInMs; ///< until a hit renews it; absent = none does, or not known
    static constexpr auto fields()
    {
        return std::tuple{codec::field("created_ms", &ExplainedCopy::createdMs),
                          codec::field("age_ms", &ExplainedCopy::ageMs),
                          codec::field("life_left_ms", &ExplainedCopy::lifeLeftMs),
                          codec::field("grace_left_ms", &ExplainedCopy::graceLeftMs),
                          codec::field("stamp", &ExplainedCopy::stamp),
                          codec::field("bytes", &ExplainedCopy::bytes),
                          codec::field("invalidated", &ExplainedCopy::invalidated),
                          codec::field("renewed_in_ms", &ExplainedCopy::renewedInMs)};
    }
};

/// How far the invalidations of one scope of the entry got.
struct ExplainedBarrier
{
    Scope scope;
    qint64 stamp = 0; ///< 0 = it was never invalidated
    std::optional<qint64> atMs;
    bool blocks = false; ///< what was cached is at or below it
    static constexpr auto fields()
    {
        return std::tuple{codec::field("scope", &ExplainedBarrier::scope),
                          codec::field("stamp", &ExplainedBarrier::stamp),
                          codec::field("at_ms", &ExplainedBarrier::atMs),
                          codec::field("blocks", &ExplainedBarrier::blocks)};
    }
};

/// One invalidation that reached the scopes of the entry.
struct ExplainedInvalidation
{
    qint64 id = 0;
    Scope scope;
    qint64 atMs = 0;
    QString who;
    bool purge = false;
    std::optional<qint64> undoneMs = {};
    std::optional<qint64> undoUntilMs = {}; ///< absent = it can't be undone
    bool tookIt = false;                    ///< it took out the copy that is in the trash
    static constexpr auto fields()
    {
        return std::tuple{codec::field("id", &ExplainedInvalidation::id),
                          codec::field("scope", &ExplainedInvalidation::scope),
                          codec::field("at_ms", &ExplainedInvalidation::atMs),
                          codec::field("username", &ExplainedInvalidation::who),
                          codec::field("purge", &ExplainedInvalidation::purge),
                          codec::field("undone_ms", &ExplainedInvalidation::undoneMs),
                          codec::field("undo_until_ms", &ExplainedInvalidation::undoUntilMs),
                          codec::field("took_it", &ExplainedInvalidation::tookIt)};
    }
};

/// Why a request for one key is answered from where it is. What nothing is known of is absent.
struct Explained
{
    QString cacheKey;
    QString source; ///< empty for a key that another program made, as is `type` where none is kept
    QString type;
    std::optional<qint64> companyId;
    std::optional<QString> username; ///< whose alone it is
    std::vector<QString> tags;
    EntryPlace place = EntryPlace::Nowhere;
    std::optional<ExplainedCopy> memory;
    std::optional<ExplainedCopy> disk;
    std::optional<ExplainedCopy> trash;
    Origin answeredFrom = Origin::Database;    ///< a request that came now
    MissReason reason = MissReason::First;     ///< why not from the cache
    bool mayStandIn = false;                   ///< served, marked as stale, if the source failed
    std::optional<MissReason> loadedBecauseOf; ///< why the cached copy had to be loaded
    std::optional<qint64> loadedMs;
    std::optional<double> loadMs; ///< what loading it took
    std::optional<qint64> hits;
    std::optional<qint64> lastUsedMs;
    std::vector<ExplainedBarrier> barriers;
    std::vector<ExplainedInvalidation> invalidations; ///< newest first, those that are still kept
    bool forcedOff = false;
    std::vector<SwitchState> switches;             ///< those that such a request would pass
    std::optional<QString> memoryUnavailable = {}; ///< why nobody knows whether memory holds it
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_key", &Explained::cacheKey),
                          codec::field("source", &Explained::source),
                          codec::field("cache_type", &Explained::type),
                          codec::field("company_id", &Explained::companyId),
                          codec::field("username", &Explained::username),
                          codec::field("tags", &Explained::tags),
                          codec::field("place", &Explained::place),
                          codec::field("memory", &Explained::memory),
                          codec::field("disk", &Explained::disk),
                          codec::field("trash", &Explained::trash),
                          codec::field("answered_from", &Explained::answeredFrom),
                          codec::field("reason", &Explained::reason),
                          codec::field("may_stand_in", &Explained::mayStandIn),
                          codec::field("loaded_because_of", &Explained::loadedBecauseOf),
                          codec::field("loaded_ms", &Explained::loadedMs),
                          codec::field("load_ms", &Explained::loadMs),
                          codec::field("hits", &Explained::hits),
                          codec::field("last_used_ms", &Explained::lastUsedMs),
                          codec::field("barriers", &Explained::barriers),
                          codec::field("invalidations", &Explained::invalidations),
                          codec::field("forced_off", &Explained::forcedOff),
                          codec::field("switches", &Explained::switches),
                          codec::field("memory_unavailable", &Explained::memoryUnavailable)};
    }
};

} // namespace tierwatch
