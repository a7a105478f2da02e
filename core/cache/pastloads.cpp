// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/pastloads.h"

#include <utility>

namespace tierwatch {

void PastLoads::note(const KeyDigest& key, quint64 stamp, qint64 endsSteadyMs)
{
    const std::lock_guard lock(m_mutex);
    if (m_newer.size() >= mostInHalf)
        m_older = std::exchange(m_newer, {});
    m_newer.insert(key, {stamp, endsSteadyMs});
}

MissReason PastLoads::reason(const KeyDigest& key, const EntryScopes& scopes,
                             const Barriers& barriers, qint64 steadyMs) const
{
    const std::optional<Load> load = find(key);
    if (!load)
        return MissReason::First;
    if (!barriers.admits(scopes, load->stamp))
        return MissReason::Invalidated;
    return load->endsSteadyMs <= steadyMs ? MissReason::Expired : MissReason::Evicted;
}

std::optional<PastLoads::Load> PastLoads::find(const KeyDigest& key) const
{
    const std::lock_guard lock(m_mutex);
    for (const Half* half : {&m_newer, &m_older}) {
        if (const auto found = half->constFind(key); found != half->cend())
            return *found;
    }
    return std::nullopt;
}

} // namespace tierwatch
