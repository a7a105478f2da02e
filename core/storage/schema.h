// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

namespace tierwatch::schema {

/// The version of the `tw_` tables that this program writes; stands in `tw_meta`.
[[nodiscard]] int currentVersion();

/// Whether a file with these tables is a cache: one of the contract's or ours is among them.
[[nodiscard]] bool isCache(const QStringList& tables);

/// Creates what is missing of the contract's tables and brings ours up to the current version. To
/// be called inside a transaction of the writer.
Result<void> bringUpToDate(Connection& connection, qint64 nowMs);

/// Creates what is missing of the contract's tables, each with its indexes, and nothing else. To be
/// called inside a transaction.
Result<void> completeContract(Connection& connection);
/// Whether anything of it is.
[[nodiscard]] Result<bool> lacksContract(Connection& connection);

/// Puts an empty temporary table, which no file sees, in the place of each one that is missing, so
/// that it reads as empty.
Result<void> completeForViewing(Connection& connection);

} // namespace tierwatch::schema
