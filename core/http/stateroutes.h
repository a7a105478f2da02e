// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/jointanswer.h"
#include "http/route.h"
#include "http/targetdoor.h"

#include <vector>

namespace tierwatch {

/// What machines ask for again and again: `health`, told from memory for a quarter of a second, and
/// the figures for Prometheus. Lives on the server's thread, with its context; the others outlive
/// it.
class StateRoutes final
{
public:
    StateRoutes(CacheTarget& target, QObject& context, const Clock& clock);
    Q_DISABLE_COPY_MOVE(StateRoutes)

    [[nodiscard]] std::vector<Route> routes();
    /// Whether the cache can be asked at all.
    void setAvailable(bool available);

private:
    [[nodiscard]] HttpAnswer health(const RouteCall& call);

    const TargetDoor m_door;
    JointAnswer m_health;
    JointAnswer m_metrics;
    bool m_available = true;
};

} // namespace tierwatch
