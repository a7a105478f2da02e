// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/memorytier.h"
#include "cache/segmentedcache.h"

#include <memory_resource>
#include <new>

namespace tierwatch {

/// One value in memory. Made, read and destroyed under its shard's mutex; the destructor is how an
/// eviction is noticed. What a hit reads comes first, within two cache lines.
struct alignas(64) MemoryTier::Slot
{
    Slot(Shard& home, const CacheKey& cacheKey, MemoryEntry&& content, qint64 leastCost);
    ~Slot();
    Q_DISABLE_COPY_MOVE(Slot)

    /// QCache deletes what it holds: back to the pool of its shard.
    static void operator delete(Slot* slot, std::destroying_delete_t);

    [[nodiscard]] bool is(const KeyView& view) const
    {
        return key.size() == view.text.size() &&
               (key.constData() == view.text.data() || QByteArrayView(key) == view.text);
    }
    [[nodiscard]] MemoryEntry entry() const;

    QByteArray key;
    QByteArray value;
    qint64 endsSteadyMs;
    qint64 refreshSteadyMs;

    quint64 checkedGeneration = 0;
    HitCounts::Cell* counts;
    double loadMs;
    qint64 createdMs;
    qint64 lastHitMs; ///< Unix ms; at first, when it was made
    qint64 cost;      ///< in bytes, or what an entry counts at least
    quint32 typeId;
    quint32 newHits = 0; ///< not handed over yet
    size_t touchIndex = 0;

    Shard& shard;
    KeyDigest digest;
    EntryScopesPtr scopes;
    quint64 stamp;
    qint64 keptSteadyMs;
    qint64 bytes;
    Slot* previous = nullptr;
    Slot* next;
    bool keptAfterChange;
    bool onDisk;
};

/// A part of the tier with a mutex of its own, which its owner holds.
struct MemoryTier::Shard
{
    static constexpr size_t mostTouched = 16'384;
    /// So many are handed over at a time, so that no hit waits for all of them.
    static constexpr size_t touchesAtOnce = 256;

    explicit Shard(qint64 limit) : slots(limit) {}
    ~Shard() { removing = true; }
    Q_DISABLE_COPY_MOVE(Shard)

    [[nodiscard]] std::unique_ptr<Slot> make(const CacheKey& key, MemoryEntry&& content,
                                             qint64 leastCost);
    void remove(const KeyDigest& digest);
    void countTouch(Slot& slot, qint64 wallMs)
    {
        slot.lastHitMs = wallMs;
        if (slot.newHits == 0) {
            if (touched.size() >= mostTouched)
                return;
            slot.touchIndex = touched.size();
            touched.push_back(&slot);
        }
        ++slot.newHits;
    }
    /// Some of the touched ones, appended; false if there are no more.
    [[nodiscard]] bool takeTouches(std::vector<Touch>& into);

    mutable std::mutex mutex;
    std::pmr::unsynchronized_pool_resource pool; ///< keeps slots together, which is quicker
    HitCounts hits;
    qint64 bytes = 0;
    qint64 evicted = 0;
    QHash<quint32, qint64> evictedByType;
    qint64 refused = 0;
    bool removing = false;      ///< a slot that dies now was not pushed out for room
    Slot* first = nullptr;      ///< all slots in a list of our own: QCache can't be walked without
                                ///< upsetting its order of use
    std::vector<Slot*> touched; ///< hit since they were handed over; null where one is gone
    std::vector<Touch> lastTouches; ///< of slots that are gone
    SegmentedCache<Slot> slots;     // last: its slots report to the members above as they die
};

} // namespace tierwatch
