// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/schemaparts.h"

/// Our own tables beside the contract's, and how they became what they are.
namespace tierwatch::schema {

inline constexpr Table metaTable = {"tw_meta", "(key TEXT PRIMARY KEY, value TEXT)"};

/// Brings a file of this version up to the current one. Inside a transaction of the writer.
Result<void> migrate(Connection& connection, int from);
/// What is missing of ours, or older, reads as if it were current and empty.
Result<void> completeOwnForReading(Connection& connection);

} // namespace tierwatch::schema
