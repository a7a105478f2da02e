// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/totalstable.h"

namespace tierwatch {

Result<void> TotalsTable::put(const StoredTotal& total)
{
    return m_connection
        .prepared("INSERT INTO tw_totals(cache_type, payload) VALUES (?, ?) "
                  "ON CONFLICT(cache_type) DO UPDATE SET payload = excluded.payload")
        .exec(total.type, total.payload);
}

Result<std::vector<StoredTotal>> TotalsTable::all()
{
    return m_connection.prepared("SELECT cache_type, payload FROM tw_totals ORDER BY cache_type")
        .rows([](Statement& row) {
            return StoredTotal{row.text(0), row.bytes(1)};
        });
}

} // namespace tierwatch
