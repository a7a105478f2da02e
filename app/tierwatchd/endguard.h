// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/wake.h"

#include <chrono>
#include <mutex>
#include <thread>

namespace tierwatch {

/// Once armed, ends the program where its parts do not come to an end in time: a query of a source
/// database may run for minutes, and nobody can stop it. What is promised to be on the disk is
/// there all the same. Main thread; owned by what ends the program, and destroyed last.
class EndGuard final
{
public:
    EndGuard() = default;
    ~EndGuard() { m_wake.stop(m_thread, m_mutex); }
    Q_DISABLE_COPY_MOVE(EndGuard)

    void arm(std::chrono::seconds patience);
    /// All that waited is on the disk, so that nothing is lost by an end now.
    void allIsSaved();

private:
    void watch(const std::stop_token& stop, std::chrono::seconds patience);

    std::mutex m_mutex;
    Wake m_wake;
    bool m_saved = false;
    std::jthread m_thread;
};

} // namespace tierwatch
