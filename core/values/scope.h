// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

namespace tierwatch {

/// What an invalidation reaches. Empty reaches everything. Allowed together: company and type;
/// every other field stands alone (design: the scopes that have barriers).
struct Scope
{
    std::optional<qint64> companyId = {};
    std::optional<QString> type = {};
    std::optional<QString> username = {};
    std::optional<QString> tag = {};
    std::optional<QString> cacheKey = {};

    [[nodiscard]] bool everything() const
    {
        return !companyId && !type && !username && !tag && !cacheKey;
    }

    static constexpr auto fields()
    {
        return std::tuple{
            codec::field("company_id", &Scope::companyId), codec::field("cache_type", &Scope::type),
            codec::field("username", &Scope::username), codec::field("tag", &Scope::tag),
            codec::field("cache_key", &Scope::cacheKey)};
    }
    friend bool operator==(const Scope&, const Scope&) = default;
};

} // namespace tierwatch
