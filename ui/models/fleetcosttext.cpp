// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleetcosttext.h"

#include "theme/format.h"

#include <cmath>
#include <utility>

namespace tierwatch {

namespace {

QString perSecond(double rate)
{
    return QLocale().toString(rate, 'f', rate < 10 ? 1 : 0);
}

} // namespace

FleetCostText::FleetCostText(const Fleet& fleet, const Clock& clock)
    : m_fleet(fleet), m_clock(clock), m_own(clock)
{
}

QString FleetCostText::next()
{
    const qint64 nowMs = m_clock.steadyMs();
    const qint64 passedMs = nowMs - std::exchange(m_steadyMs, nowMs);
    const FleetCost cost = m_fleet.cost();
    const FleetCost before = std::exchange(m_before, cost);
    const auto cpu = m_own.cpuPercent();
    if (!cpu || passedMs <= 0)
        return {};
    const Format format;
    const double seconds = double(passedMs) / 1000;
    const double requests = double(cost.requests - before.requests) / seconds;
    const double bytes = double(cost.bytes - before.bytes) / seconds;
    const double ms = (cost.ms - before.ms) / seconds;
    return QCoreApplication::translate("StatusLine",
                                       "Dashboard: %1 CPU, %2 requests/s, %3/s, %4 ms/s")
        .arg(format.percent(*cpu), perSecond(requests), format.bytes(std::llround(bytes)),
             perSecond(ms));
}

} // namespace tierwatch
