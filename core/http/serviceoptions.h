// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/failurelimiter.h"
#include "http/httpserver.h"

namespace tierwatch {

/// How an HttpService is to be run.
struct ServiceOptions
{
    HttpOptions http = {};
    Rate rate = {};                           ///< of a token on all but health, metrics and queries
    Rate failures = FailureLimiter::standard; ///< of an address with tokens that are no good
};

} // namespace tierwatch
