// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/principal.h"

#include <chrono>
#include <optional>

namespace tierwatch {

/// All that is known of a token but the token.
struct TokenInfo
{
    qint64 id = 0;
    QString name;
    Role role = Role::Viewer;
    QString username;
    qint64 createdMs = 0;
    std::optional<qint64> expiresMs = {};
    std::optional<qint64> usedMs = {}; ///< may be a minute behind
    std::optional<qint64> revokedMs = {};

    [[nodiscard]] bool isExpired(qint64 nowMs) const { return expiresMs && *expiresMs <= nowMs; }
    [[nodiscard]] Principal principal() const { return {id, name, role, username}; }
};

/// What a token is to be like.
struct TokenWish
{
    QString name;
    Role role = Role::Viewer;
    QString username = {}; ///< empty = the name
    std::optional<std::chrono::seconds> ttl = {};
};

/// A token, this one time.
struct IssuedToken
{
    TokenInfo info;
    QString secret;
};

} // namespace tierwatch
