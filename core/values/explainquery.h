// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/explain.h"

namespace tierwatch {

/// What there is to know of one entry, named by its key or by its digest.
struct ExplainQuery
{
    using Reply = Explained;
    static constexpr auto name = "explain";
    static constexpr Role role = Role::Viewer;
    std::optional<QString> cacheKey = {};
    std::optional<QString> digest = {}; ///< of an entry, instead of its key
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_key", &ExplainQuery::cacheKey),
                          codec::field("digest", &ExplainQuery::digest)};
    }
};

} // namespace tierwatch
