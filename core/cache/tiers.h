// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/engineoptions.h"
#include "cache/pastloads.h"
#include "cache/preparedrequest.h"
#include "cache/storetier.h"
#include "values/answer.h"

namespace tierwatch {

/// What a look into the store tells beside a hit.
struct StoreLook
{
    MissReason reason = MissReason::First;
    bool refresh = false; ///< it is time to load it anew
    quint64 stamp = 0;    ///< of what was found
};

/// The two tiers as one: how a value is looked up, how long it lives, where it is kept. Any thread;
/// owned by the engine, which owns what it refers to. `store` may be null.
class Tiers final
{
public:
    Tiers(const EngineOptions& options, MemoryTier& memory, StoreTier* store,
          const Barriers& barriers, const Clock& clock);
    Q_DISABLE_COPY_MOVE(Tiers)

    [[nodiscard]] const Policy& policyOf(const PreparedRequest& request) const
    {
        return request.request().policy ? *request.request().policy : m_options.policy;
    }
    /// A hit is not counted: it is for the caller to record.
    [[nodiscard]] MemoryLook fromMemory(const KeyView& key, const Moment& now)
    {
        return usesMemory() ? m_memory.find(key, now.steadyMs(), now.wallMs) : MemoryLook();
    }
    /// Blocks on the store; a hit moves up into memory, and so does what may stand in for a failing
    /// source. Sets the reason where it knows one.
    [[nodiscard]] std::optional<Answer> fromStore(const PreparedRequest& request, StoreLook& look);
    /// What may be served, marked as stale, while the source fails or is slow: past its life but
    /// within its grace, and not invalidated unless the policy allows it. Blocks on the store if
    /// memory has nothing.
    [[nodiscard]] std::optional<Answer> stale(const PreparedRequest& request);
    /// The same while the source fails: where the policy allows an invalidated value, also what was
    /// taken out into the trash.
    [[nodiscard]] std::optional<Answer> standIn(const PreparedRequest& request);
    [[nodiscard]] std::optional<Answer> staleInMemory(const PreparedRequest& request);
    /// The stamp of what is cached, 0 if nothing is. Blocks on the store if memory has nothing.
    [[nodiscard]] quint64 cachedStamp(const PreparedRequest& request);
    /// Of a miss whose reason the tiers told, or that neither knew (First), all that can be told.
    [[nodiscard]] MissReason whyMissed(const PreparedRequest& request, MissReason told) const;
    /// Keeps a value whose load began with `stamp`, unless an invalidation overtook it.
    void keep(const PreparedRequest& request, const Answer& answer, bool empty, quint64 stamp);
    /// Values that the store was too busy to take since the start.
    [[nodiscard]] qint64 unstored() const { return m_unstored.load(); }

private:
    [[nodiscard]] bool usesMemory() const { return m_options.mode != CacheMode::Sqlite; }
    [[nodiscard]] static EntryScopesPtr scopesOf(const PreparedRequest& request,
                                                 const FoundEntry& row);
    [[nodiscard]] bool admits(const EntryScopes& scopes, const FoundEntry& row) const;
    [[nodiscard]] bool mayStandIn(const PreparedRequest& request, const FoundEntry& row, bool valid,
                                  const Moment& now) const;
    [[nodiscard]] std::optional<Answer> staleOnDisk(const PreparedRequest& request);
    [[nodiscard]] std::optional<Answer> staleIn(const PreparedRequest& request,
                                                const Result<std::optional<FoundEntry>>& found);
    [[nodiscard]] Moment now() const;
    [[nodiscard]] static bool hasEnded(const FoundEntry& row, const Moment& now);
    void promote(const PreparedRequest& request, const FoundEntry& row, qint64 lifeMs,
                 const Moment& now);
    [[nodiscard]] static double drawLifeFactor(const Policy& policy);
    void store(const PreparedRequest& request, const Answer& answer, quint64 stamp, qint64 nowMs,
               qint64 lifeMs);

    const EngineOptions& m_options;
    MemoryTier& m_memory;
    StoreTier* const m_store;
    const Barriers& m_barriers;
    const Clock& m_clock;
    mutable std::atomic<qint64> m_wallAheadMs; ///< of the steady clock, the most so far
    PastLoads m_pastLoads;
    std::atomic<qint64> m_unstored{0};
};

} // namespace tierwatch
