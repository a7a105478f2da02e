// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/queryqueue.h"

namespace tierwatch {

/// `/api/query/NAME`: a named query through the cache. The rows go out as the cache keeps them, and
/// headers say where they came from. A hit in memory is answered at once, on the server's thread.
/// Desk and queue outlive the route.
[[nodiscard]] Route queryRoute(const ActionDesk& desk, QueryQueue& queue);

/// Where an answer came from, as RFC 9211 words it; the detail names the origin and, behind a
/// colon, why the cache had no answer.
[[nodiscard]] QByteArray cacheStatusOf(const RunAnswer& answer);

} // namespace tierwatch
