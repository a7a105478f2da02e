// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/schemamappingstore.h"

#include "storage/cachefile.h"
#include "storage/schemamappingstable.h"

namespace tierwatch {

Result<std::vector<SourceCompany>> SchemaMappingStore::load()
{
    const Result<std::vector<SchemaMapping>> mappings = SchemaMappingsTable(m_file.reader()).all();
    if (!mappings)
        return mappings.error();
    std::vector<SourceCompany> companies;
    for (const SchemaMapping& mapping : *mappings)
        companies.push_back({mapping.companyId, mapping.schema, {}});
    return companies;
}

Result<void> SchemaMappingStore::save(const std::vector<SourceCompany>& companies)
{
    if (m_file.access() != CacheFile::Access::ReadWrite)
        return {};
    const qint64 nowMs = m_clock.wallMs();
    return m_file.writer().run([companies, nowMs](Connection& connection) -> Result<void> {
        SchemaMappingsTable table(connection);
        for (const SourceCompany& company : companies) {
            if (Result<void> put = table.put({company.id, company.schema, nowMs, nowMs}); !put)
                return put;
        }
        return {};
    });
}

} // namespace tierwatch
