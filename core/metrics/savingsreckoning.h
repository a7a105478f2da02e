// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "metrics/ledger.h"
#include "metrics/rollups.h"
#include "values/savings.h"

#include <functional>

namespace tierwatch {

/// How the ledger is read; each may block on the cache file.
struct LedgerSource
{
    std::function<Result<std::vector<StoredSaving>>(const Ledger::Period&)> sums;
    /// Start of the first stretch that anything stands in; absent if nothing does.
    std::function<Result<std::optional<qint64>>()> since;
};

/// What was saved in the period that the query names: the whole, the days and the types from the
/// roll-ups, companies from the ledger. A company's part of before is told only where the ledger
/// reaches back so far. Any thread but the GUI's; no state.
[[nodiscard]] Result<SavingsReport> reckonSavings(const SavingsQuery& query, Rollups& rollups,
                                                  const LedgerSource& ledger, qint64 nowMs);

} // namespace tierwatch
