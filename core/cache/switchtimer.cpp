// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/switchtimer.h"

namespace tierwatch {

namespace {

/// The wall clock may jump, so that no longer sleep can be reckoned.
constexpr auto pause = std::chrono::seconds(1);

} // namespace

SwitchTimer::SwitchTimer(Switches& switches, const Clock& clock, Listener turnedBack)
    : m_switches(switches), m_clock(clock), m_turnedBack(std::move(turnedBack))
{
}

SwitchTimer::~SwitchTimer()
{
    m_wake.stop(m_thread, m_mutex);
}

void SwitchTimer::start()
{
    {
        const std::lock_guard lock(m_mutex);
        m_started = true;
        if (!m_thread.joinable())
            m_thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
    }
    m_wake.one();
}

void SwitchTimer::turnBackDue()
{
    for (const SwitchState& state : m_switches.turnBack(m_clock.wallMs()))
        m_turnedBack(state);
}

void SwitchTimer::work(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        turnBackDue();
        std::unique_lock lock(m_mutex);
        const auto started = [this] { return m_started; };
        if (m_switches.timed().empty())
            m_wake.wait(lock, stop, started);
        else
            m_wake.waitFor(lock, stop, pause, started);
        m_started = false;
    }
}

} // namespace tierwatch
