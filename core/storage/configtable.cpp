// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/configtable.h"

#include "storage/sqltime.h"

namespace tierwatch {

Result<std::optional<QString>> ConfigTable::find(const QString& key)
{
    return m_connection.prepared("SELECT value FROM cache_config WHERE key = ?")
        .firstRow([](Statement& row) { return row.text(0); }, key);
}

Result<void> ConfigTable::set(const QString& key, const QString& value, qint64 nowMs)
{
    return m_connection
        .prepared("INSERT INTO cache_config(key, value, updated_at) VALUES (?, ?, ?) "
                  "ON CONFLICT(key) DO UPDATE SET value = excluded.value, "
                  "updated_at = excluded.updated_at")
        .exec(key, value, sqltime::toSeconds(nowMs));
}

Result<QHash<QString, QString>> ConfigTable::all()
{
    auto select = m_connection.prepared("SELECT key, value FROM cache_config");
    if (auto done = select.exec(); !done)
        return done.error();
    QHash<QString, QString> values;
    while (select.next())
        values.insert(select.text(0), select.text(1));
    if (auto done = select.failure(); !done)
        return done.error();
    return values;
}

} // namespace tierwatch
