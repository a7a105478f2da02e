// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/barriers.h"
#include "cache/storetier.h"

namespace tierwatch {

[[nodiscard]] Barrier barrierOf(const Invalidation& invalidation);

/// Raises all that the store has of barriers and purges; none where it can't be read. Blocks on
/// the store; any thread.
[[nodiscard]] Result<void> raiseStored(StoreTier& store, Barriers& barriers);

} // namespace tierwatch
