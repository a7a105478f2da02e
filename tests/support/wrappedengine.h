// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/sqlitetier.h"
#include "cache/workspacecache.h"
#include "support/wrappedtier.h"

namespace tierwatch::test {

/// An engine of its own on a workspace's file, with the disk wrapped; the engine owns the tier.
struct WrappedEngine
{
    WrappedTier* tier;
    std::unique_ptr<CacheEngine> engine;
};

[[nodiscard]] inline WrappedEngine wrappedEngine(WorkspaceCache& cache, Clock& clock,
                                                 const EngineOptions& options = {})
{
    auto tier = std::make_unique<WrappedTier>(std::make_unique<SqliteTier>(cache.file(), clock));
    WrappedTier* const wrapper = tier.get();
    return {wrapper, std::make_unique<CacheEngine>(options, std::move(tier), cache.switches(),
                                                   cache.accounting(), clock)};
}

} // namespace tierwatch::test
