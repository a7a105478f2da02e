// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/events.h"
#include "values/invalidate.h"

namespace tierwatch {

/// The price of an invalidation from what it reaches and what there is, both by type. The hit rate
/// right after is estimated as the share of the recently asked entries that stays: a hit on an
/// entry that goes becomes a miss. The time to warm up is the median of what earlier invalidations
/// took, as measured; absent before the first. Any thread; no state.
[[nodiscard]] Preview reckon(std::vector<PreviewRow> reached, const std::vector<PreviewRow>& all,
                             std::optional<double> hitRateNow, const Events& earlier);

} // namespace tierwatch
