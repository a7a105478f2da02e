// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

struct StoredBenchmarkRun
{
    qint64 id = 0; ///< given by the file
    qint64 startedMs = 0;
    QByteArray payload; ///< JSON, UTF-8
};

/// `tw_benchmarks`: the runs of the benchmark, whole. A light view of a Connection, in whose thread
/// it is used.
class BenchmarkRunsTable final
{
public:
    explicit BenchmarkRunsTable(Connection& connection) : m_connection(connection) {}

    /// Gives the new run's id, and forgets those beyond the latest `most`.
    Result<qint64> append(const StoredBenchmarkRun& run, int most);
    /// The latest first.
    [[nodiscard]] Result<std::vector<StoredBenchmarkRun>> latest(qint64 most);

private:
    Connection& m_connection;
};

} // namespace tierwatch
