// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/scopefilter.h"

namespace tierwatch {

namespace {

// Tags are kept as a JSON list; there are few different lists, which the index finds one by one.
// The comparison tells SQLite that rows without ours don't count, so that it begins with the index.
constexpr std::string_view tagCondition =
    "t.tags > '' AND t.tags IN (WITH RECURSIVE lists(tags) AS (SELECT min(tags) FROM tw_entries "
    "WHERE tags IS NOT NULL UNION ALL SELECT (SELECT min(tags) FROM tw_entries "
    "WHERE tags > lists.tags) FROM lists WHERE lists.tags IS NOT NULL) "
    "SELECT lists.tags FROM lists WHERE lists.tags IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM json_each(lists.tags) WHERE json_each.value = ?))";

} // namespace

ScopeFilter ScopeFilter::of(const Scope& scope)
{
    if (scope.companyId && scope.type)
        return {"e.company_id = ? AND e.cache_type = ?", {*scope.companyId, *scope.type}};
    if (scope.companyId)
        return {"e.company_id = ?", {*scope.companyId}};
    if (scope.type)
        return {"e.cache_type = ?", {*scope.type}};
    if (scope.username)
        return {"t.username = ?", {*scope.username}};
    if (scope.tag)
        return {tagCondition, {*scope.tag}};
    if (scope.cacheKey)
        return {"e.cache_key = ?", {*scope.cacheKey}};
    return {"TRUE", {}};
}

ScopeFilter ScopeFilter::ofTrash(const Scope& scope)
{
    if (scope.companyId && scope.type)
        return {"x.company_id = ? AND x.cache_type = ?", {*scope.companyId, *scope.type}};
    if (scope.companyId)
        return {"x.company_id = ?", {*scope.companyId}};
    if (scope.type)
        return {"x.cache_type = ?", {*scope.type}};
    if (scope.username)
        return {"x.username = ?", {*scope.username}};
    if (scope.tag)
        return {"EXISTS (SELECT 1 FROM json_each(x.tags) g WHERE g.value = ?)", {*scope.tag}};
    if (scope.cacheKey)
        return {"x.cache_key = ?", {*scope.cacheKey}};
    return {"TRUE", {}};
}

} // namespace tierwatch
