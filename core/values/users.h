// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

/// One user: the switch, and what the request log has of the requests. Times are Unix ms.
struct UserRow
{
    QString username;
    bool enabled = true;
    std::optional<qint64> sinceMs = {}; ///< when the switch was last used; absent = it never was
    std::optional<qint64> untilMs = {}; ///< when it switches itself back
    qint64 requests = 0;
    qint64 hits = 0;
    qint64 misses = 0;                  ///< the rest of the requests went past the cache, or failed
    std::optional<double> hitRate = {}; ///< percent of hits among hits and misses
    std::optional<qint64> lastSeenMs = {};

    static constexpr auto fields()
    {
        return std::tuple{codec::field("username", &UserRow::username),
                          codec::field("cache_enabled", &UserRow::enabled),
                          codec::field("since_ms", &UserRow::sinceMs),
                          codec::field("until_ms", &UserRow::untilMs),
                          codec::field("requests", &UserRow::requests),
                          codec::field("hits", &UserRow::hits),
                          codec::field("misses", &UserRow::misses),
                          codec::field("hit_rate", &UserRow::hitRate),
                          codec::field("last_seen_ms", &UserRow::lastSeenMs)};
    }
    friend bool operator==(const UserRow&, const UserRow&) = default;
};

/// Those who are switched off first, then by requests.
struct Users
{
    std::vector<UserRow> users;
    std::optional<qint64> loggedSinceMs; ///< from when on requests are counted; absent = none was
    static constexpr auto fields()
    {
        return std::tuple{codec::field("users", &Users::users),
                          codec::field("logged_since_ms", &Users::loggedSinceMs)};
    }
};

/// Every user who ever used a switch or is in the request log.
struct UsersQuery
{
    using Reply = Users;
    static constexpr auto name = "users";
    static constexpr Role role = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

} // namespace tierwatch
