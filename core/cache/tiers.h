// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/engineoptions.h"
#include "cache/preparedrequest.h"
#include "cache/storetier.h"
#include "values/answer.h"

namespace tierwatch {

/// The two tiers as one: how a value is looked up, how long it lives, where it is kept. Any thread;
/// owned by the engine, which owns what it refers to. `store` may be null.
class Tiers final
{
public:
    Tiers(const EngineOptions& options, MemoryTier& memory, StoreTier* store,
          const Barriers& barriers, const Clock& clock);
    Q_DISABLE_COPY_MOVE(Tiers)

    [[nodiscard]] std::optional<Answer> fromMemory(const PreparedRequest& request,
                                                   const Moment& now, MemoryMiss& miss);
    /// Blocks on the store; a hit moves up into memory. Sets the reason where it knows one.
    [[nodiscard]] std::optional<Answer> fromStore(const PreparedRequest& request,
                                                  MissReason& reason);
    /// Keeps a value whose load began with `stamp`, unless an invalidation overtook it.
    void keep(const PreparedRequest& request, const Answer& answer, quint64 stamp);
    /// Values that the store was too busy to take since the start.
    [[nodiscard]] qint64 unstored() const { return m_unstored.load(); }

private:
    [[nodiscard]] bool usesMemory() const { return m_options.mode != CacheMode::Sqlite; }
    [[nodiscard]] static EntryScopesPtr scopesOf(const PreparedRequest& request,
                                                 const FoundEntry& row);
    [[nodiscard]] bool admits(const PreparedRequest& request, const FoundEntry& row) const;
    void promote(const PreparedRequest& request, const FoundEntry& row);
    [[nodiscard]] double drawLifeFactor() const;
    void store(const PreparedRequest& request, const Answer& answer, quint64 stamp, qint64 nowMs,
               qint64 expiresMs);

    const EngineOptions& m_options;
    MemoryTier& m_memory;
    StoreTier* const m_store;
    const Barriers& m_barriers;
    const Clock& m_clock;
    std::atomic<qint64> m_unstored{0};
};

} // namespace tierwatch
