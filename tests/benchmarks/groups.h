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
/// What each request costs in counting, timing and logging.
[[nodiscard]] Group accounting();
/// A cache file with a million entries: opening it, invalidating a tenth of it.
[[nodiscard]] Group million();
/// Pages of a list of a million entries.
[[nodiscard]] Group entryPages();
/// Ten millions of requests in the log.
[[nodiscard]] Group longLog();
/// A large file that another program writes: first figures, refreshes, what its owner loses.
[[nodiscard]] Group foreignFile();
/// Resident memory of a full memory tier; first, so that it finds no memory that was used before.
[[nodiscard]] Group memoryLimit();
/// The sample workspace in its full size: making it, and its reports without a cache.
[[nodiscard]] Group sampleWorkspace();
/// A thousand services watched at once, some of them dead or slow; one that is attached to.
[[nodiscard]] Group fleet();
/// The service under wrk, beside a FastAPI service that does nothing; what it costs the engine.
[[nodiscard]] Group service();

} // namespace tierwatch::bench
