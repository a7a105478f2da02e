// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/run.h"
#include "values/switches.h"

namespace tierwatch {

/// The role that an operation needs when this caller wants it.
template <class O>
[[nodiscard]] Role neededRole(const O&, const Caller&)
{
    return O::role;
}

/// Flipping one's own switch is for everybody, another user's for a limited time for operators; the
/// role for the others is an administrator's.
[[nodiscard]] inline Role neededRole(const SetSwitch& flip, const Caller& caller)
{
    if (flip.kind != SwitchKind::User)
        return Role::Administrator;
    if (flip.subject.isEmpty() || flip.subject == caller.username)
        return Role::Viewer;
    return flip.forSeconds ? Role::Operator : Role::Administrator;
}

/// A query may be run as oneself, and by administrators as anybody.
[[nodiscard]] inline Role neededRole(const RunQuery& query, const Caller& caller)
{
    const bool own = !query.username || *query.username == caller.username;
    return own ? Role::Viewer : Role::Administrator;
}

} // namespace tierwatch
