// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"

#include <atomic>

namespace tierwatch {

/// Keeps callers from what fails: opens after a number of failures in a row; after a while one
/// probe is due, and what that finds closes it or keeps it open as long again. Any thread; a
/// request costs one load.
class Breaker final
{
public:
    Breaker(const Clock& clock, int failures, qint64 openMs)
        : m_clock(clock), m_mostFailures(failures), m_openMs(openMs)
    {
    }
    Q_DISABLE_COPY_MOVE(Breaker)

    [[nodiscard]] bool isClosed() const { return m_closed.load(std::memory_order_acquire); }
    /// True for one caller when it has been open for long enough; open() or close() must follow.
    [[nodiscard]] bool takeProbe();

    void succeeded()
    {
        if (m_failures.load(std::memory_order_relaxed) != 0)
            m_failures.store(0, std::memory_order_relaxed);
    }
    void failed();
    void open();
    void close();

private:
    const Clock& m_clock;
    const int m_mostFailures;
    const qint64 m_openMs;
    std::atomic<bool> m_closed{true};
    std::atomic<bool> m_probing{false};
    std::atomic<int> m_failures{0};
    std::atomic<qint64> m_probeAtMs{0}; ///< steady
};

} // namespace tierwatch
