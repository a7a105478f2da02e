// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/schemamappingstable.h"

#include "storage/sqltime.h"

namespace tierwatch {

namespace {

SchemaMapping mappingOf(Statement& row)
{
    return {row.integer(0), row.text(1), row.timeMs(2), row.optionalTimeMs(3)};
}

} // namespace

Result<void> SchemaMappingsTable::put(const SchemaMapping& mapping)
{
    std::optional<double> verified;
    if (mapping.verifiedMs)
        verified = sqltime::toSeconds(*mapping.verifiedMs);
    return m_connection
        .prepared("INSERT INTO schema_mappings(id_firma, schema, created_at, last_verified) "
                  "VALUES (?, ?, ?, ?) ON CONFLICT(id_firma) DO UPDATE SET "
                  "schema = excluded.schema, last_verified = excluded.last_verified")
        .exec(mapping.companyId, mapping.schema, sqltime::toSeconds(mapping.createdMs), verified);
}

Result<std::optional<SchemaMapping>> SchemaMappingsTable::find(qint64 companyId)
{
    return m_connection
        .prepared("SELECT id_firma, schema, created_at, last_verified FROM schema_mappings "
                  "WHERE id_firma = ?")
        .firstRow(mappingOf, companyId);
}

Result<std::vector<SchemaMapping>> SchemaMappingsTable::all()
{
    return m_connection
        .prepared("SELECT id_firma, schema, created_at, last_verified FROM schema_mappings "
                  "ORDER BY id_firma")
        .rows(mappingOf);
}

} // namespace tierwatch
