// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

struct QueryBenchmark
{
    QString type;
    double averageMs = 0;
    qint64 samples = 0;
    std::optional<qint64> updatedMs = {};
};

/// `query_benchmarks`: what the uncached query of each type takes. A light view of a Connection, in
/// whose thread it is used.
class BenchmarksTable final
{
public:
    explicit BenchmarksTable(Connection& connection) : m_connection(connection) {}

    /// Adds `samples` measurements that took `sumMs` together. The average leans towards the newest
    /// few hundred, so that a database that became slower shows.
    Result<void> add(const QString& type, double sumMs, qint64 samples, qint64 nowMs);
    [[nodiscard]] Result<std::vector<QueryBenchmark>> all();

private:
    Connection& m_connection;
};

} // namespace tierwatch
