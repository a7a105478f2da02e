// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <QHash>

namespace tierwatch {

/// `cache_config`: the switches and facts that outlive a run. A light view of a Connection, in
/// whose thread it is used.
class ConfigTable final
{
public:
    explicit ConfigTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] Result<std::optional<QString>> find(const QString& key);
    Result<void> set(const QString& key, const QString& value, qint64 nowMs);
    [[nodiscard]] Result<QHash<QString, QString>> all();

private:
    Connection& m_connection;
};

} // namespace tierwatch
