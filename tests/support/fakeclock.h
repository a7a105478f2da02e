// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"

#include <atomic>

namespace tierwatch::test {

/// A clock that moves only when told to; any thread.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(qint64 wallMs = 1'790'000'000'000) : m_wallMs(wallMs) {}

    [[nodiscard]] qint64 wallMs() const override { return m_wallMs; }
    [[nodiscard]] qint64 steadyNs() const override { return m_steadyNs; }

    void advanceMs(qint64 ms)
    {
        m_wallMs += ms;
        m_steadyNs += ms * 1'000'000;
    }
    /// The wall clock is set by somebody; the steady one does not notice.
    void setWallMs(qint64 ms) { m_wallMs = ms; }

private:
    std::atomic<qint64> m_wallMs;
    std::atomic<qint64> m_steadyNs{1'000'000'000};
};

} // namespace tierwatch::test
