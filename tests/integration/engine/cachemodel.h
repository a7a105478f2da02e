// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/cacheengine.h"

#include <set>

namespace tierwatch::test {

/// What may be served, by the rules alone: every load has a number, which is its value, and a list
/// of what stands over it. Knows nothing of tiers, stamps or barriers. One thread.
class CacheModel
{
public:
    struct Times
    {
        qint64 steadyMs = 0;
        int run = 0; ///< restarts so far
        bool wallWasSetBack = false;
    };

    /// A load begins: its number.
    int load(const Request& request, const QByteArray& key, const Times& now)
    {
        m_loads.push_back({request, key, now});
        return static_cast<int>(m_loads.size()) - 1;
    }
    void invalidated(const Scope& scope, qint64 id)
    {
        forEachIn(scope, [id](Load& load) { load.standing.insert(id); });
    }
    void purged(const Scope& scope)
    {
        forEachIn(scope, [](Load& load) { load.purged = true; });
    }
    void undone(qint64 id)
    {
        for (Load& load : m_loads)
            m_returns += !load.changed && load.standing.erase(id) > 0 && load.standing.empty();
    }
    /// Values that are out do not come back any more.
    void changed(qint64 company)
    {
        forEachIn({.companyId = company}, [](Load& load) { load.changed |= load.isOut(); });
    }

    /// Why a request may not be answered so; nothing where it may.
    [[nodiscard]] QString objection(const Request& request, const Answer& answer,
                                    const Times& now) const
    {
        bool isNumber = false;
        const int number = answer.value.toInt(&isNumber);
        if (!isNumber || number < 0 || number >= static_cast<int>(m_loads.size()))
            return QStringLiteral("nobody loaded this");
        const Load& load = m_loads[static_cast<size_t>(number)];
        if (!isSame(request, load.request))
            return QStringLiteral("it is the answer to another request");
        if (load.purged)
            return QStringLiteral("it was purged");
        const Policy& policy = *load.request.policy;
        if (load.isOut() && !(answer.stale && policy.staleAfterChange))
            return QStringLiteral("it was invalidated");
        if (answer.stale && policy.graceMs <= 0)
            return QStringLiteral("its type has no grace");
        if (!knowsAge(load, now))
            return {};
        const qint64 ageMs = now.steadyMs - load.times.steadyMs;
        if (ageMs >= policy.l2TtlMs + (answer.stale ? policy.graceMs : 0))
            return QStringLiteral("its time ran out");
        return {};
    }

    [[nodiscard]] qint64 loads() const { return static_cast<qint64>(m_loads.size()); }
    /// Values over which nothing stands any more that something stood over.
    [[nodiscard]] qint64 returns() const { return m_returns; }

private:
    struct Load
    {
        Request request;
        QByteArray key;
        Times times;
        std::set<qint64> standing = {}; ///< invalidations that were not undone
        bool purged = false;
        bool changed = false; ///< its company's data, while it was out

        [[nodiscard]] bool isOut() const { return !standing.empty() || changed; }
    };

    [[nodiscard]] static bool reaches(const Scope& scope, const Load& load)
    {
        const Request& request = load.request;
        const auto differs = [](const auto& wanted, const auto& has) {
            return wanted && wanted != has;
        };
        return !differs(scope.companyId, request.companyId) &&
               !differs(scope.type, std::optional(request.type)) &&
               !differs(scope.username, request.perUser ? request.username : std::nullopt) &&
               !differs(scope.cacheKey, std::optional(QString::fromUtf8(load.key))) &&
               (!scope.tag || request.tags.contains(*scope.tag));
    }
    template <class Work>
    void forEachIn(const Scope& scope, Work work)
    {
        for (Load& load : m_loads) {
            if (reaches(scope, load))
                work(load);
        }
    }
    [[nodiscard]] static bool isSame(const Request& a, const Request& b)
    {
        return a.type == b.type && a.companyId == b.companyId && a.params == b.params &&
               a.perUser == b.perUser && (!a.perUser || a.username == b.username);
    }
    /// Within a run the steady clock counts, whatever happens to the other; later the other does.
    [[nodiscard]] static bool knowsAge(const Load& load, const Times& now)
    {
        return load.times.run == now.run || !now.wallWasSetBack;
    }

    std::vector<Load> m_loads;
    qint64 m_returns = 0;
};

} // namespace tierwatch::test
