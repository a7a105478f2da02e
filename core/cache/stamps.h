// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace tierwatch {

/// The one counter that orders loads and invalidations, across restarts too: stamps are handed out
/// from blocks that were reserved durably before. Any thread.
class Stamps final
{
public:
    /// Reserves `count` stamps for good, none below `from`, and returns the first of them.
    using Reserve = std::function<Result<quint64>(quint64 from, quint64 count)>;

    /// Without `reserve` the stamps live as long as the program (memory only).
    explicit Stamps(Reserve reserve = {});
    Q_DISABLE_COPY_MOVE(Stamps)

    /// Always higher than every stamp given before, also by earlier runs. Where a new block can't
    /// be reserved the count goes on in memory: the tier that failed takes no rows then either.
    [[nodiscard]] quint64 next();
    /// The stamps before this one may have been given.
    [[nodiscard]] quint64 upcoming() const { return m_next.load(); }

private:
    void refill();
    [[nodiscard]] bool runsLow() const;

    Reserve m_reserve;
    std::mutex m_mutex;
    std::atomic<quint64> m_next{1};
    std::atomic<quint64> m_end{0};
};

} // namespace tierwatch
