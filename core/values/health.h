// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace tierwatch {

/// How a cache does, in the words of health checks: "ok", or "degraded" while it goes on without
/// its disk.
enum class Health { Ok, Degraded };
[[nodiscard]] inline QStringList wireNames(Health)
{
    return {QStringLiteral("ok"), QStringLiteral("degraded")};
}

} // namespace tierwatch
