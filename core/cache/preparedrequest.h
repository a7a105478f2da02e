// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/barriers.h"
#include "cache/cachekey.h"
#include "cache/request.h"

namespace tierwatch {

/// A request with its key made once, for callers who ask the same thing often. Made by
/// CacheEngine::prepare(), good for that engine only. A plain value; any thread.
struct PreparedRequest
{
    Request request;
    CacheKey key;
    EntryScopesPtr scopes;
    quint32 userId = 0;
};

} // namespace tierwatch
