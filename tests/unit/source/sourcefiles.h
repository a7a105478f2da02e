// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourceoptions.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QTemporaryDir>

namespace tierwatch::test {

/// A source of SQLite files in a folder that goes with it: a main file, and one a schema.
class SourceFiles final
{
public:
    SourceFiles() { write(QStringLiteral("main"), {}); }

    /// Makes or changes `NAME.db`.
    void write(const QString& name, const QStringList& statements) const
    {
        const auto connection = QStringLiteral("writing");
        {
            QSqlDatabase file = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
            file.setDatabaseName(path(name));
            bool ok = file.open() &&
                      QSqlQuery(file).exec(QStringLiteral("PRAGMA synchronous=OFF")) &&
                      QSqlQuery(file).exec(QStringLiteral("PRAGMA user_version=1"));
            for (const QString& statement : statements)
                ok = ok && QSqlQuery(file).exec(statement);
            if (!ok)
                qFatal("the test's own SQL is wrong");
        }
        QSqlDatabase::removeDatabase(connection);
    }

    [[nodiscard]] QString path(const QString& name) const
    {
        return m_folder.filePath(name + QStringLiteral(".db"));
    }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] SourceOptions options() const
    {
        SourceOptions options;
        options.database = path(QStringLiteral("main"));
        return options;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace tierwatch::test
