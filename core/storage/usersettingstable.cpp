// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/usersettingstable.h"

#include "storage/sqltime.h"

namespace tierwatch {

Result<void> UserSettingsTable::setEnabled(const QString& username, bool enabled, qint64 nowMs)
{
    const double now = sqltime::toSeconds(nowMs);
    return m_connection
        .prepared(
            "INSERT INTO user_cache_settings(username, cache_enabled, created_at, updated_at) "
            "VALUES (?, ?, ?, ?) ON CONFLICT(username) DO UPDATE SET "
            "cache_enabled = excluded.cache_enabled, updated_at = excluded.updated_at")
        .exec(username, enabled, now, now);
}

Result<std::vector<UserSetting>> UserSettingsTable::all()
{
    return m_connection
        .prepared("SELECT username, coalesce(cache_enabled, TRUE), updated_at "
                  "FROM user_cache_settings ORDER BY username")
        .rows([](Statement& row) {
            return UserSetting{row.text(0), row.boolean(1), row.optionalTimeMs(2)};
        });
}

} // namespace tierwatch
