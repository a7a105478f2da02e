// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

/// Pieces of SQL that the statements on entries share: macros, so that they join string literals.

// Ours bears the number of the contract's row, and is believed only where it was written together
// with it.
#define TIERWATCH_ENTRIES                                                                          \
    "cache_entries e LEFT JOIN tw_entries t "                                                      \
    "ON t.entry = e.rowid AND t.cache_key = e.cache_key AND t.created_at = e.created_at "
#define TIERWATCH_SIZE "coalesce(t.size, length(CAST(e.data_json AS BLOB)))"
// What is there under the number is older, or of a row that is no more.
#define TIERWATCH_OVERWRITES                                                                       \
    "ON CONFLICT(entry) DO UPDATE SET cache_key = excluded.cache_key, "                            \
    "created_at = excluded.created_at, stamp = excluded.stamp, username = excluded.username, "     \
    "tags = excluded.tags, load_ms = excluded.load_ms, size = excluded.size, "                     \
    "accessed_at = excluded.accessed_at, kept_until = excluded.kept_until, "                       \
    "digest = excluded.digest, hits = excluded.hits"
// What a list tells of an entry, in the order of EntryList::rowOf().
#define TIERWATCH_LISTED                                                                           \
    "CAST(e.cache_key AS BLOB), e.cache_type, e.company_id, t.username, t.tags, e.created_at, "    \
    "e.expires_at, " TIERWATCH_SIZE ", coalesce(e.hit_count, 0), e.last_accessed, t.load_ms "
// By the minute, neighbours in time share the pages of the index, whatever their lives' jitter.
#define TIERWATCH_MINUTE(seconds) "CAST(" seconds " / 60 AS INTEGER)"
