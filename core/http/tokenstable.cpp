// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tokenstable.h"

#include "values/fields.h"

namespace tierwatch {

namespace {

/// Whatever it is that a newer program wrote, it has no rights here.
Role roleOf(const QString& name)
{
    return static_cast<Role>(std::max(0, int(wireNames(Role{}).indexOf(name))));
}

TokenInfo infoOf(Statement& row)
{
    return {row.integer(0),         row.text(1),
            roleOf(row.text(2)),    row.text(3),
            row.integer(4),         row.optionalInteger(5),
            row.optionalInteger(6), row.optionalInteger(7)};
}

} // namespace

Result<std::vector<StoredToken>> TokensTable::all()
{
    return m_connection
        .prepared("SELECT id, name, role, username, created_ms, expires_ms, used_ms, revoked_ms, "
                  "hash FROM tokens ORDER BY id")
        .rows([](Statement& row) {
            return StoredToken{infoOf(row), row.bytes(8)};
        });
}

Result<std::optional<TokenInfo>> TokensTable::find(const QString& name)
{
    return m_connection
        .prepared("SELECT id, name, role, username, created_ms, expires_ms, used_ms, revoked_ms "
                  "FROM tokens WHERE name = ? AND revoked_ms IS NULL")
        .firstRow(infoOf, name);
}

Result<qint64> TokensTable::add(const TokenInfo& info, const QByteArray& hash)
{
    auto insert = m_connection.prepared(
        "INSERT INTO tokens(name, hash, role, username, created_ms, expires_ms) "
        "VALUES (?, ?, ?, ?, ?, ?)");
    if (auto done = insert.exec(info.name, hash, codec::nameOf(info.role), info.username,
                                info.createdMs, info.expiresMs);
        !done)
        return done.error();
    return insert.lastInsertId();
}

Result<void> TokensTable::replace(const TokenInfo& info, const QByteArray& hash)
{
    return m_connection
        .prepared("UPDATE tokens SET hash = ?, created_ms = ?, expires_ms = ?, used_ms = NULL "
                  "WHERE id = ?")
        .exec(hash, info.createdMs, info.expiresMs, info.id);
}

Result<void> TokensTable::revoke(qint64 id, qint64 nowMs)
{
    return m_connection.prepared("UPDATE tokens SET revoked_ms = ? WHERE id = ?").exec(nowMs, id);
}

Result<void> TokensTable::noteUse(qint64 id, qint64 usedMs)
{
    return m_connection
        .prepared("UPDATE tokens SET used_ms = max(coalesce(used_ms, 0), ?) WHERE id = ?")
        .exec(usedMs, id);
}

} // namespace tierwatch
