// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

/// What happened to one type in one stretch of time; the payload is the caller's.
struct StoredRollup
{
    qint64 resolutionMs = 0; ///< how long the stretch is
    qint64 startMs = 0;      ///< Unix ms
    QString type;
    QByteArray payload;
};

/// `tw_rollups`: the history, by resolution. A light view of a Connection, in whose thread it is
/// used.
class RollupsTable final
{
public:
    explicit RollupsTable(Connection& connection) : m_connection(connection) {}

    /// Adds or replaces.
    Result<void> put(const StoredRollup& rollup);
    [[nodiscard]] Result<std::optional<StoredRollup>> find(qint64 resolutionMs, qint64 startMs,
                                                           const QString& type);
    /// Those that start in [fromMs, toMs), by start, then type.
    [[nodiscard]] Result<std::vector<StoredRollup>> between(qint64 resolutionMs, qint64 fromMs,
                                                            qint64 toMs);
    /// Removes at most `maxRows` that start before; gives how many: call again until 0.
    Result<qint64> removeBefore(qint64 resolutionMs, qint64 beforeMs, int maxRows);

private:
    Connection& m_connection;
};

} // namespace tierwatch
