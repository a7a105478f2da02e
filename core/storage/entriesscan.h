// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"
#include "values/freshness.h"
#include "values/invalidate.h"
#include "values/scope.h"

#include <vector>

namespace tierwatch {

/// What a slice of the entries has of one company and type.
struct ScannedGroup
{
    AnswerAge age;    ///< within their life, and in their grace
    PreviewRow price; ///< of those within their life
    qint64 rows = 0;  ///< all
    qint64 bytes = 0; ///< of the values of all
};

struct ScannedSlice
{
    std::vector<ScannedGroup> groups;
    std::optional<qint64> next; ///< where the next slice begins; absent at the end
};

/// Looks at every entry of a scope, values too, slice by slice in the order of their numbers, so
/// that no read lasts long however many there are. A light view of a Connection, in whose thread it
/// is used. All times are Unix ms.
class EntriesScan final
{
public:
    explicit EntriesScan(Connection& connection) : m_connection(connection) {}

    /// Up to `maxRows` rows after the cursor (0 at first).
    [[nodiscard]] Result<ScannedSlice> slice(const Scope& scope, qint64 nowMs, qint64 cursor,
                                             int maxRows);

private:
    Connection& m_connection;
};

} // namespace tierwatch
