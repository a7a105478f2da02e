// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/watermarkstable.h"

#include "storage/sqltime.h"

namespace tierwatch {

Result<void> WatermarksTable::put(const Watermark& watermark)
{
    return m_connection
        .prepared("INSERT INTO cache_watermarks(company_id, schema, max_id_act, checked_at) "
                  "VALUES (?, ?, ?, ?) ON CONFLICT(company_id) DO UPDATE SET "
                  "schema = excluded.schema, max_id_act = excluded.max_id_act, "
                  "checked_at = excluded.checked_at")
        .exec(watermark.companyId, watermark.schema, watermark.maxId,
              sqltime::toSeconds(watermark.checkedMs));
}

Result<std::vector<Watermark>> WatermarksTable::all()
{
    return m_connection
        .prepared("SELECT company_id, schema, max_id_act, checked_at FROM cache_watermarks "
                  "ORDER BY company_id")
        .rows([](Statement& row) {
            return Watermark{row.integer(0), row.text(1), row.integer(2), row.timeMs(3)};
        });
}

} // namespace tierwatch
