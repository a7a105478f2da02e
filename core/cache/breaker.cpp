// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/breaker.h"

namespace tierwatch {

bool Breaker::takeProbe()
{
    if (isClosed() || m_clock.steadyMs() < m_probeAtMs.load())
        return false;
    return !m_probing.exchange(true);
}

void Breaker::failed()
{
    if (m_failures.fetch_add(1) + 1 >= m_mostFailures && isClosed())
        open();
}

void Breaker::open()
{
    m_probeAtMs.store(m_clock.steadyMs() + m_openMs);
    m_closed.store(false, std::memory_order_release);
    m_probing.store(false);
}

void Breaker::close()
{
    m_failures.store(0);
    m_closed.store(true, std::memory_order_release);
    m_probing.store(false);
}

} // namespace tierwatch
