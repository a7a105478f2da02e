// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/nametable.h"
#include "metrics/rolluppages.h"
#include "metrics/savingsreckoning.h"

namespace tierwatch {

class Connection;

/// Gives the connection of the thread that asks.
using ReadConnection = std::function<Connection&()>;

/// How Rollups and the ledger are read from the tables that an Accounting fills. Any thread; the
/// names outlive it.
[[nodiscard]] RollupPages::Load loadStored(ReadConnection connection, NameTable& types);
[[nodiscard]] LedgerSource storedLedger(const ReadConnection& connection);
/// Whether the figures hold the newest request of the log too. Not where another program went on
/// writing the log alone.
[[nodiscard]] Result<bool> areFiguresCurrent(Connection& connection, qint64 nowMs);

} // namespace tierwatch
