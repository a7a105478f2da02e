// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/tokeninfo.h"
#include "storage/connection.h"

#include <vector>

namespace tierwatch {

struct StoredToken
{
    TokenInfo info;
    QByteArray hash;
};

/// `tokens` of the control file. A light view of a Connection, in whose thread it is used.
class TokensTable final
{
public:
    explicit TokensTable(Connection& connection) : m_connection(connection) {}

    /// In the order in which they were made, revoked ones too.
    [[nodiscard]] Result<std::vector<StoredToken>> all();
    /// The one of this name that is not revoked.
    [[nodiscard]] Result<std::optional<TokenInfo>> find(const QString& name);
    /// Gives its number.
    [[nodiscard]] Result<qint64> add(const TokenInfo& info, const QByteArray& hash);
    /// Another secret, with a life of its own.
    Result<void> replace(const TokenInfo& info, const QByteArray& hash);
    Result<void> revoke(qint64 id, qint64 nowMs);
    Result<void> noteUse(qint64 id, qint64 usedMs);

private:
    Connection& m_connection;
};

} // namespace tierwatch
