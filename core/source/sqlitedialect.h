// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourcedialect.h"
#include "storage/statementlimit.h"

#include <QCoreApplication>

#include <chrono>
#include <list>
#include <optional>

namespace tierwatch {

/// SQLite: a schema is a file `FOLDER/SCHEMA.db`, attached read-only when it is first asked for. At
/// most 10 are attached at a time (fewer if SQLite was built so); the least recently used one makes
/// room. A statement that takes too long is stopped through SQLite itself, where Qt's driver uses
/// the same library as this program. Belongs to one connection.
class SqliteDialect final : public SourceDialect
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SqliteDialect)
public:
    SqliteDialect(QString schemaFolder, qint64 timeoutMs);

    [[nodiscard]] QString connectOptions() const override;
    [[nodiscard]] Result<void> beginSession(QSqlDatabase& database) override;
    [[nodiscard]] Result<QString> useSchema(QSqlDatabase& database, const QString& schema) override;
    void statementBegins() override;
    void statementEnds() override;
    [[nodiscard]] bool isTimeout(const QSqlError& error) const override;
    [[nodiscard]] QString whyNoTimeout() const override;

private:
    struct Attached
    {
        QString schema;
        QString alias;
    };

    [[nodiscard]] Result<void> makeRoom(QSqlDatabase& database);
    [[nodiscard]] Result<QString> attach(QSqlDatabase& database, const QString& schema);

    QString m_folder;
    const std::chrono::milliseconds m_timeout;
    std::optional<StatementLimit> m_limitOfTime; ///< of the session
    std::list<Attached> m_attached;              ///< most recently used first
    std::size_t m_limit = 10;
    int m_made = 0; ///< aliases are numbered, so that no schema's name can clash with another's
};

} // namespace tierwatch
