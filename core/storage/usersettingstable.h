// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

struct UserSetting
{
    QString username;
    bool enabled = true;
    std::optional<qint64> updatedMs = {};
};

/// `user_cache_settings`: the switch of each user; no row = on. A light view of a Connection, in
/// whose thread it is used.
class UserSettingsTable final
{
public:
    explicit UserSettingsTable(Connection& connection) : m_connection(connection) {}

    Result<void> setEnabled(const QString& username, bool enabled, qint64 nowMs);
    /// By user name.
    [[nodiscard]] Result<std::vector<UserSetting>> all();

private:
    Connection& m_connection;
};

} // namespace tierwatch
