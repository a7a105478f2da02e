// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/owncost.h"

#include <utility>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <ctime>
#endif

namespace tierwatch {

namespace {

#ifdef Q_OS_WIN
qint64 nanoseconds(const FILETIME& time)
{
    return ((static_cast<qint64>(time.dwHighDateTime) << 32) + time.dwLowDateTime) * 100;
}

std::optional<qint64> threadCpuNs()
{
    FILETIME created, ended, kernel, user;
    if (!GetThreadTimes(GetCurrentThread(), &created, &ended, &kernel, &user))
        return std::nullopt;
    return nanoseconds(kernel) + nanoseconds(user);
}
#else
std::optional<qint64> threadCpuNs()
{
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0)
        return std::nullopt;
    return qint64{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}
#endif

} // namespace

std::optional<double> OwnCost::cpuPercent()
{
    const qint64 now = m_clock.steadyNs();
    const auto cpu = threadCpuNs();
    const auto cpuBefore = std::exchange(m_cpuNs, cpu);
    const qint64 passed = now - std::exchange(m_steadyNs, now);
    if (!cpu || !cpuBefore || passed <= 0)
        return std::nullopt;
    return 100.0 * static_cast<double>(*cpu - *cpuBefore) / static_cast<double>(passed);
}

} // namespace tierwatch
