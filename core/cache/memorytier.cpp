// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/memorytier.h"

#include "cache/brieflock.h"
#include "cache/memoryshard.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 mostShards = 8;
constexpr qint64 leastEntriesAShard = 64;
constexpr qint64 refreshAgainMs = 1000;

} // namespace

qint64 MemoryTier::shardCount(const MemoryLimits& limits)
{
    if (limits.entries <= 0)
        return mostShards;
    return std::clamp(limits.entries / leastEntriesAShard, qint64(1), mostShards);
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
    for (qint64 i = 0; i < count; ++i)
        m_shards.push_back(std::make_unique<Shard>(mostAShard));
}

MemoryTier::~MemoryTier() = default;

inline MemoryTier::Shard& MemoryTier::shardOf(const KeyDigest& digest) const
{
    // The upper half of the digest, spread over the shards without a division.
    return *m_shards[((digest.bits >> 32) * m_shards.size()) >> 32];
}

inline bool MemoryTier::admits(Slot& slot) const
{
    return slot.checkedGeneration == m_barriers.generation() || admitsNow(slot);
}

/// A barrier rose since it was last looked at.
bool MemoryTier::admitsNow(Slot& slot) const
{
    const quint64 generation = m_barriers.generation();
    const bool valid = slot.stamp != 0 ? m_barriers.admits(*slot.scopes, slot.stamp)
                                       : m_barriers.admitsUnstamped(*slot.scopes, slot.createdMs);
    if (valid)
        slot.checkedGeneration = generation;
    return valid;
}

/// Whether a slot that answers nobody any more may still stand in for a failing source.
bool MemoryTier::isKept(const Slot& slot, bool valid, qint64 steadyMs) const
{
    if (slot.keptSteadyMs <= steadyMs)
        return false;
    return valid ||
           (slot.keptAfterChange && !m_barriers.purged(*slot.scopes, slot.stamp, slot.createdMs));
}

inline MemoryMiss MemoryTier::missOf(Slot& slot, qint64 steadyMs) const
{
    if (!admits(slot)) [[unlikely]]
        return MemoryMiss::Invalidated;
    return slot.endsSteadyMs > steadyMs ? MemoryMiss::None : MemoryMiss::Expired;
}

template <MemoryTier::Count count>
inline MemoryLook MemoryTier::look(const KeyView& key, qint64 steadyMs, qint64 wallMs)
{
    Shard& shard = shardOf(key.digest);
    const BriefLock lock(shard.mutex);
    Slot* const slot = shard.slots.use(key.digest);
    if (!slot || !slot->is(key))
        return {};
    if (const MemoryMiss miss = missOf(*slot, steadyMs); miss != MemoryMiss::None) [[unlikely]] {
        if (!isKept(*slot, miss == MemoryMiss::Expired, steadyMs))
            shard.remove(key.digest);
        return {{}, miss};
    }
    if (key.whereabouts)
        key.whereabouts->note(shard.slots.home(key.digest), slot, slot->ahead());
    shard.countTouch(*slot, wallMs);
    if constexpr (count == Count::Yes)
        shard.hits.add(*slot->counts, wallMs, slot->loadMs);
    const bool refresh = slot->refreshSteadyMs <= steadyMs;
    if (refresh) [[unlikely]]
        slot->refreshSteadyMs = steadyMs + refreshAgainMs;
    return {{slot->value, Origin::Memory, MissReason::None, false,
             std::max<qint64>(0, wallMs - slot->createdMs), slot->loadMs},
            MemoryMiss::None,
            refresh};
}

MemoryLook MemoryTier::find(const KeyView& key, qint64 steadyMs, qint64 wallMs)
{
    return look<Count::No>(key, steadyMs, wallMs);
}

MemoryLook MemoryTier::findAndCount(const KeyView& key, qint64 steadyMs, qint64 wallMs)
{
    return look<Count::Yes>(key, steadyMs, wallMs);
}

std::optional<MemoryEntry> MemoryTier::peek(const CacheKey& key) const
{
    Shard& shard = shardOf(key.digest());
    const std::lock_guard lock(shard.mutex);
    const Slot* slot = shard.slots.peek(key.digest());
    if (!slot || !slot->is(key.view()))
        return std::nullopt;
    return slot->entry();
}

bool MemoryTier::put(const CacheKey& key, MemoryEntry entry)
{
    Shard& shard = shardOf(key.digest());
    const std::lock_guard lock(shard.mutex);
    shard.remove(key.digest());
    auto slot = shard.make(key, std::move(entry), m_leastCost);
    if (shard.slots.insert(slot))
        return true;
    shard.removing = true;
    slot.reset();
    shard.removing = false;
    ++shard.refused;
    return false;
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
        shard->slots.forEach([&](Slot* slot) {
            const bool valid = admits(*slot);
            const bool lives = slot->endsSteadyMs > steadyMs;
            if (!(valid && lives) && !isKept(*slot, valid, steadyMs)) {
                shard->remove(slot->digest);
                ++removed;
            } else if (!valid && lives) {
                slot->endsSteadyMs = steadyMs; // its life is over, its grace is not
                ++removed;
            }
        });
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
        shard->slots.forEach([&](Slot* slot) {
            if (slot->onDisk || slot->endsSteadyMs <= steadyMs || !covers(scope, *slot->scopes) ||
                !admits(*slot))
                return;
            const bool asked = slot->lastHitMs >= wallMs - hourMs;
            addPreview(byType[slot->scopes->type],
                       {{}, 1, slot->value.size(), asked, asked ? slot->loadMs : 0, slot->loadMs});
        });
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
        // No more often than it takes for all of them: hits go on meanwhile.
        bool more = true;
        for (size_t i = 0; more && i <= Shard::mostTouched / Shard::touchesAtOnce; ++i) {
            const std::lock_guard lock(shard->mutex);
            more = shard->takeTouches(all);
        }
    }
    return all;
}

void MemoryTier::takeHits(std::vector<HitTally>& tallies)
{
    for (const auto& shard : m_shards) {
        const std::lock_guard lock(shard->mutex);
        shard->hits.moveTo(tallies);
    }
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
