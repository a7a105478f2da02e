// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tierwatch {

/// Threads for loads that outlive the patience of those who asked: at most so many at once, each
/// started when it is first needed. Any thread; owned by Loads.
class LoadThreads final
{
public:
    using Task = std::function<void()>;

    explicit LoadThreads(int most);
    /// Ends what is under way and what waits.
    ~LoadThreads();
    Q_DISABLE_COPY_MOVE(LoadThreads)

    /// Runs the task as soon as a thread is free.
    void start(Task task);
    /// Runs the task now; false, and nothing is done, if no thread is free.
    [[nodiscard]] bool tryStart(Task task);
    /// Blocks until all that was started is over; nothing may be started any more.
    void stop();

private:
    void add(Task task);
    void work();

    const size_t m_most;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_waiting;
    size_t m_running = 0;
    bool m_stopping = false;
    std::vector<std::jthread> m_threads; // last: they use all of the above
};

} // namespace tierwatch
