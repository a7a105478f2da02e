// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/wake.h"
#include "cache/switches.h"

namespace tierwatch {

/// Turns switches back whose time is over: looks once a second while there are any, on a thread of
/// its own that starts with the first. Any thread; owned beside the switches, which outlive it, as
/// does the clock.
class SwitchTimer final
{
public:
    /// Told how a switch stands that was turned back.
    using Listener = std::function<void(const SwitchState&)>;

    SwitchTimer(Switches& switches, const Clock& clock, Listener turnedBack);
    ~SwitchTimer();
    Q_DISABLE_COPY_MOVE(SwitchTimer)

    /// To be called when a switch was given a time.
    void start();
    /// Now, on the caller's thread.
    void turnBackDue();

private:
    void work(const std::stop_token& stop);

    Switches& m_switches;
    const Clock& m_clock;
    const Listener m_turnedBack;
    std::mutex m_mutex;
    Wake m_wake;
    bool m_started = false; ///< guarded by m_mutex
    std::jthread m_thread;  // last: it uses all of the above
};

} // namespace tierwatch
