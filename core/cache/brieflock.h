// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <mutex>
#include <thread>

namespace tierwatch {

/// Holds a mutex that others hold for a few map operations at most: it asks for it a few times
/// before it sleeps, as that takes less than waking a thread does.
class BriefLock final
{
public:
    explicit BriefLock(std::mutex& mutex) : m_mutex(mutex)
    {
        for (int i = 0; i < attempts; ++i) {
            if (m_mutex.try_lock()) [[likely]]
                return;
            rest();
        }
        m_mutex.lock();
    }
    ~BriefLock() { m_mutex.unlock(); }
    Q_DISABLE_COPY_MOVE(BriefLock)

private:
    static constexpr int attempts = 64;

    static void rest()
    {
#if defined(Q_CC_GNU) && defined(Q_PROCESSOR_X86)
        __builtin_ia32_pause();
#else
        std::this_thread::yield();
#endif
    }

    std::mutex& m_mutex;
};

} // namespace tierwatch
