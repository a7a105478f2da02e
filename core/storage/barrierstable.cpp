// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/barrierstable.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// A scope in two texts; a company's number can't hold the colon that ends it.
struct ScopeName
{
    QString kind;
    QString key;
};

ScopeName nameOf(const Scope& scope)
{
    if (scope.companyId && scope.type)
        return {u"company_type"_s, u"%1:"_s.arg(*scope.companyId) + *scope.type};
    if (scope.companyId)
        return {u"company"_s, QString::number(*scope.companyId)};
    if (scope.type)
        return {u"type"_s, *scope.type};
    if (scope.username)
        return {u"user"_s, *scope.username};
    if (scope.tag)
        return {u"tag"_s, *scope.tag};
    if (scope.cacheKey)
        return {u"key"_s, *scope.cacheKey};
    return {u"all"_s, u""_s};
}

std::optional<Scope> scopeOf(const ScopeName& name)
{
    if (name.kind == u"all")
        return Scope{};
    if (name.kind == u"company")
        return Scope{.companyId = name.key.toLongLong()};
    if (name.kind == u"type")
        return Scope{.type = name.key};
    if (name.kind == u"user")
        return Scope{.username = name.key};
    if (name.kind == u"tag")
        return Scope{.tag = name.key};
    if (name.kind == u"key")
        return Scope{.cacheKey = name.key};
    const qsizetype colon = name.key.indexOf(u':');
    if (name.kind != u"company_type" || colon < 0)
        return std::nullopt;
    return Scope{.companyId = name.key.left(colon).toLongLong(), .type = name.key.mid(colon + 1)};
}

} // namespace

Result<void> BarriersTable::raise(const StoredBarrier& barrier)
{
    const ScopeName name = nameOf(barrier.scope);
    return m_connection
        .prepared("INSERT INTO tw_barriers AS b (scope_kind, scope_key, stamp, wall_ms, who) "
                  "VALUES (?, ?, ?, ?, ?) ON CONFLICT(scope_kind, scope_key) DO UPDATE SET "
                  "stamp = max(b.stamp, excluded.stamp), "
                  "wall_ms = max(b.wall_ms, excluded.wall_ms), who = excluded.who")
        .exec(name.kind, name.key, barrier.reach.stamp, barrier.reach.wallMs, barrier.who);
}

Result<std::vector<StoredBarrier>> BarriersTable::all()
{
    auto select =
        m_connection.prepared("SELECT scope_kind, scope_key, stamp, wall_ms, who FROM tw_barriers");
    if (auto done = select.exec(); !done)
        return done.error();
    std::vector<StoredBarrier> barriers;
    while (select.next()) {
        if (const auto scope = scopeOf({select.text(0), select.text(1)}))
            barriers.push_back({*scope, {select.integer(2), select.integer(3)}, select.text(4)});
    }
    if (auto done = select.failure(); !done)
        return done.error();
    return barriers;
}

} // namespace tierwatch
