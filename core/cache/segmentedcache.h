// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/cachekey.h"

#include <QCache>

#include <algorithm>

namespace tierwatch {

/// Least recently used, with a trial: what is new must be asked for once more to get among the
/// proven ones, so that values which nobody asks for twice don't push out those that many ask for.
/// What left on trial is remembered by its digest alone, and is proven if it comes back (the idea
/// of 2Q: Johnson and Shasha, VLDB 1994). The trial has all the room that the proven ones leave,
/// never less than `trialShare` percent. Not locked: its owner does. T has a member `cost`, and
/// tells of its eviction in its destructor.
template <class T>
class SegmentedCache final
{
public:
    explicit SegmentedCache(qint64 limit) : m_limit(limit)
    {
        m_proven.setMaxCost(mostProven());
        fitTrial();
    }

    /// A use: it moves up.
    [[nodiscard]] T* use(const KeyDigest& digest)
    {
        if (T* const found = m_proven.object(digest)) [[likely]]
            return found;
        T* const found = m_trial.object(digest);
        if (found && found->cost <= m_proven.maxCost())
            prove(digest, m_trial.take(digest));
        return found;
    }
    /// A look at it that moves it up within its segment only.
    [[nodiscard]] T* peek(const KeyDigest& digest) const
    {
        T* const found = m_proven.object(digest);
        return found ? found : m_trial.object(digest);
    }
    /// Takes over what is not there yet, and pushes out what it has no room beside. One that is
    /// larger than the limit it refuses, and leaves with the caller.
    [[nodiscard]] bool insert(const KeyDigest& digest, std::unique_ptr<T>& item)
    {
        if (item->cost > m_limit)
            return false;
        if (m_left.remove(digest) && item->cost <= m_proven.maxCost()) {
            prove(digest, item.release());
            return true;
        }
        if (item->cost > m_trial.maxCost())
            makeRoom(item->cost);
        const qint64 cost = item->cost;
        m_trial.insert(digest, item.release(), cost);
        return true;
    }
    bool remove(const KeyDigest& digest)
    {
        const bool removed = m_proven.remove(digest);
        fitTrial();
        return removed || m_trial.remove(digest);
    }
    void clear()
    {
        m_proven.clear();
        m_trial.clear();
        fitTrial();
    }
    /// For an item that dies because it was pushed out.
    void noteEvicted(const KeyDigest& digest)
    {
        if (m_proving)
            return;
        m_left.setMaxCost(std::max<qint64>(leastRemembered, count() * rememberedShare / 100));
        m_left.insert(digest, nullptr);
    }

    [[nodiscard]] qint64 count() const { return m_proven.count() + m_trial.count(); }

private:
    static constexpr qint64 trialShare = 15;
    static constexpr qint64 rememberedShare = 90; ///< of as many as there are entries
    static constexpr qint64 leastRemembered = 16;

    [[nodiscard]] qint64 mostProven() const { return m_limit - m_limit * trialShare / 100; }

    void prove(const KeyDigest& digest, T* item)
    {
        m_proving = true;
        m_proven.insert(digest, item, item->cost);
        m_proving = false;
        fitTrial();
    }
    /// Some proven ones go where the trial alone has not enough room for an item.
    void makeRoom(qint64 cost)
    {
        m_proving = true;
        m_proven.setMaxCost(m_limit - cost);
        m_proven.setMaxCost(mostProven());
        m_proving = false;
        fitTrial();
    }
    void fitTrial() { m_trial.setMaxCost(m_limit - m_proven.totalCost()); }

    const qint64 m_limit;
    bool m_proving = false;         ///< an item that is pushed out now was proven
    QCache<KeyDigest, char> m_left; ///< digests only: no values
    QCache<KeyDigest, T> m_trial;
    QCache<KeyDigest, T> m_proven;
};

} // namespace tierwatch
