// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/loadthreads.h"

#include <algorithm>

namespace tierwatch {

LoadThreads::LoadThreads(int most) : m_most(static_cast<size_t>(std::max(1, most))) {}

LoadThreads::~LoadThreads()
{
    stop();
}

void LoadThreads::start(Task task)
{
    const std::lock_guard lock(m_mutex);
    add(std::move(task));
}

bool LoadThreads::tryStart(Task task)
{
    const std::lock_guard lock(m_mutex);
    if (m_running + m_waiting.size() >= m_most)
        return false;
    add(std::move(task));
    return true;
}

void LoadThreads::add(Task task)
{
    m_waiting.push_back(std::move(task));
    const size_t idle = m_threads.size() - m_running;
    if (m_waiting.size() > idle && m_threads.size() < m_most)
        m_threads.emplace_back([this] { work(); });
    m_wake.notify_one();
}

void LoadThreads::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        Task task = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_running;
        lock.unlock();
        task();
        task = {};
        lock.lock();
        --m_running;
    }
}

void LoadThreads::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::jthread& thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

} // namespace tierwatch
