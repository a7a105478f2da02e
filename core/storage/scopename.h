// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/scope.h"

namespace tierwatch {

/// A scope in two texts, as it stands in the file; a company's number can't hold the colon that
/// ends it. A plain value.
struct ScopeName
{
    QString kind;
    QString key;

    [[nodiscard]] static ScopeName of(const Scope& scope);
    /// Nothing for a kind that a newer program wrote.
    [[nodiscard]] std::optional<Scope> scope() const;
};

} // namespace tierwatch
