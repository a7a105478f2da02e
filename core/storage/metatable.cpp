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

Result<void> MetaTable::remove(const QString& key)
{
    return m_connection.prepared("DELETE FROM tw_meta WHERE key = ?").exec(key);
}

Result<QHash<QString, QString>> MetaTable::all(const QString& prefix)
{
    auto select =
        m_connection.prepared("SELECT key, value FROM tw_meta WHERE substr(key, 1, ?) = ?");
    if (auto done = select.exec(prefix.size(), prefix); !done)
        return done.error();
    QHash<QString, QString> values;
    while (select.next())
        values.insert(select.text(0).sliced(prefix.size()), select.text(1));
    if (auto done = select.failure(); !done)
        return done.error();
    return values;
}

Result<qint64> MetaTable::reserve(const QString& counter, qint64 count)
{
    const auto next =
        m_connection
            .prepared("INSERT INTO tw_meta(key, value) VALUES (?, 1 + ?) "
                      "ON CONFLICT(key) DO UPDATE SET value = value + excluded.value - 1 "
                      "RETURNING value")
            .firstRow([](Statement& row) { return row.integer(0); }, counter, count);
    if (!next)
        return next.error();
    return next->value() - count;
}

} // namespace tierwatch
