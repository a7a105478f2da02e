// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourcedialect.h"
#include "source/sourceoptions.h"
#include "source/sourcestatement.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantMap>

namespace tierwatch {

/// One open connection to the source, for the thread that made it and for no other.
class SourceSession final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SourceDatabase)
public:
    [[nodiscard]] static Result<std::unique_ptr<SourceSession>> open(const SourceOptions& options);
    ~SourceSession();
    Q_DISABLE_COPY_MOVE(SourceSession)

    /// The statement, executed and before its first row; errors as SourceDatabase::read().
    [[nodiscard]] Result<QSqlQuery> run(const SourceStatement& statement, const QVariantMap& values,
                                        const QString& schema);

private:
    SourceSession(const QSqlDatabase& database, std::unique_ptr<SourceDialect> dialect);

    [[nodiscard]] Result<QString> sqlFor(const SourceStatement& statement, const QString& schema);

    QSqlDatabase m_database;
    std::unique_ptr<SourceDialect> m_dialect;
};

} // namespace tierwatch
