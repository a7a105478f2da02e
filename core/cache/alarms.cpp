// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/alarms.h"

namespace tierwatch {

Alarms::~Alarms()
{
    stop();
}

void Alarms::at(Time time, std::function<void()> ring)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.emplace(time, std::move(ring));
        if (!m_thread.joinable())
            m_thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
    }
    m_changed.one();
}

void Alarms::work(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        if (m_waiting.empty()) {
            m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); });
            continue;
        }
        const Time next = m_waiting.begin()->first;
        if (std::chrono::steady_clock::now() < next) {
            m_changed.waitUntil(lock, stop, next, [&] { return m_waiting.begin()->first < next; });
            continue;
        }
        auto alarm = m_waiting.extract(m_waiting.begin());
        lock.unlock();
        alarm.mapped()();
        alarm = {};
        lock.lock();
    }
}

void Alarms::stop()
{
    std::jthread thread;
    {
        const std::lock_guard lock(m_mutex);
        thread.swap(m_thread);
    }
    m_changed.stop(thread, m_mutex);
}

} // namespace tierwatch
