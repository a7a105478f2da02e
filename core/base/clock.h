// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace tierwatch {

/// One moment on both clocks.
struct Moment
{
    qint64 wallMs = 0;   ///< Unix ms
    qint64 steadyNs = 0; ///< since an unknown start

    [[nodiscard]] qint64 steadyMs() const { return steadyNs / 1'000'000; }
};

/// Where every class gets its time from, so that a test can move it. Any thread may call it; the
/// owner of the objects that use it keeps it alive longer than they live.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// Milliseconds since 1970-01-01 UTC; may jump either way.
    [[nodiscard]] virtual qint64 wallMs() const = 0;
    /// Nanoseconds on a clock that never goes back and counts from an unknown start.
    [[nodiscard]] virtual qint64 steadyNs() const = 0;

    [[nodiscard]] qint64 steadyMs() const { return steadyNs() / 1'000'000; }
    [[nodiscard]] Moment now() const { return {wallMs(), steadyNs()}; }
    /// steadyMs() for who asks often: as of the system's last tick, which may lie 10 ms back. Costs
    /// a read of memory, where the exact time also makes the processor finish all it has begun.
    [[nodiscard]] virtual qint64 tickMs() const { return steadyMs(); }
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override;
    [[nodiscard]] qint64 steadyNs() const override;
    [[nodiscard]] qint64 tickMs() const override;
};

} // namespace tierwatch
