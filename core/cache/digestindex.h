// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/prefetch.h"
#include "cache/cachekey.h"

#include <vector>

namespace tierwatch {

/// Finds an item by its digest in one place of memory: an open table with linear probing, which
/// suits digests as they are random already. Where a hash of nodes would read three places, a hit
/// waits for one; and that one knows what is read next. Not locked, and owns nothing: T has a
/// member `digest`, tells by `hotLines` and `ahead()` what a hit reads of it and beside it, is
/// aligned to a cache line, and outlives its place.
template <class T>
class DigestIndex final
{
public:
    DigestIndex() : m_places(leastPlaces) {}

    [[nodiscard]] T* find(const KeyDigest& digest) const
    {
        const Place& place = m_places[placeOf(digest)];
        T* const item = place.item();
        prefetch::lines(item, T::hotLines);
        prefetch::line(place.ahead);
        return item;
    }
    /// The digest is not there yet.
    void insert(T* item)
    {
        if ((m_count + 1) * 16 > m_places.size() * mostUsed)
            grow();
        m_places[placeOf(item->digest)] = Place(item);
        ++m_count;
    }
    /// It is there.
    void remove(const KeyDigest& digest)
    {
        size_t gap = placeOf(digest);
        // Whoever stands behind, and came to stand there for want of this place, moves up.
        for (size_t i = next(gap); m_places[i].item(); i = next(i)) {
            const size_t home = homeOf(m_places[i].item()->digest);
            if (distance(home, i) >= distance(gap, i)) {
                m_places[gap] = m_places[i];
                gap = i;
            }
        }
        m_places[gap] = {};
        --m_count;
    }
    [[nodiscard]] size_t count() const { return m_count; }
    /// Where find() begins to look.
    [[nodiscard]] const void* home(const KeyDigest& digest) const
    {
        return &m_places[homeOf(digest)];
    }

private:
    static constexpr size_t leastPlaces = 16;
    static constexpr size_t mostUsed = 13; ///< of sixteen places
    static constexpr quintptr tagMask = 63;

    /// Where an item is and, in the bits that its alignment leaves free, some of its digest: only
    /// what agrees there is read.
    struct Place
    {
        Place() = default;
        explicit Place(T* item)
            : tagged(reinterpret_cast<quintptr>(item) | tagOf(item->digest)), ahead(item->ahead())
        {
            static_assert(alignof(T) > tagMask);
        }
        [[nodiscard]] T* item() const { return reinterpret_cast<T*>(tagged & ~tagMask); }
        [[nodiscard]] bool isFree() const { return tagged == 0; }
        [[nodiscard]] bool holds(const KeyDigest& digest) const
        {
            return (tagged & tagMask) == tagOf(digest) && item()->digest == digest;
        }
        [[nodiscard]] static quintptr tagOf(const KeyDigest& digest) { return digest.bits >> 58; }

        quintptr tagged = 0;
        const void* ahead = nullptr;
    };

    [[nodiscard]] size_t homeOf(const KeyDigest& digest) const
    {
        return digest.bits & (m_places.size() - 1);
    }
    [[nodiscard]] size_t next(size_t i) const { return (i + 1) & (m_places.size() - 1); }
    [[nodiscard]] size_t distance(size_t from, size_t to) const
    {
        return (to - from) & (m_places.size() - 1);
    }
    /// Of the digest, or the free one where it would go.
    [[nodiscard]] size_t placeOf(const KeyDigest& digest) const
    {
        size_t i = homeOf(digest);
        while (!m_places[i].isFree() && !m_places[i].holds(digest))
            i = next(i);
        return i;
    }
    void grow()
    {
        std::vector<Place> old(m_places.size() * 2);
        old.swap(m_places);
        for (const Place& place : old) {
            if (!place.isFree())
                m_places[placeOf(place.item()->digest)] = place;
        }
    }

    std::vector<Place> m_places; ///< their count is a power of two
    size_t m_count = 0;
};

} // namespace tierwatch
