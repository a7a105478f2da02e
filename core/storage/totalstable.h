// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

/// Sums since the counters began, of one type; the payload is the caller's.
struct StoredTotal
{
    QString type;
    QByteArray payload;
};

/// `tw_totals`: the savings ledger. A light view of a Connection, in whose thread it is used.
class TotalsTable final
{
public:
    explicit TotalsTable(Connection& connection) : m_connection(connection) {}

    /// Adds or replaces.
    Result<void> put(const StoredTotal& total);
    /// By type.
    [[nodiscard]] Result<std::vector<StoredTotal>> all();

private:
    Connection& m_connection;
};

} // namespace tierwatch
