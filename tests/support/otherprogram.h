// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>
#include <QStringList>

namespace tierwatch::test {

/// A plain SQLite connection to a file, as any other program would have it: it knows nothing of our
/// code. One thread.
class OtherProgram final
{
public:
    explicit OtherProgram(const QString& path);
    ~OtherProgram();
    Q_DISABLE_COPY_MOVE(OtherProgram)

    /// Runs each statement; false on the first that fails, which is logged.
    bool exec(const QStringList& statements);
    /// The rows, columns joined by "|", NULL as "NULL".
    [[nodiscard]] QStringList rows(const QString& sql);
    [[nodiscard]] QString first(const QString& sql) { return rows(sql).value(0); }

    /// Makes the contract's tables, as the reporting service does.
    bool createContractTables();

private:
    QSqlDatabase m_database;
};

} // namespace tierwatch::test
