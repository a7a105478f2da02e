// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace tierwatch::test {

/// As std::latch, which in GCC 12 for Windows waits for ever. Any thread.
class Latch final
{
public:
    explicit Latch(std::ptrdiff_t expected) : m_expected(expected) {}
    Latch(const Latch&) = delete;
    Latch& operator=(const Latch&) = delete;
    ~Latch() = default;

    void count_down()
    {
        const std::lock_guard lock(m_mutex);
        if (--m_expected == 0)
            m_open.notify_all();
    }
    void wait() const
    {
        std::unique_lock lock(m_mutex);
        m_open.wait(lock, [this] { return m_expected <= 0; });
    }
    [[nodiscard]] bool try_wait() const
    {
        const std::lock_guard lock(m_mutex);
        return m_expected <= 0;
    }
    void arrive_and_wait()
    {
        count_down();
        wait();
    }

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_open;
    std::ptrdiff_t m_expected;
};

} // namespace tierwatch::test
