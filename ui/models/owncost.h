// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <optional>

namespace tierwatch {

/// What the dashboard itself costs: processor time of the GUI thread since the last question, in
/// percent of one core. Must be asked from the GUI thread; the owner keeps the clock alive.
class OwnCost final
{
public:
    explicit OwnCost(const Clock& clock) : m_clock(clock) {}

    /// Absent at the first call, and where the system does not say.
    [[nodiscard]] std::optional<double> cpuPercent();

private:
    const Clock& m_clock;
    qint64 m_steadyNs = 0;
    std::optional<qint64> m_cpuNs;
};

} // namespace tierwatch
