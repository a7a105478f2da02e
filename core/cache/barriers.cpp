// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/barriers.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>

namespace tierwatch {

namespace {

void lift(Barrier& standing, const Barrier& raised)
{
    standing.stamp = std::max(standing.stamp, raised.stamp);
    standing.wallMs = std::max(standing.wallMs, raised.wallMs);
}

} // namespace

bool covers(const Scope& scope, const EntryScopes& entry)
{
    return (!scope.companyId || scope.companyId == entry.companyId) &&
           (!scope.type || *scope.type == entry.type) &&
           (!scope.username || scope.username == entry.username) &&
           (!scope.tag || entry.tags.contains(*scope.tag)) &&
           (!scope.cacheKey || scope.cacheKey->toUtf8() == entry.key);
}

Result<void> Barriers::check(const Scope& scope)
{
    const int alone = int(scope.username.has_value()) + int(scope.tag.has_value()) +
                      int(scope.cacheKey.has_value());
    const bool pair = scope.companyId || scope.type;
    if (alone + int(pair) <= 1)
        return {};
    return Error{
        ErrorCode::InvalidArgument,
        QCoreApplication::translate(
            "tierwatch::Barriers",
            "A user, a tag and a key can each be invalidated alone, and a company together "
            "with a type; this combination can't. Nothing was invalidated.")};
}

void Barriers::raise(const Scope& scope, const Barrier& barrier)
{
    const std::unique_lock lock(m_mutex);
    if (scope.cacheKey)
        lift(m_keys[scope.cacheKey->toUtf8()], barrier);
    else if (scope.tag)
        lift(m_tags[*scope.tag], barrier);
    else if (scope.username)
        lift(m_users[*scope.username], barrier);
    else if (scope.companyId && scope.type)
        lift(m_companyTypes[{*scope.companyId, *scope.type}], barrier);
    else if (scope.companyId)
        lift(m_companies[*scope.companyId], barrier);
    else if (scope.type)
        lift(m_types[*scope.type], barrier);
    else
        lift(m_all, barrier);
    m_generation.fetch_add(1, std::memory_order_release);
}

Barrier Barriers::highest(const EntryScopes& entry) const
{
    const std::shared_lock lock(m_mutex);
    Barrier result = m_all;
    lift(result, m_types.value(entry.type));
    lift(result, m_keys.value(entry.key));
    if (entry.companyId) {
        lift(result, m_companies.value(*entry.companyId));
        lift(result, m_companyTypes.value({*entry.companyId, entry.type}));
    }
    if (entry.username)
        lift(result, m_users.value(*entry.username));
    for (const QString& tag : entry.tags)
        lift(result, m_tags.value(tag));
    return result;
}

bool Barriers::admits(const EntryScopes& entry, quint64 stamp) const
{
    return stamp > highest(entry).stamp;
}

bool Barriers::admitsUnstamped(const EntryScopes& entry, qint64 createdMs) const
{
    return createdMs > highest(entry).wallMs;
}

} // namespace tierwatch
