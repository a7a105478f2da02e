// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/owncost.h"
#include "target/fleet.h"

namespace tierwatch {

/// What the dashboard costs, itself and its targets, since the last question: "Dashboard: 1.1% CPU,
/// 4 requests/s, 9.8 KiB/s, 2.3 ms/s", the last of it the time of this thread that asking and
/// reading answers takes. Asked every few seconds, from the GUI thread; fleet and clock outlive it.
class FleetCostText final
{
public:
    FleetCostText(const Fleet& fleet, const Clock& clock);

    /// Empty at the first call, and where the system does not say.
    [[nodiscard]] QString next();

private:
    const Fleet& m_fleet;
    const Clock& m_clock;
    OwnCost m_own;
    FleetCost m_before;
    qint64 m_steadyMs = 0;
};

} // namespace tierwatch
