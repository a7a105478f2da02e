// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"

#include <QString>

namespace tierwatch {

/// Whom the token of a request speaks for.
struct Principal
{
    qint64 tokenId = 0;
    QString name; ///< of the token
    Role role = Role::None;
    QString username; ///< the user it acts as

    [[nodiscard]] Caller caller() const { return {username, role}; }
};

} // namespace tierwatch
