// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/memorytier.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 mostShards = 8;
constexpr qint64 leastEntriesAShard = 64;
constexpr qint64 refreshAgainMs = 1000;
constexpr size_t mostTouchesAShard = 16'384;
/// What a slot costs beside its key and value: the slot, the hash node, the digest, the scopes.
constexpr qint64 overheadBytes = 256;

qint64 shardCount(const MemoryLimits& limits)
{
    if (limits.entries <= 0)
        return mostShards;
    return std::clamp(limits.entries / leastEntriesAShard, qint64(1), mostShards);
}

} // namespace

/// Lives in a shard's QCache, whose mutex is held whenever a slot is made, read or destroyed; the
/// destructor is how an eviction is noticed.
struct MemoryTier::Slot
{
    Slot(Shard& home, const CacheKey& cacheKey, MemoryEntry&& content);
    ~Slot();
    Q_DISABLE_COPY_MOVE(Slot)

    Shard& shard;
    CacheKey key;
    MemoryEntry entry;
    qint64 bytes;
    Slot* previous = nullptr;
    Slot* next = nullptr;
    quint64 checkedGeneration = 0;
    quint64 touchEpoch = 0;
    size_t touchIndex = 0;
    qint64 lastHitMs = 0; ///< Unix ms; at first, when it was made
};

struct MemoryTier::Shard
{
    mutable std::mutex mutex;
    qint64 bytes = 0;
    qint64 evicted = 0;
    QHash<quint32, qint64> evictedByType;
    qint64 refused = 0;
    bool removing = false; ///< a slot that dies now was not pushed out for room
    Slot* first = nullptr; ///< all slots in a list of our own: QCache can't be walked without
                           ///< upsetting its order of use
    quint64 epoch = 1;
    std::vector<Touch> touches;
    QCache<KeyDigest, Slot> slots; // last: its slots report to the members above as they die

    ~Shard() { removing = true; }

    void remove(const KeyDigest& digest)
    {
        removing = true;
        slots.remove(digest);
        removing = false;
    }
};

MemoryTier::Slot::Slot(Shard& home, const CacheKey& cacheKey, MemoryEntry&& content)
    : shard(home),
      key(cacheKey),
      entry(std::move(content)),
      bytes(key.text().size() + entry.value.size() + overheadBytes),
      next(home.first),
      lastHitMs(entry.createdMs)
{
    shard.bytes += bytes;
    if (next)
        next->previous = this;
    shard.first = this;
}

MemoryTier::Slot::~Slot()
{
    shard.bytes -= bytes;
    (previous ? previous->next : shard.first) = next;
    if (next)
        next->previous = previous;
    if (shard.removing)
        return;
    ++shard.evicted;
    ++shard.evictedByType[entry.scopes->typeId];
}

MemoryTier::MemoryTier(MemoryLimits limits, const Barriers& barriers)
    : m_limits(limits), m_barriers(barriers)
{
    const qint64 count = shardCount(limits);
    qint64 mostAShard = limits.bytes / count;
    if (limits.entries > 0) {
        // One cost serves both limits: no entry counts for less than its share of the bytes, and a
        // shard has room for its share of such entries.
        m_leastCost = std::max<qint64>(1, limits.bytes / limits.entries);
        mostAShard = std::min(mostAShard, limits.entries / count * m_leastCost);
    }
    for (qint64 i = 0; i < count; ++i) {
        m_shards.push_back(std::make_unique<Shard>());
        m_shards.back()->slots.setMaxCost(mostAShard);
    }
}

MemoryTier::~MemoryTier() = default;

MemoryTier::Shard& MemoryTier::shardOf(const CacheKey& key) const
{
    return *m_shards[key.digest().high % m_shards.size()];
}

bool MemoryTier::admits(Slot& slot) const
{
    const quint64 generation = m_barriers.generation();
    if (slot.checkedGeneration == generation)
        return true;
    const MemoryEntry& entry = slot.entry;
    const bool valid = entry.stamp != 0
                           ? m_barriers.admits(*entry.scopes, entry.stamp)
                           : m_barriers.admitsUnstamped(*entry.scopes, entry.createdMs);
    if (valid)
        slot.checkedGeneration = generation;
    return valid;
}

/// Whether a slot that answers nobody any more may still stand in for a failing source.
bool MemoryTier::isKept(const Slot& slot, bool valid, qint64 steadyMs) const
{
    const MemoryEntry& entry = slot.entry;
    if (entry.keptSteadyMs <= steadyMs)
        return false;
    return valid || (entry.keptAfterChange &&
                     !m_barriers.purged(*entry.scopes, entry.stamp, entry.createdMs));
}

void MemoryTier::countTouch(Shard& shard, Slot& slot, qint64 wallMs)
{
    slot.lastHitMs = wallMs;
    if (slot.touchEpoch != shard.epoch) {
        if (shard.touches.size() >= mostTouchesAShard)
            return;
        slot.touchEpoch = shard.epoch;
        slot.touchIndex = shard.touches.size();
        shard.touches.push_back({slot.key.text(), 0, 0});
    }
    Touch& touch = shard.touches[slot.touchIndex];
    ++touch.hits;
    touch.lastMs = wallMs;
}

