// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/scope.h"

#include <QVariantList>

#include <string_view>

namespace tierwatch {

/// The SQL condition of a scope on cache_entries as `e` joined with tw_entries as `t`, and the
/// values of its placeholders. The text is one of few, so a statement made of it may be kept.
struct ScopeFilter
{
    std::string_view condition;
    QVariantList values;

    [[nodiscard]] static ScopeFilter of(const Scope& scope);
    /// The same on tw_trash as `x`.
    [[nodiscard]] static ScopeFilter ofTrash(const Scope& scope);
};

} // namespace tierwatch
