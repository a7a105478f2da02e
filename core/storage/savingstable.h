// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <span>
#include <vector>

namespace tierwatch {

/// What the cache did for one type and company in one stretch of time.
struct StoredSaving
{
    qint64 resolutionMs = 0; ///< how long the stretch is; 0 = since the counters began
    qint64 startMs = 0;      ///< Unix ms; 0 where it has no beginning
    QString type;
    QString company; ///< its number; empty = of no company; "*" = one of those beyond the limit
    qint64 hits = 0;
    qint64 misses = 0;
    qint64 unpriced = 0; ///< of the hits: nobody knows what the database takes for them
    double savedMs = 0;

    friend bool operator==(const StoredSaving&, const StoredSaving&) = default;
};

/// `tw_savings`: the savings by type and company. A light view of a Connection, in whose thread it
/// is used.
class SavingsTable final
{
public:
    explicit SavingsTable(Connection& connection) : m_connection(connection) {}

    /// Adds to what stands there.
    Result<void> add(std::span<const StoredSaving> savings);
    /// Sums by type and company of the stretches of that length that start in [fromMs, toMs).
    [[nodiscard]] Result<std::vector<StoredSaving>> sums(qint64 resolutionMs, qint64 fromMs,
                                                         qint64 toMs);
    /// Those that ever had anything.
    [[nodiscard]] Result<std::vector<QString>> companies();
    /// Start of the first stretch of that length; absent if there is none.
    [[nodiscard]] Result<std::optional<qint64>> firstStart(qint64 resolutionMs);
    /// Removes at most `maxRows` that start before; gives how many: call again until 0.
    Result<qint64> removeBefore(qint64 resolutionMs, qint64 beforeMs, int maxRows);

private:
    Connection& m_connection;
};

} // namespace tierwatch