MemoryLook MemoryTier::find(const CacheKey& key, qint64 steadyMs, qint64 wallMs)
{
    Shard& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    Slot* slot = shard.slots.object(key.digest());
    if (!slot || slot->key.text() != key.text())
        return {};
    MemoryLook look;
    if (!admits(*slot))
        look.miss = MemoryMiss::Invalidated;
    else if (slot->entry.endsSteadyMs <= steadyMs)
        look.miss = MemoryMiss::Expired;
    else
        look.miss = MemoryMiss::None;
    if (look.miss != MemoryMiss::None) {
        if (!isKept(*slot, look.miss == MemoryMiss::Expired, steadyMs))
            shard.remove(key.digest());
        return look;
    }
    if (slot->entry.refreshSteadyMs <= steadyMs) {
        look.refresh = true;
        slot->entry.refreshSteadyMs = steadyMs + refreshAgainMs;
    }
    countTouch(shard, *slot, wallMs);
    look.value = slot->entry.value;
    look.createdMs = slot->entry.createdMs;
    look.loadMs = slot->entry.loadMs;
    return look;
}

std::optional<MemoryEntry> MemoryTier::peek(const CacheKey& key) const
{
    Shard& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    const Slot* slot = shard.slots.object(key.digest());
    if (!slot || slot->key.text() != key.text())
        return std::nullopt;
    return slot->entry;
}

bool MemoryTier::put(const CacheKey& key, MemoryEntry entry)
{
    Shard& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    shard.remove(key.digest());
    auto slot = std::make_unique<Slot>(shard, key, std::move(entry));
    const qint64 cost = std::max(slot->bytes, m_leastCost);
    if (cost > shard.slots.maxCost()) {
        shard.removing = true;
        slot.reset();
        shard.removing = false;
        ++shard.refused;
        return false;
    }
    return shard.slots.insert(key.digest(), slot.release(), cost);
}

void MemoryTier::clear()
{
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        shard->removing = true;
        shard->slots.clear();
        shard->removing = false;
    }
}

qint64 MemoryTier::removeInvalid(qint64 steadyMs)
{
    qint64 removed = 0;
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        for (Slot* slot = shard->first; slot;) {
            Slot* const next = slot->next;
            MemoryEntry& entry = slot->entry;
            const bool valid = admits(*slot);
            const bool lives = entry.endsSteadyMs > steadyMs;
            if (!(valid && lives) && !isKept(*slot, valid, steadyMs)) {
                shard->remove(slot->key.digest());
                ++removed;
            } else if (!valid && lives) {
                entry.endsSteadyMs = steadyMs; // its life is over, its grace is not
                ++removed;
            }
            slot = next;
        }
    }
    return removed;
}

std::vector<PreviewRow> MemoryTier::preview(const Scope& scope, qint64 steadyMs,
                                            qint64 wallMs) const
{
    constexpr qint64 hourMs = 3'600'000;
    QHash<QString, PreviewRow> byType;
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        for (Slot* slot = shard->first; slot; slot = slot->next) {
            const MemoryEntry& entry = slot->entry;
            if (entry.onDisk || entry.endsSteadyMs <= steadyMs || !covers(scope, *entry.scopes) ||
                !admits(*slot))
                continue;
            const bool asked = slot->lastHitMs >= wallMs - hourMs;
            PreviewRow& row = byType[entry.scopes->type];
            addPreview(row,
                       {{}, 1, entry.value.size(), asked, asked ? entry.loadMs : 0, entry.loadMs});
        }
    }
    std::vector<PreviewRow> rows;
    for (auto [type, row] : byType.asKeyValueRange()) {
        row.type = type;
        rows.push_back(row);
    }
    std::ranges::sort(rows, std::greater(), &PreviewRow::reloadMostMs);
    return rows;
}

MemorySize MemoryTier::size() const
{
    MemorySize size;
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        size.entries += shard->slots.count();
        size.bytes += shard->bytes;
    }
    return size;
}

qint64 MemoryTier::evicted() const
{
    qint64 sum = 0;
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        sum += shard->evicted;
    }
    return sum;
}

qint64 MemoryTier::refused() const
{
    qint64 sum = 0;
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        sum += shard->refused;
    }
    return sum;
}

std::vector<Touch> MemoryTier::takeTouches()
{
    std::vector<Touch> all;
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        all.insert(all.end(), std::make_move_iterator(shard->touches.begin()),
                   std::make_move_iterator(shard->touches.end()));
        shard->touches.clear();
        ++shard->epoch;
    }
    return all;
}

QHash<quint32, qint64> MemoryTier::takeEvictions()
{
    QHash<quint32, qint64> all;
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        for (const auto& [type, count] : shard->evictedByType.asKeyValueRange())
            all[type] += count;
        shard->evictedByType.clear();
    }
    return all;
}

} // namespace tierwatch
