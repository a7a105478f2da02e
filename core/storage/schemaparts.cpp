// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/schemaparts.h"

using namespace Qt::StringLiterals;

namespace tierwatch::schema {

Result<void> create(Connection& connection, const char* kind, const Table& table)
{
    return connection.exec(u"CREATE %1 IF NOT EXISTS %2 %3"_s.arg(
        QLatin1StringView(kind), QLatin1StringView(table.name),
        QLatin1StringView(table.definition)));
}

Result<void> createIndex(Connection& connection, const Table& index)
{
    return connection.exec(u"CREATE INDEX IF NOT EXISTS %1 ON %2"_s.arg(
        QLatin1StringView(index.name), QLatin1StringView(index.definition)));
}

Result<bool> hasTable(Connection& connection, const Table& table)
{
    const auto found = connection.value(
        u"SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = '%1'"_s.arg(
            QLatin1StringView(table.name)));
    if (!found)
        return found.error();
    return found->isValid();
}

Result<void> completeForReading(Connection& connection, const Table& table)
{
    const Result<bool> there = hasTable(connection, table);
    if (!there)
        return there.error();
    return *there ? Result<void>() : create(connection, "TEMP TABLE", table);
}

} // namespace tierwatch::schema
