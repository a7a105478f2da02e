// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishedcache.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

Result<std::unique_ptr<PublishedCache>> PublishedCache::open(const CommandLine& line, Clock& clock)
{
    std::unique_ptr<PublishedCache> cache(new PublishedCache);
    auto session = Session::open(line.workspace, {}, clock);
    if (!session)
        return session.error();
    cache->m_session = *std::move(session);
    return cache;
}

CacheTarget& PublishedCache::target()
{
    return m_session->target();
}

void PublishedCache::flush()
{
    if (m_session)
        m_session->flush();
}

} // namespace tierwatch
