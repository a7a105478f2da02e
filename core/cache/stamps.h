// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace tierwatch {

/// The one counter that orders loads and invalidations, across restarts too: stamps are handed out
/// from a block that was reserved durably before, so large that one serves a run. Any thread.
class Stamps final
{
public:
    /// Reserves `count` stamps for good, none below `from`, and returns the first of them.
    using Reserve = std::function<Result<quint64>(quint64 from, quint64 count)>;
    static constexpr quint64 blockSize = quint64(1) << 40;
    /// How many a run may hand out before it could reserve any; whoever reserves skips as many.
    static constexpr quint64 margin = quint64(1) << 20;

    /// Earlier runs reserved the stamps before `start`. Without `reserve` they live as long as the
    /// program (memory only, or a file that is only viewed).
    explicit Stamps(Reserve reserve = {}, quint64 start = 1);
    Q_DISABLE_COPY_MOVE(Stamps)

    /// Always higher than every stamp given before, also by earlier runs. Where none can be
    /// reserved the count goes on in memory, and reserving is tried again now and then.
    [[nodiscard]] quint64 next();
    /// The same, but reserved just now; fails where none can be.
    [[nodiscard]] Result<quint64> fresh();

private:
    void refill();
    /// With the mutex held.
    Result<void> reserve();
    [[nodiscard]] bool runsLow() const { return m_next.load() >= m_end.load(); }

    const Reserve m_reserve;
    const quint64 m_start;
    std::mutex m_mutex;
    std::atomic<quint64> m_next;
    std::atomic<quint64> m_end;
};

} // namespace tierwatch
