// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourcedialect.h"

namespace tierwatch {

/// MySQL and MariaDB: a schema is a database beside the one of the connection. Belongs to one
/// connection.
class MysqlDialect final : public SourceDialect
{
public:
    explicit MysqlDialect(qint64 timeoutMs) : m_timeoutMs(timeoutMs) {}

    [[nodiscard]] QString connectOptions() const override;
    [[nodiscard]] Result<void> beginSession(QSqlDatabase& database) override;
    [[nodiscard]] Result<QString> useSchema(QSqlDatabase& database, const QString& schema) override;
    [[nodiscard]] bool isTimeout(const QSqlError& error) const override;

private:
    [[nodiscard]] Result<void> limitTime(QSqlDatabase& database) const;

    const qint64 m_timeoutMs;
};

} // namespace tierwatch
