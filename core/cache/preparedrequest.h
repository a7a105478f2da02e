// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/barriers.h"
#include "cache/cachekey.h"
#include "cache/request.h"

#include <QSharedData>

namespace tierwatch {

/// A request with its key made once, for callers who ask the same thing often. Made by
/// CacheEngine::prepare(), good for that engine only. A plain value of one cache line, cheap to
/// copy; any thread.
class alignas(64) PreparedRequest final
{
public:
    PreparedRequest(const CacheKey& madeKey, Request request, EntryScopesPtr scopes, quint32 userId)
        : key(madeKey), m_rest(new Rest{{}, std::move(request), std::move(scopes), userId})
    {
    }

    [[nodiscard]] const Request& request() const { return m_rest->request; }
    [[nodiscard]] const EntryScopesPtr& scopes() const { return m_rest->scopes; }
    /// Of the asking user in the accounting.
    [[nodiscard]] quint32 userId() const { return m_rest->userId; }

    /// The same under a policy of its own.
    [[nodiscard]] PreparedRequest withPolicy(const Policy& policy) const
    {
        Request changed = request();
        changed.policy = policy;
        return {key, std::move(changed), scopes(), userId()};
    }
    /// To look with, at once: what the look will read is on its way from here on.
    [[nodiscard]] KeyView view() const
    {
        m_whereabouts.fetchAhead(2); // the key is the very same: its text is not compared
        return {key.digest(), key.text(), &m_whereabouts};
    }

    CacheKey key;

private:
    mutable Whereabouts m_whereabouts; ///< beside the key, all that a hit from memory reads
    struct Rest : QSharedData
    {
        Request request;
        EntryScopesPtr scopes;
        quint32 userId;
    };
    QExplicitlySharedDataPointer<const Rest> m_rest;
};

} // namespace tierwatch
