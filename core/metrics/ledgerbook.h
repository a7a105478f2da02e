// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/ledger.h"
#include "metrics/savingsreckoning.h"
#include "storage/performancelogtable.h"

#include <span>

namespace tierwatch {

/// The ledger of a log that another program writes, in memory: the same stretches, and as long, as
/// Ledger has stored. One thread.
class LedgerBook final
{
public:
    LedgerBook();
    Q_DISABLE_COPY_MOVE(LedgerBook)

    /// Each request where stretches are kept so long.
    void absorb(std::span<const PerformanceRow> rows, qint64 nowMs);
    /// Forgets what is past its time.
    void trim(qint64 nowMs);
    /// It is valid while this lives.
    [[nodiscard]] LedgerSource source() const;

private:
    using Key = std::pair<QString, QString>;                  ///< type, company
    using Stretches = std::map<qint64, std::map<Key, Saved>>; ///< by start

    [[nodiscard]] std::vector<StoredSaving> sums(const Ledger::Period& period) const;

    CompanyNames m_companies;
    std::map<qint64, Stretches> m_levels; ///< by length
};

} // namespace tierwatch
