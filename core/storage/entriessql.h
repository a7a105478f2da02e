// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

/// Pieces of SQL that the statements on entries share: macros, so that they join string literals.

// Ours is believed only where it was written together with the contract's row.
#define TIERWATCH_ENTRIES                                                                          \
    "cache_entries e LEFT JOIN tw_entries t "                                                      \
    "ON t.cache_key = e.cache_key AND t.created_at = e.created_at "
#define TIERWATCH_SIZE "coalesce(t.size, length(CAST(e.data_json AS BLOB)))"
