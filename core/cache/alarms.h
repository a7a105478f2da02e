// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/wake.h"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace tierwatch {

/// Calls functions at given times, on a thread of its own that starts with the first of them. Any
/// thread; owned by Loads. What is called should be short: the next alarm waits for it.
class Alarms final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    Alarms() = default;
    /// Alarms that did not ring yet never will.
    ~Alarms();
    Q_DISABLE_COPY_MOVE(Alarms)

    void at(Time time, std::function<void()> ring);
    void stop();

private:
    void work(const std::stop_token& stop);

    std::mutex m_mutex;
    Wake m_changed;
    std::multimap<Time, std::function<void()>> m_waiting;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace tierwatch
