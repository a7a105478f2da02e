// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/prefetch.h"

#include <atomic>

namespace tierwatch {

/// Where in memory something lay when it was last found. Never read there, as it may be long gone:
/// only a hint for the processor, which has it at hand by the time it is found again. Any thread.
class Whereabouts final
{
public:
    Whereabouts() = default;
    Whereabouts(const Whereabouts& other) noexcept { *this = other; }
    Whereabouts& operator=(const Whereabouts& other) noexcept
    {
        note(other.m_place.load(std::memory_order_relaxed),
             other.m_item.load(std::memory_order_relaxed),
             other.m_bytes.load(std::memory_order_relaxed));
        return *this;
    }
    ~Whereabouts() = default;

    void note(const void* place, const void* item, const void* bytes) noexcept
    {
        // Nearly always it is where it was: a line that is only read is shared by all processors.
        if (m_item.load(std::memory_order_relaxed) == item &&
            m_place.load(std::memory_order_relaxed) == place)
            return;
        m_place.store(place, std::memory_order_relaxed);
        m_item.store(item, std::memory_order_relaxed);
        m_bytes.store(bytes, std::memory_order_relaxed);
    }
    /// `lines`: how many are read of the item.
    void fetchAhead(int lines) const noexcept
    {
        prefetch::line(m_place.load(std::memory_order_relaxed));
        prefetch::lines(m_item.load(std::memory_order_relaxed), lines);
        prefetch::line(m_bytes.load(std::memory_order_relaxed));
    }

private:
    std::atomic<const void*> m_place{nullptr}; ///< of what leads to it
    std::atomic<const void*> m_item{nullptr};
    std::atomic<const void*> m_bytes{nullptr}; ///< of its value, where their count of users is
};

} // namespace tierwatch
