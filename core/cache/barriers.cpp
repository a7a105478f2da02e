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
    if (raised.stamp > standing.stamp)
        standing.byMonitor = raised.byMonitor;
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

std::vector<Scope> scopesOf(const EntryScopes& entry)
{
    std::vector<Scope> scopes = {Scope{}, Scope{.type = entry.type}};
    if (entry.companyId) {
        scopes.push_back({.companyId = entry.companyId});
        scopes.push_back({.companyId = entry.companyId, .type = entry.type});
    }
    if (entry.username)
        scopes.push_back({.username = entry.username});
    for (const QString& tag : entry.tags)
        scopes.push_back({.tag = tag});
    scopes.push_back({.cacheKey = QString::fromUtf8(entry.key)});
    return scopes;
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

void Barriers::Levels::raise(const Scope& scope, const Barrier& barrier)
{
    if (scope.cacheKey)
        lift(keys[scope.cacheKey->toUtf8()], barrier);
    else if (scope.tag)
        lift(tags[*scope.tag], barrier);
    else if (scope.username)
        lift(users[*scope.username], barrier);
    else if (scope.companyId && scope.type)
        lift(companyTypes[{*scope.companyId, *scope.type}], barrier);
    else if (scope.companyId)
        lift(companies[*scope.companyId], barrier);
    else if (scope.type)
        lift(types[*scope.type], barrier);
    else
        lift(all, barrier);
}

Barrier Barriers::Levels::at(const Scope& scope) const
{
    if (scope.cacheKey)
        return keys.value(scope.cacheKey->toUtf8());
    if (scope.tag)
        return tags.value(*scope.tag);
    if (scope.username)
        return users.value(*scope.username);
    if (scope.companyId && scope.type)
        return companyTypes.value({*scope.companyId, *scope.type});
    if (scope.companyId)
        return companies.value(*scope.companyId);
    return scope.type ? types.value(*scope.type) : all;
}

Barrier Barriers::Levels::highest(const EntryScopes& entry) const
{
    Barrier result = all;
    lift(result, types.value(entry.type));
    lift(result, keys.value(entry.key));
    if (entry.companyId) {
        lift(result, companies.value(*entry.companyId));
        lift(result, companyTypes.value({*entry.companyId, entry.type}));
    }
    if (entry.username)
        lift(result, users.value(*entry.username));
    for (const QString& tag : entry.tags)
        lift(result, tags.value(tag));
    return result;
}

void Barriers::raise(const Scope& scope, const Barrier& barrier)
{
    const std::unique_lock lock(m_mutex);
    m_standing.raise(scope, barrier);
    m_generation.fetch_add(1, std::memory_order_release);
}

void Barriers::raisePurge(const Scope& scope, const Barrier& barrier)
{
    const std::unique_lock lock(m_mutex);
    m_standing.raise(scope, barrier);
    m_purged.raise(scope, barrier);
    m_generation.fetch_add(1, std::memory_order_release);
}

Barrier Barriers::highest(const Levels& levels, const EntryScopes& entry) const
{
    const std::shared_lock lock(m_mutex);
    return levels.highest(entry);
}

Barrier Barriers::at(const Scope& scope) const
{
    const std::shared_lock lock(m_mutex);
    return m_standing.at(scope);
}

bool Barriers::admits(const EntryScopes& entry, quint64 stamp) const
{
    return stamp > highest(m_standing, entry).stamp;
}

bool Barriers::admitsUnstamped(const EntryScopes& entry, qint64 createdMs) const
{
    return createdMs > highest(m_standing, entry).wallMs;
}

bool Barriers::raisedByMonitor(const EntryScopes& entry) const
{
    return highest(m_standing, entry).byMonitor;
}

bool Barriers::purged(const EntryScopes& entry, quint64 stamp) const
{
    return stamp <= highest(m_purged, entry).stamp;
}

bool Barriers::purgedUnstamped(const EntryScopes& entry, qint64 createdMs) const
{
    return createdMs <= highest(m_purged, entry).wallMs;
}

} // namespace tierwatch
