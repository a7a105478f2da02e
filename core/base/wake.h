// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace tierwatch {

/// What a worker thread sleeps on until there is something to do or it is to stop. Any thread;
/// owned beside the thread and the mutex. It stands for the standard library's, which in GCC 12
/// for Windows may leave waiting for ever when it is given a stop token.
class Wake final
{
public:
    using Lock = std::unique_lock<std::mutex>;

    Wake() = default;
    Q_DISABLE_COPY_MOVE(Wake)

    void one() { m_condition.notify_one(); }

    /// Each sleeps until `ready()`, and gives what that said last.
    template <class Ready>
    bool wait(Lock& lock, const std::stop_token& stop, Ready ready)
    {
        bool is = false;
        m_condition.wait(lock, [&] { return (is = ready()) || stop.stop_requested(); });
        return is;
    }
    template <class Duration, class Ready>
    bool waitFor(Lock& lock, const std::stop_token& stop, Duration duration, Ready ready)
    {
        bool is = false;
        m_condition.wait_for(lock, duration,
                             [&] { return (is = ready()) || stop.stop_requested(); });
        return is;
    }
    template <class Time, class Ready>
    bool waitUntil(Lock& lock, const std::stop_token& stop, Time time, Ready ready)
    {
        bool is = false;
        m_condition.wait_until(lock, time, [&] { return (is = ready()) || stop.stop_requested(); });
        return is;
    }

    /// Asks the thread, which sleeps with this mutex, to stop, and waits for its end. It is the
    /// only way to stop one: its own request would not wake it.
    void stop(std::jthread& thread, std::mutex& mutex)
    {
        if (!thread.joinable())
            return;
        {
            const std::lock_guard lock(mutex);
            thread.request_stop();
        }
        m_condition.notify_all();
        thread.join();
    }

private:
    std::condition_variable m_condition;
};

} // namespace tierwatch
