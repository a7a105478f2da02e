// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace tierwatch {

/// So many in a second each, and so many at once.
struct Rate
{
    double perSecond = 200;
    double burst = 200;
};

/// Holds each of many (a token, an address) to a rate. It remembers a limited number of them, and
/// forgets those first that have all of their allowance. Any thread.
class RateLimiter final
{
public:
    static constexpr size_t mostRemembered = 4096;

    RateLimiter(Rate rate, const Clock& clock) : m_rate(rate), m_clock(clock) {}
    Q_DISABLE_COPY_MOVE(RateLimiter)

    /// Takes one from the allowance; where there is none left, how long until there is (at least a
    /// second, as Retry-After has it).
    [[nodiscard]] std::optional<std::chrono::seconds> take(quint64 who);
    [[nodiscard]] size_t remembered() const;

private:
    struct Allowance
    {
        double left = 0;
        qint64 atNs = 0;
    };
    [[nodiscard]] double leftNow(const Allowance& allowance, qint64 nowNs) const;
    void forgetSome(qint64 nowNs);

    const Rate m_rate;
    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::unordered_map<quint64, Allowance> m_allowances;
};

} // namespace tierwatch
