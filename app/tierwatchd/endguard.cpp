// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "endguard.h"

#include "exitcode.h"

#include <cstdlib>

namespace tierwatch {

void EndGuard::arm(std::chrono::seconds patience)
{
    m_thread =
        std::jthread([this, patience](const std::stop_token& stop) { watch(stop, patience); });
}

void EndGuard::allIsSaved()
{
    const std::lock_guard lock(m_mutex);
    m_saved = true;
}

void EndGuard::watch(const std::stop_token& stop, std::chrono::seconds patience)
{
    Wake::Lock lock(m_mutex);
    m_wake.waitFor(lock, stop, patience, [] { return false; });
    if (!stop.stop_requested())
        std::_Exit(m_saved ? AllWell : EndedAtOnce);
}

} // namespace tierwatch
