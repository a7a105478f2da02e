// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/scope.h"

/// What the contract's calls are sent, with our additions.
namespace tierwatch {

enum class InvalidateMode { Invalidate, Purge };
[[nodiscard]] inline QStringList wireNames(InvalidateMode)
{
    return {QStringLiteral("invalidate"), QStringLiteral("purge")};
}

/// Without a scope everything; `preview` asks for the price alone.
struct InvalidateWish
{
    Scope scope;
    std::optional<InvalidateMode> mode;
    std::optional<bool> preview;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("scope", &InvalidateWish::scope),
                          codec::field("mode", &InvalidateWish::mode),
                          codec::field("preview", &InvalidateWish::preview)};
    }
};

/// The caller's own switch where no user is named.
struct UserWish
{
    bool enabled = true;
    std::optional<QString> username;
    std::optional<qint64> forSeconds;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("enabled", &UserWish::enabled),
                          codec::field("username", &UserWish::username),
                          codec::field("for_seconds", &UserWish::forSeconds)};
    }
};

struct SwitchWish
{
    bool enabled = true;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("enabled", &SwitchWish::enabled)};
    }
};

} // namespace tierwatch
