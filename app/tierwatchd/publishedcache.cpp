// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishedcache.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

Result<std::unique_ptr<PublishedCache>> PublishedCache::open(const CommandLine& line, Clock& clock)
{
    std::unique_ptr<PublishedCache> cache(new PublishedCache);
    if (line.file.isEmpty()) {
        auto session = Session::open(line.workspace, {}, clock);
        if (!session)
            return session.error();
        cache->m_session = *std::move(session);
        return cache;
    }
    auto file = FileTarget::open({line.file, u"tierwatchd"_s, line.control}, clock);
    if (!file)
        return file.error();
    cache->m_file = *std::move(file);
    return cache;
}

CacheTarget& PublishedCache::target()
{
    if (m_session)
        return m_session->target();
    return *m_file;
}

void PublishedCache::flush()
{
    if (m_session)
        m_session->flush();
}

} // namespace tierwatch
