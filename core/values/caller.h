// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace tierwatch {

/// Who may what, weakest first; each role may also do what the ones before it may.
enum class Role { None, Viewer, Operator, Administrator };
[[nodiscard]] inline QStringList wireNames(Role)
{
    return {QStringLiteral("none"), QStringLiteral("viewer"), QStringLiteral("operator"),
            QStringLiteral("administrator")};
}

/// On whose behalf a query is read or an action is done.
struct Caller
{
    QString username;
    Role role = Role::Administrator;
};

} // namespace tierwatch
