// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QVariantList>

class QSqlQuery;

namespace tierwatch {

/// A SQLite file of the sample while it is written: as fast as can be, since a file that is not
/// finished is thrown away. The first failure is kept and all that follows does nothing. Belongs to
/// the thread that made it.
class SampleFile final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SampleFile)
public:
    explicit SampleFile(const QString& path);
    ~SampleFile();
    Q_DISABLE_COPY_MOVE(SampleFile)

    /// Runs each statement of a text that the program carries.
    void runScript(const QString& resource);
    void exec(const QString& sql);
    [[nodiscard]] QSqlQuery prepared(const QString& sql);
    void insert(QSqlQuery& query, const QVariantList& values);

    /// What went wrong first (Storage), if anything did.
    [[nodiscard]] const Result<void>& state() const { return m_state; }

private:
    void keep(const QSqlQuery& query);

    QString m_path;
    QSqlDatabase m_database;
    Result<void> m_state;
};

} // namespace tierwatch
