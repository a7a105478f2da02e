// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/entriestable.h"

namespace tierwatch {

struct StoredBarrier
{
    Scope scope;
    Reach reach;
    QString who; ///< user name
    friend bool operator==(const StoredBarrier&, const StoredBarrier&) = default;
};

/// `tw_barriers`: up to where each scope was invalidated. A light view of a Connection, in whose
/// thread it is used.
class BarriersTable final
{
public:
    explicit BarriersTable(Connection& connection) : m_connection(connection) {}

    /// Raises the barrier of the scope; it never goes down. Durable only in a job run with
    /// Durability::Full.
    Result<void> raise(const StoredBarrier& barrier);
    [[nodiscard]] Result<std::vector<StoredBarrier>> all();

private:
    Connection& m_connection;
};

} // namespace tierwatch
