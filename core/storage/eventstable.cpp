// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/eventstable.h"

namespace tierwatch {

Result<qint64> EventsTable::append(const StoredEvent& event)
{
    auto insert = m_connection.prepared(
        "INSERT INTO tw_events(time_ms, kind, payload) VALUES (?, ?, CAST(? AS TEXT))");
    if (auto done = insert.exec(event.timeMs, event.kind, event.payload); !done)
        return done.error();
    return insert.lastInsertId();
}

Result<void> EventsTable::update(qint64 id, const QByteArray& payload)
{
    return m_connection.prepared("UPDATE tw_events SET payload = CAST(? AS TEXT) WHERE id = ?")
        .exec(payload, id);
}

Result<std::vector<StoredEvent>> EventsTable::between(qint64 fromMs, qint64 toMs, int maxRows)
{
    return m_connection
        .prepared("SELECT id, time_ms, kind, CAST(payload AS BLOB) FROM tw_events "
                  "WHERE time_ms BETWEEN ? AND ? ORDER BY time_ms DESC, id DESC LIMIT ?")
        .rows(
            [](Statement& row) {
                return StoredEvent{row.integer(0), row.integer(1), row.text(2), row.bytes(3)};
            },
            fromMs, toMs, maxRows);
}

Result<qint64> EventsTable::removeBefore(qint64 beforeMs, int maxRows)
{
    auto remove = m_connection.prepared(
        "DELETE FROM tw_events WHERE id IN "
        "(SELECT id FROM tw_events WHERE time_ms < ? ORDER BY time_ms LIMIT ?)");
    if (auto done = remove.exec(beforeMs, maxRows); !done)
        return done.error();
    return remove.changedRows();
}

} // namespace tierwatch
