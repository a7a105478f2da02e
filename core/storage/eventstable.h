// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

struct StoredEvent
{
    qint64 id = 0; ///< given by the file
    qint64 timeMs = 0;
    QString kind;
    QByteArray payload; ///< JSON, UTF-8
};

/// `tw_events`: what happened to the cache, for people. A light view of a Connection, in whose
/// thread it is used.
class EventsTable final
{
public:
    explicit EventsTable(Connection& connection) : m_connection(connection) {}

    /// Gives the new event's id.
    Result<qint64> append(const StoredEvent& event);
    /// Replaces the payload of one event; no such event is no error.
    Result<void> update(qint64 id, const QByteArray& payload);
    /// Those in [fromMs, toMs], newest first.
    [[nodiscard]] Result<std::vector<StoredEvent>> between(qint64 fromMs, qint64 toMs, int maxRows);
    /// Removes at most `maxRows` older ones; gives how many: call again until 0.
    Result<qint64> removeBefore(qint64 beforeMs, int maxRows);

private:
    Connection& m_connection;
};

} // namespace tierwatch
