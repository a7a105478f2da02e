// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/failurelimiter.h"
#include "http/httpserver.h"

namespace tierwatch {

/// Named queries of one token that memory can't answer. What is under way is less than the engine
/// has threads, so that no token has them all.
struct QueryLimits
{
    int underWay = 6;
    int waiting = 128; ///< for those; a query more is answered 429
};

/// How an HttpService is to be run.
struct ServiceOptions
{
    HttpOptions http = {};
    Rate rate = {};                           ///< of a token on all but health, metrics and queries
    Rate failures = FailureLimiter::standard; ///< of an address with tokens that are no good
    QueryLimits queries = {};
};

} // namespace tierwatch
