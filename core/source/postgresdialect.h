// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourcedialect.h"

namespace tierwatch {

/// PostgreSQL: a schema is one of the connection's database. Belongs to one connection.
class PostgresDialect final : public SourceDialect
{
public:
    explicit PostgresDialect(qint64 timeoutMs) : m_timeoutMs(timeoutMs) {}

    [[nodiscard]] QString connectOptions() const override;
    [[nodiscard]] Result<void> beginSession(QSqlDatabase& database) override;
    [[nodiscard]] Result<QString> useSchema(QSqlDatabase& database, const QString& schema) override;
    [[nodiscard]] bool isTimeout(const QSqlError& error) const override;
    /// Moments with their offset, json as it stands, arrays as arrays. Infinite times, and times of
    /// day with a zone, which Qt's driver loses, are refused.
    [[nodiscard]] ValueWriter writerFor(const QSqlField& column) const override;

private:
    const qint64 m_timeoutMs;
};

} // namespace tierwatch
