// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/memorytier.h"
#include "cache/segmentedcache.h"

#include <array>
#include <cstring>
#include <memory_resource>
#include <new>

namespace tierwatch {

/// One value in memory. Made, read and destroyed under its shard's mutex; the destructor is how an
/// eviction is noticed. What a hit reads comes first, within three cache lines.
struct alignas(64) MemoryTier::Slot
{
    static constexpr int hotLines = 3;

    Slot(Shard& home, const CacheKey& cacheKey, MemoryEntry&& content, qint64 leastCost);
    ~Slot();
    Q_DISABLE_COPY_MOVE(Slot)

    /// Back to the pool of its shard.
    static void operator delete(Slot* slot, std::destroying_delete_t);

    /// The whole key is compared; the most of them are where the slot is.
    [[nodiscard]] bool is(const KeyView& view) const
    {
        if (key.size() != view.text.size())
            return false;
        const auto size = static_cast<size_t>(key.size());
        const char* const text = view.text.data();
        return key.constData() == text ||
               (std::memcmp(keyHead.data(), text, std::min(size, keyHead.size())) == 0 &&
                (size <= keyHead.size() || QByteArrayView(key) == view.text));
    }
    /// Where the count of the value's users is.
    [[nodiscard]] const void* ahead() const { return value.constData() - sizeof(QArrayData); }
    [[nodiscard]] MemoryEntry entry() const;

    QByteArray key;
    QByteArray value;
    qint64 endsSteadyMs;
    qint64 refreshSteadyMs;

    KeyDigest digest;
    quint64 checkedGeneration = 0;
    HitCounts::Cell* counts;
    double loadMs;
    qint64 createdMs;
    qint64 lastHitMs; ///< Unix ms; at first, when it was made
    size_t touchIndex = 0;
    quint32 newHits = 0; ///< not handed over yet
    quint8 uses = 0;     ///< since the tier last asked

    std::array<char, 64> keyHead;

    bool keptAfterChange;
    bool onDisk;
    Shard& shard;
    qint64 cost; ///< in bytes, or what an entry counts at least
    UseQueue<Slot>* queue = nullptr;
    Slot* older = nullptr;
    Slot* newer = nullptr;
    quint32 typeId;
    EntryScopesPtr scopes;
    quint64 stamp;
    qint64 keptSteadyMs;
    qint64 bytes;
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
    bool removing = false;          ///< a slot that dies now was not pushed out for room
    std::vector<Slot*> touched;     ///< hit since they were handed over; null where one is gone
    std::vector<Touch> lastTouches; ///< of slots that are gone
    SegmentedCache<Slot> slots;     // last: its slots report to the members above as they die
};

} // namespace tierwatch
