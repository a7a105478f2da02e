// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/memorytier.h"
#include "cache/policy.h"
#include "values/stats.h"

namespace tierwatch {

/// How an engine runs; every figure comes from the settings table. Lives in ms, sizes in bytes.
struct EngineOptions
{
    CacheMode mode = CacheMode::Hybrid;
    Policy policy = {}; ///< of requests that bring none of their own
    MemoryLimits memory = {};
    qint64 storeMaxBytes = 1024LL * 1024 * 1024; ///< 0 = no limit
    qint64 cleanUpIntervalMs = 600'000;          ///< 0 = never by itself
    qint64 undoWindowMs = 1'800'000;             ///< 0 = what is invalidated is deleted at once
    int breakerFailures = 5;                     ///< in a row, until the second tier is left alone
    qint64 breakerOpenMs = 5000;                 ///< until it is tried again
    QString journalPath = {}; ///< for invalidations it can't take; empty = there is none
    int loadThreads = 8;      ///< of asynchronous fetches
    int backgroundLoads = 8;  ///< at once, and those under a time-out with them
    bool readOnly = false;    ///< nothing is written to the second tier
};

} // namespace tierwatch
