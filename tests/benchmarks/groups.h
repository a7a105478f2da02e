// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "figure.h"

namespace tierwatch::bench {

/// Hits in memory: prepared, from a request, on two threads.
[[nodiscard]] Group memoryHits();
/// The memory tier's hit rate on recorded accesses, where there are any.
[[nodiscard]] Group traceRates();
/// Hits on disk and entry writes.
[[nodiscard]] Group diskTier();
/// The sample workspace in its full size: making it, and its reports without a cache.
[[nodiscard]] Group sampleWorkspace();

} // namespace tierwatch::bench
