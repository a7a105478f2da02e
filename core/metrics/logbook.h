// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/ledgerbook.h"
#include "metrics/rollups.h"

namespace tierwatch {

/// The figures of a log that another program writes: each row is read once. What is new is read
/// from the last row seen, what was there before from the newest to the oldest, a slice at a time,
/// so that the latest hours are known at once and the total after a while. One thread.
class LogBook final
{
public:
    LogBook() = default;
    Q_DISABLE_COPY_MOVE(LogBook)

    /// Reads up to `maxRows` of what came since; true if there may be more. The first time it only
    /// finds where the log ends.
    Result<bool> readNew(Connection& connection, qint64 nowMs, int maxRows);
    /// Reads up to `maxRows` of what was there before; true if there may be more.
    Result<bool> readOld(Connection& connection, qint64 nowMs, int maxRows);

    /// Whether there is more for readOld().
    [[nodiscard]] bool isBehind() const { return m_firstId > 1; }
    /// How far back the figures go; absent = all the way.
    [[nodiscard]] std::optional<qint64> backToMs() const;

    [[nodiscard]] Rollups& rollups() { return m_rollups; }
    [[nodiscard]] LedgerSource ledger() const { return m_ledger.source(); }

private:
    void absorb(const std::vector<PerformanceRow>& rows, qint64 nowMs);

    NameTable m_types;
    Rollups m_rollups{m_types, {}};
    LedgerBook m_ledger;
    std::optional<qint64> m_lastId; ///< the newest that was read
    qint64 m_firstId = 0;           ///< the oldest that was read, or the one after the newest
    qint64 m_oldestMs = 0;
};

} // namespace tierwatch
