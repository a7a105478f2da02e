// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace tierwatch {

/// Who may what, weakest first; each role may also do what the ones before it may.
enum class Role { None, Viewer, Operator, Administrator };

/// On whose behalf a query is read or an action is done.
struct Caller
{
    QString username;
    Role role = Role::Administrator;
};

} // namespace tierwatch
