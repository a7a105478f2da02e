// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/ratelimiter.h"

class QHostAddress;

namespace tierwatch {

/// Counts tokens that were refused, by address (of IPv6 the network). An address with too many of
/// them is told to wait, but a good token from there is always taken: ask this only after
/// authenticate() refused. Any thread.
class FailureLimiter final
{
public:
    static constexpr Rate standard = {1.0 / 6, 10};

    explicit FailureLimiter(const Clock& clock, Rate rate = standard) : m_limiter(rate, clock) {}

    /// Counts one. Nothing: answer 401; else 429, and wait so long.
    [[nodiscard]] std::optional<std::chrono::seconds> failed(const QHostAddress& address);

private:
    RateLimiter m_limiter;
};

} // namespace tierwatch
