// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourcedialect.h"

#include <QCoreApplication>

#include <list>

namespace tierwatch {

/// SQLite: a schema is a file `FOLDER/SCHEMA.db`, attached read-only when it is first asked for. At
/// most 10 are attached at a time (fewer if SQLite was built so); the least recently used one makes
/// room. Belongs to one connection.
class SqliteDialect final : public SourceDialect
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SqliteDialect)
public:
    explicit SqliteDialect(QString schemaFolder);

    [[nodiscard]] QString connectOptions() const override;
    [[nodiscard]] Result<void> beginSession(QSqlDatabase& database) override;
    [[nodiscard]] Result<QString> useSchema(QSqlDatabase& database, const QString& schema) override;

private:
    struct Attached
    {
        QString schema;
        QString alias;
    };

    [[nodiscard]] Result<void> makeRoom(QSqlDatabase& database);
    [[nodiscard]] Result<QString> attach(QSqlDatabase& database, const QString& schema);

    QString m_folder;
    std::list<Attached> m_attached; ///< most recently used first
    std::size_t m_limit = 10;
    int m_made = 0; ///< aliases are numbered, so that no schema's name can clash with another's
};

} // namespace tierwatch
