// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/ratelimiter.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tierwatch {

std::optional<std::chrono::seconds> RateLimiter::take(quint64 who)
{
    const qint64 nowNs = m_clock.steadyNs();
    const std::lock_guard lock(m_mutex);
    const auto [found, isNew] = m_allowances.try_emplace(who, Allowance{m_rate.burst, nowNs});
    Allowance& allowance = found->second;
    allowance = {leftNow(allowance, nowNs), nowNs};
    const double left = allowance.left;
    if (left >= 1)
        allowance.left -= 1;
    if (isNew && m_allowances.size() > mostRemembered)
        forgetSome(nowNs);
    if (left >= 1)
        return std::nullopt;
    return std::chrono::seconds(
        std::max<qint64>(1, std::llround(std::ceil((1 - left) / m_rate.perSecond))));
}

size_t RateLimiter::remembered() const
{
    const std::lock_guard lock(m_mutex);
    return m_allowances.size();
}

double RateLimiter::leftNow(const Allowance& allowance, qint64 nowNs) const
{
    const double seconds = double(nowNs - allowance.atNs) / 1e9;
    return std::min(m_rate.burst, allowance.left + seconds * m_rate.perSecond);
}

/// Those with the most left, as who is new has all of it: half of them, so that it is done seldom.
void RateLimiter::forgetSome(qint64 nowNs)
{
    std::vector<double> left;
    left.reserve(m_allowances.size());
    for (const auto& [who, allowance] : m_allowances)
        left.push_back(leftNow(allowance, nowNs));
    const auto middle = left.begin() + qsizetype(left.size() / 2);
    std::ranges::nth_element(left, middle);
    const double enough = *middle;
    std::erase_if(m_allowances,
                  [&](const auto& item) { return leftNow(item.second, nowNs) >= enough; });
}

} // namespace tierwatch
