// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/filewatch.h"

#include <utility>

namespace tierwatch {

Result<FileWatch::Change> FileWatch::look(Connection& connection)
{
    const auto number = [](Statement& row) { return row.integer(0); };
    const auto data = connection.prepared("PRAGMA data_version").firstRow(number);
    if (!data)
        return data.error();
    if (std::exchange(m_data, *data) == *data)
        return Change::None;
    const auto schema = connection.prepared("PRAGMA schema_version").firstRow(number);
    if (!schema)
        return schema.error();
    const auto before = std::exchange(m_schema, *schema);
    return before && before != *schema ? Change::Tables : Change::Rows;
}

} // namespace tierwatch
