// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/metatable.h"

namespace tierwatch {

Result<std::optional<QString>> MetaTable::find(const QString& key)
{
    return m_connection.prepared("SELECT value FROM tw_meta WHERE key = ?")
        .firstRow([](Statement& row) { return row.text(0); }, key);
}

Result<void> MetaTable::set(const QString& key, const QString& value)
{
    return m_connection
        .prepared("INSERT INTO tw_meta(key, value) VALUES (?, ?) "
                  "ON CONFLICT(key) DO UPDATE SET value = excluded.value")
        .exec(key, value);
}

Result<qint64> MetaTable::reserve(const QString& counter, qint64 count)
{
    const auto first = m_connection
                           .prepared("INSERT INTO tw_meta(key, value) VALUES (?1, 1 + ?2) "
                                     "ON CONFLICT(key) DO UPDATE SET value = value + ?2 "
                                     "RETURNING CAST(value AS INTEGER) - ?2")
                           .firstRow([](Statement& row) { return row.integer(0); }, counter, count);
    if (!first)
        return first.error();
    return first->value();
}

} // namespace tierwatch
