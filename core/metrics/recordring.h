// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accessrecord.h"

#include <array>
#include <atomic>
#include <memory>
#include <vector>

namespace tierwatch {

/// A bounded queue of records from one thread to one other, without locks. push() is for the thread
/// it was made for, drain() for whoever holds the recorder's lock. Shared by both, so that either
/// may go first.
class RecordRing final
{
public:
    static constexpr quint64 capacity = 4096;
    static constexpr quint64 watermark = 1000;
    static constexpr int samplesAMs = 32;

    enum class Push { Stored, PassedWatermark, Full };

    Push push(const AccessRecord& record) noexcept
    {
        const quint64 head = m_head.load(std::memory_order_relaxed);
        quint64 waiting = head - m_tailSeen;
        if (waiting >= watermark) {
            m_tailSeen = m_tail.load(std::memory_order_acquire);
            waiting = head - m_tailSeen;
            if (waiting == capacity)
                return Push::Full;
        }
        std::construct_at(&m_slots[head % capacity].record, record);
        m_head.store(head + 1, std::memory_order_release);
        return waiting + 1 == watermark ? Push::PassedWatermark : Push::Stored;
    }

    /// Whether this is one of the thread's first few hits of this ms; for the pushing thread.
    [[nodiscard]] bool samples(qint64 steadyMs) noexcept
    {
        if (steadyMs != m_sampledMs) {
            m_sampledMs = steadyMs;
            m_sampled = 0;
        }
        return m_sampled < samplesAMs && ++m_sampled > 0;
    }

    void drain(std::vector<AccessRecord>& into);

    /// The thread ended: nothing comes after what is in the ring now.
    void close() { m_closed.store(true, std::memory_order_release); }
    [[nodiscard]] bool closed() const { return m_closed.load(std::memory_order_acquire); }
    /// The recorder is gone: the thread may forget the ring.
    void abandon() { m_abandoned.store(true, std::memory_order_release); }
    [[nodiscard]] bool abandoned() const { return m_abandoned.load(std::memory_order_acquire); }

private:
    union Slot {
        // Left as it is: pages that no record reaches never become resident.
        Slot() {} // NOLINT(modernize-use-equals-default): that would be a deleted one
        AccessRecord record;
    };
    const std::unique_ptr<Slot[]> m_slots = std::make_unique_for_overwrite<Slot[]>(capacity);
    // The two sides write on cache lines of their own.
    alignas(64) std::atomic<quint64> m_head{0};
    quint64 m_tailSeen = 0; ///< the thread's last look at m_tail
    qint64 m_sampledMs = 0;
    int m_sampled = 0;
    alignas(64) std::atomic<quint64> m_tail{0};
    std::atomic<bool> m_closed{false};
    std::atomic<bool> m_abandoned{false};
};

} // namespace tierwatch
