// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/latencytotals.h"
#include "values/stats.h"

#include <QByteArray>

namespace tierwatch {

/// The figures of a cache for Prometheus. What a target can't know is left out, never zero.
/// Any thread.
[[nodiscard]] QByteArray metricsText(const Stats& stats, const LatencyTotals& latencies);

} // namespace tierwatch
