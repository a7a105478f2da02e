// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/recordring.h"

#include <functional>
#include <mutex>

namespace tierwatch {

/// Takes a record of every request from any number of threads, without a lock and, after a thread's
/// first record, without an allocation. Each thread has a bounded ring; a full one drops the record
/// and counts it. A thread may end before the recorder (its records are drained first) and may
/// outlive it; nobody may be in record() while the recorder is destroyed.
class Recorder final
{
public:
    /// `wake` is called, on the recording thread, when a ring passes its watermark: it must be
    /// cheap.
    explicit Recorder(std::function<void()> wake = {});
    ~Recorder();
    Q_DISABLE_COPY_MOVE(Recorder)

    void record(const AccessRecord& record) noexcept;
    /// Whether this thread is to time and record a hit now, which it does with all of them unless
    /// they come by the thousand in some ms; it counts the others and no more. `steadyMs` is as of
    /// the clock's last tick.
    [[nodiscard]] bool samples(qint64 steadyMs) noexcept;

    /// Appends what waits, each thread's records in their order. One caller at a time goes in.
    void drain(std::vector<AccessRecord>& into);

    /// Records lost to full rings since the recorder was made.
    [[nodiscard]] quint64 dropped() const { return m_dropped.load(std::memory_order_relaxed); }
    /// Threads that have a ring here; ended ones count until their records are drained.
    [[nodiscard]] std::size_t threads() const;

private:
    [[nodiscard]] RecordRing* ringOfThisThread() noexcept;

    const quint64 m_id; ///< never used again, so that a thread can't take one recorder for another
    std::function<void()> m_wake;
    mutable std::mutex m_mutex;
    std::vector<std::shared_ptr<RecordRing>> m_rings;
    std::atomic<quint64> m_dropped{0};
};

} // namespace tierwatch
