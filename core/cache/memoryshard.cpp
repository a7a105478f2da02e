// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/memoryshard.h"

namespace tierwatch {

namespace {

/// What a slot costs beside its key and value: the slot itself, its places in the hash and among
/// those that left, the scopes of its request.
constexpr qint64 overheadBytes = 512;

} // namespace

MemoryTier::Slot::Slot(Shard& home, const CacheKey& cacheKey, MemoryEntry&& content,
                       qint64 leastCost)
    : key(cacheKey.text()),
      value(std::move(content.value)),
      endsSteadyMs(content.endsSteadyMs),
      refreshSteadyMs(content.refreshSteadyMs),
      digest(cacheKey.digest()),
      counts(&home.hits.cellOf(content.scopes->typeId, content.scopes->companyId)),
      loadMs(content.loadMs),
      createdMs(content.createdMs),
      lastHitMs(content.createdMs),
      keptAfterChange(content.keptAfterChange),
      onDisk(content.onDisk),
      shard(home),
      typeId(content.scopes->typeId),
      scopes(std::move(content.scopes)),
      stamp(content.stamp),
      keptSteadyMs(content.keptSteadyMs),
      bytes(key.size() + value.size() + overheadBytes)
{
    std::copy_n(key.constData(), std::min<size_t>(key.size(), keyHead.size()), keyHead.data());
    cost = std::max(bytes, leastCost);
    shard.bytes += bytes;
}

MemoryTier::Slot::~Slot()
{
    shard.bytes -= bytes;
    if (newHits > 0) {
        shard.touched[touchIndex] = nullptr;
        shard.lastTouches.push_back({key, newHits, lastHitMs});
    }
    if (shard.removing)
        return;
    ++shard.evicted;
    ++shard.evictedByType[typeId];
}

void MemoryTier::Slot::operator delete(Slot* slot, std::destroying_delete_t)
{
    auto& pool = slot->shard.pool;
    slot->~Slot();
    pool.deallocate(slot, sizeof(Slot), alignof(Slot));
}

MemoryEntry MemoryTier::Slot::entry() const
{
    return {value,  scopes, stamp,        createdMs,       endsSteadyMs,
            loadMs, onDisk, keptSteadyMs, keptAfterChange, refreshSteadyMs};
}

std::unique_ptr<MemoryTier::Slot> MemoryTier::Shard::make(const CacheKey& key,
                                                          MemoryEntry&& content, qint64 leastCost)
{
    void* const room = pool.allocate(sizeof(Slot), alignof(Slot));
    return std::unique_ptr<Slot>(new (room) Slot(*this, key, std::move(content), leastCost));
}

void MemoryTier::Shard::remove(const KeyDigest& digest)
{
    removing = true;
    slots.remove(digest);
    removing = false;
}

bool MemoryTier::Shard::takeTouches(std::vector<Touch>& into)
{
    std::ranges::move(lastTouches, std::back_inserter(into));
    lastTouches.clear();
    for (size_t i = 0; i < touchesAtOnce && !touched.empty(); ++i) {
        if (Slot* const slot = touched.back()) {
            into.push_back({slot->key, slot->newHits, slot->lastHitMs});
            slot->newHits = 0;
        }
        touched.pop_back();
    }
    return !touched.empty();
}

} // namespace tierwatch
