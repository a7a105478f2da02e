// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <QHash>

namespace tierwatch {

/// `tw_meta`: facts about the file itself (schema version, counters). A light view of a Connection,
/// in whose thread it is used.
class MetaTable final
{
public:
    explicit MetaTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] Result<std::optional<QString>> find(const QString& key);
    Result<void> set(const QString& key, const QString& value);
    Result<void> remove(const QString& key);
    /// Those whose key begins so, by what follows in it.
    [[nodiscard]] Result<QHash<QString, QString>> all(const QString& prefix);
    /// Moves a counter on by `count` and gives its value before: the first of a block that nobody
    /// else gets. A new counter begins at 1.
    Result<qint64> reserve(const QString& counter, qint64 count);

private:
    Connection& m_connection;
};

} // namespace tierwatch
