// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/endhold.h"
#include "source/sourcedialect.h"
#include "source/sourceoptions.h"
#include "source/sourcestatement.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantMap>

#include <functional>

namespace tierwatch {

/// One open connection to the source, for the thread that made it and for no other.
class SourceSession final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SourceDatabase)
public:
    [[nodiscard]] static Result<std::unique_ptr<SourceSession>> open(const SourceOptions& options);
    ~SourceSession();
    Q_DISABLE_COPY_MOVE(SourceSession)

    /// Runs a statement and lets `read` walk its rows; errors as SourceDatabase::read().
    [[nodiscard]] Result<void> read(const SourceStatement& statement, const QVariantMap& values,
                                    const QString& schema,
                                    const std::function<Result<void>(QSqlQuery&)>& read);
    /// Whether the driver still has its connection.
    [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
    [[nodiscard]] const SourceDialect& dialect() const { return *m_dialect; }
    [[nodiscard]] QSqlDriver& driver() const { return *m_database.driver(); }

private:
    SourceSession(const QSqlDatabase& database, std::unique_ptr<SourceDialect> dialect,
                  qint64 timeoutMs);

    Result<void> run(QSqlQuery& query, const SourceStatement& statement, const QVariantMap& values,
                     const QString& sql);
    [[nodiscard]] Error tookTooLong(const Error& error) const;
    [[nodiscard]] Result<QString> sqlFor(const SourceStatement& statement, const QString& schema);

    QSqlDatabase m_database;
    EndHold m_hold; ///< a thread closes what it has at its end
    std::unique_ptr<SourceDialect> m_dialect;
    const qint64 m_timeoutMs;
};

} // namespace tierwatch
