// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/digestindex.h"
#include "cache/usequeue.h"

#include <QCache>

#include <algorithm>

namespace tierwatch {

/// Two queues and a trial: what is new must be asked for once more to get among the proven ones, so
/// that values which nobody asks for twice don't push out those that many ask for. A use is only
/// counted, and weighed when room is needed: what was used goes to the queue's end again, so that a
/// hit writes to nobody's neighbours (S3-FIFO: Yang et al., SOSP 2023). What left on trial is
/// remembered by its digest alone, and is proven if it comes back. The trial has all the room that
/// the proven ones leave, never less than `trialShare` percent. Not locked: its owner does. T has
/// what a UseQueue asks for, a `digest` and a count of `uses`, and tells of its eviction in its
/// destructor.
template <class T>
class SegmentedCache final
{
public:
    explicit SegmentedCache(qint64 limit) : m_limit(limit), m_leastTrial(limit * trialShare / 100)
    {
    }
    ~SegmentedCache() { clear(); }
    Q_DISABLE_COPY_MOVE(SegmentedCache)

    /// A use.
    [[nodiscard]] T* use(const KeyDigest& digest)
    {
        T* const found = m_index.find(digest);
        if (found && found->uses < mostUses)
            ++found->uses;
        return found;
    }
    [[nodiscard]] T* peek(const KeyDigest& digest) const { return m_index.find(digest); }
    /// Takes over what is not there yet, and pushes out what it has no room beside. One that is
    /// larger than the limit it refuses, and leaves with the caller.
    [[nodiscard]] bool insert(std::unique_ptr<T>& item)
    {
        if (item->cost > m_limit)
            return false;
        const bool cameBack = m_left.remove(item->digest);
        makeRoom(item->cost);
        T* const added = item.release();
        m_index.insert(added);
        (cameBack ? m_proven : m_trial).append(added);
        return true;
    }
    bool remove(const KeyDigest& digest)
    {
        T* const found = m_index.find(digest);
        if (found)
            drop(found);
        return found;
    }
    void clear()
    {
        forEach([this](T* item) { drop(item); });
    }
    /// May drop the item that it is given.
    void forEach(auto&& visit) const
    {
        m_trial.forEach(visit);
        m_proven.forEach(visit);
    }

    /// What a use begins to read; good until the next insert.
    [[nodiscard]] const void* home(const KeyDigest& digest) const { return m_index.home(digest); }

    [[nodiscard]] qint64 count() const { return static_cast<qint64>(m_index.count()); }

private:
    static constexpr qint64 trialShare = 15;
    static constexpr quint8 mostUses = 3;
    static constexpr int mostPasses = 256;
    static constexpr qint64 rememberedShare = 90; ///< of as many as there are entries
    static constexpr qint64 leastRemembered = 16;

    /// Of those that were used only so many are passed over at a time: no hit waits for all.
    void makeRoom(qint64 cost)
    {
        int passes = mostPasses;
        while (m_trial.cost() + m_proven.cost() + cost > m_limit) {
            const bool fromTrial = m_proven.isEmpty() || m_trial.cost() > m_leastTrial;
            T* const oldest = (fromTrial ? m_trial : m_proven).takeOldest();
            if (oldest->uses > 0 && passes-- > 0) {
                oldest->uses = fromTrial ? 0 : oldest->uses - 1;
                m_proven.append(oldest);
                continue;
            }
            if (fromTrial)
                remember(oldest->digest);
            m_index.remove(oldest->digest);
            delete oldest;
        }
    }
    void remember(const KeyDigest& digest)
    {
        m_left.setMaxCost(std::max<qint64>(leastRemembered, count() * rememberedShare / 100));
        m_left.insert(digest, nullptr);
    }
    void drop(T* item)
    {
        m_index.remove(item->digest);
        item->queue->take(item);
        delete item;
    }

    const qint64 m_limit;
    const qint64 m_leastTrial;
    QCache<KeyDigest, char> m_left; ///< digests only: no values
    DigestIndex<T> m_index;
    UseQueue<T> m_trial;
    UseQueue<T> m_proven;
};

} // namespace tierwatch
