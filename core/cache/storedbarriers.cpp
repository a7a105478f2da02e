// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/storedbarriers.h"

namespace tierwatch {

Barrier barrierOf(const Invalidation& invalidation)
{
    return {invalidation.stamp, invalidation.wallMs, invalidation.byMonitor()};
}

Result<void> raiseStored(StoreTier& store, Barriers& barriers)
{
    const auto raised = store.barriers();
    const auto purges = raised ? store.purges() : raised.error();
    if (!purges)
        return purges.error();
    for (const auto& [scope, barrier] : *raised)
        barriers.raise(scope, barrier);
    for (const Invalidation& purge : *purges)
        barriers.raisePurge(purge.scope, barrierOf(purge));
    return {};
}

} // namespace tierwatch
