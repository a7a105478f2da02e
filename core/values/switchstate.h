// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

namespace tierwatch {

enum class SwitchKind { Global, User, Type, AutoInvalidate };
[[nodiscard]] inline QStringList wireNames(SwitchKind)
{
    return {QStringLiteral("global"), QStringLiteral("user"), QStringLiteral("type"),
            QStringLiteral("auto_invalidate")};
}

/// How one switch stands.
struct SwitchState
{
    SwitchKind kind = SwitchKind::Global;
    QString subject; ///< the user name or the type
    bool enabled = true;
    std::optional<qint64> untilMs = {}; ///< it turns to the other side then, Unix ms

    static constexpr auto fields()
    {
        return std::tuple{codec::field("switch", &SwitchState::kind),
                          codec::field("subject", &SwitchState::subject),
                          codec::field("enabled", &SwitchState::enabled),
                          codec::field("until_ms", &SwitchState::untilMs)};
    }
    friend bool operator==(const SwitchState&, const SwitchState&) = default;
};

} // namespace tierwatch
