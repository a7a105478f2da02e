// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

struct SchemaMapping
{
    qint64 companyId = 0;
    QString schema;
    qint64 createdMs = 0;
    std::optional<qint64> verifiedMs = {};
};

/// `schema_mappings`: where a company's data is in the source; never expires. A light view of a
/// Connection, in whose thread it is used.
class SchemaMappingsTable final
{
public:
    explicit SchemaMappingsTable(Connection& connection) : m_connection(connection) {}

    /// Adds or replaces; the time of creation of a known company stays.
    Result<void> put(const SchemaMapping& mapping);
    [[nodiscard]] Result<std::optional<SchemaMapping>> find(qint64 companyId);
    /// By company.
    [[nodiscard]] Result<std::vector<SchemaMapping>> all();

private:
    Connection& m_connection;
};

} // namespace tierwatch
