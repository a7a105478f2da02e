// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/barriers.h"
#include "cache/cachekey.h"
#include "cache/touch.h"
#include "metrics/hitcounts.h"
#include "values/answer.h"
#include "values/invalidate.h"

#include <QHash>

#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace tierwatch {

/// Limits of the memory tier; 0 entries means that only bytes count.
struct MemoryLimits
{
    qint64 bytes = 64 * 1024 * 1024;
    qint64 entries = 0;
};

/// A value on its way into the memory tier. Times: Unix ms, steady ms, load time ms.
struct MemoryEntry
{
    QByteArray value;
    EntryScopesPtr scopes;
    quint64 stamp = 0; ///< 0 = a row that another program wrote
    qint64 createdMs = 0;
    qint64 endsSteadyMs = 0;
    double loadMs = 0;
    bool onDisk = false;          ///< the second tier has it too
    qint64 keptSteadyMs = 0;      ///< until when it may stand in for a failing source
    bool keptAfterChange = false; ///< it may even when it was invalidated
    qint64 refreshSteadyMs = std::numeric_limits<qint64>::max(); ///< a hit after it renews it
};

struct MemorySize
{
    qint64 entries = 0;
    qint64 bytes = 0;
};

enum class MemoryMiss : quint8 { None, Absent, Expired, Invalidated };

/// What a look into the memory tier found; an answer only where `miss` is None.
struct MemoryLook
{
    Answer answer = {};
    MemoryMiss miss = MemoryMiss::Absent;
    bool refresh = false; ///< it is time to load it anew; told to one hit a second
};

/// L1: values in memory, least recently used pushed out first and those that were asked for only
/// once before all others, limited by bytes and, if wanted, by entries. Any thread; a shard's mutex
/// is held for map operations and a count. An entry larger than its shard's share of the limit is
/// refused and counted.
class MemoryTier final
{
public:
    MemoryTier(MemoryLimits limits, const Barriers& barriers);
    ~MemoryTier();
    Q_DISABLE_COPY_MOVE(MemoryTier)

    [[nodiscard]] MemoryLook find(const KeyView& key, qint64 steadyMs, qint64 wallMs);
    /// The same, and a hit is counted in the figures, so that nobody needs to record it.
    [[nodiscard]] MemoryLook findAndCount(const KeyView& key, qint64 steadyMs, qint64 wallMs);
    /// What is there, past its life or invalidated though it may be; not counted as a use.
    [[nodiscard]] std::optional<MemoryEntry> peek(const CacheKey& key) const;
    /// False if it is too large; the entry that was there is gone all the same.
    bool put(const CacheKey& key, MemoryEntry entry);
    void clear();
    /// Drops what was invalidated and what is past its life and its grace; returns how many. What
    /// may stand in although it was invalidated is kept, but counts when it is first found so.
    qint64 removeInvalid(qint64 steadyMs);

    /// What a scope holds that is valid and not on disk too, by type, dearest first.
    [[nodiscard]] std::vector<PreviewRow> preview(const Scope& scope, qint64 steadyMs,
                                                  qint64 wallMs) const;

    /// Over how many parts, each with its own mutex, a tier of these limits is spread.
    [[nodiscard]] static qint64 shardCount(const MemoryLimits& limits);

    [[nodiscard]] MemorySize size() const;
    [[nodiscard]] MemoryLimits limits() const { return m_limits; }
    /// Pushed out for room, and refused for size, since the start.
    [[nodiscard]] qint64 evicted() const;
    [[nodiscard]] qint64 refused() const;
    /// Hands over the hits counted since the last call, at most a bounded number of keys.
    [[nodiscard]] std::vector<Touch> takeTouches();
    /// Appends the hits that findAndCount() counted since the last call.
    void takeHits(std::vector<HitTally>& tallies);
    /// How many entries of each type id were pushed out for room since the last call.
    [[nodiscard]] QHash<quint32, qint64> takeEvictions();

private:
    struct Slot;
    struct Shard;

    [[nodiscard]] Shard& shardOf(const KeyDigest& digest) const;
    enum class Count : bool { No, Yes };
    template <Count count>
    [[nodiscard]] MemoryLook look(const KeyView& key, qint64 steadyMs, qint64 wallMs);
    [[nodiscard]] MemoryMiss missOf(Slot& slot, qint64 steadyMs) const;
    [[nodiscard]] bool admits(Slot& slot) const;
    [[nodiscard]] bool admitsNow(Slot& slot) const;
    [[nodiscard]] bool isKept(const Slot& slot, bool valid, qint64 steadyMs) const;

    const MemoryLimits m_limits;
    const Barriers& m_barriers;
    qint64 m_leastCost = 0;
    std::vector<std::unique_ptr<Shard>> m_shards;
};

} // namespace tierwatch
