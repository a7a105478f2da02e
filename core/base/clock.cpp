// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <chrono>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace tierwatch {

qint64 SystemClock::wallMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

qint64 SystemClock::steadyNs() const
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

qint64 SystemClock::tickMs() const
{
#ifdef Q_OS_LINUX
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
#else
    return steadyMs();
#endif
}

} // namespace tierwatch
