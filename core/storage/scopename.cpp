// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/scopename.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

ScopeName ScopeName::of(const Scope& scope)
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

std::optional<Scope> ScopeName::scope() const
{
    if (kind == u"all")
        return Scope{};
    if (kind == u"company")
        return Scope{.companyId = key.toLongLong()};
    if (kind == u"type")
        return Scope{.type = key};
    if (kind == u"user")
        return Scope{.username = key};
    if (kind == u"tag")
        return Scope{.tag = key};
    if (kind == u"key")
        return Scope{.cacheKey = key};
    const qsizetype colon = key.indexOf(u':');
    if (kind != u"company_type" || colon < 0)
        return std::nullopt;
    return Scope{.companyId = key.left(colon).toLongLong(), .type = key.mid(colon + 1)};
}

} // namespace tierwatch
