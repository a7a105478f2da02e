// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

/// What the schema of the contract and ours are made of. For the thread of the connection.
namespace tierwatch::schema {

/// A table and its columns, or an index and what it is on.
struct Table
{
    const char* name;
    const char* definition;
};

/// `kind`: "TABLE" or "TEMP TABLE". Nothing is done where it is there.
Result<void> create(Connection& connection, const char* kind, const Table& table);
Result<void> createIndex(Connection& connection, const Table& index);
[[nodiscard]] Result<bool> hasTable(Connection& connection, const Table& table);
/// Puts an empty temporary table in the place of one that is missing.
Result<void> completeForReading(Connection& connection, const Table& table);

template <class Tables>
Result<void> createAll(Connection& connection, const Tables& tables)
{
    for (const Table& table : tables) {
        if (auto created = create(connection, "TABLE", table); !created)
            return created;
    }
    return {};
}

template <class Tables>
Result<void> completeAllForReading(Connection& connection, const Tables& tables)
{
    for (const Table& table : tables) {
        if (auto done = completeForReading(connection, table); !done)
            return done;
    }
    return {};
}

} // namespace tierwatch::schema
