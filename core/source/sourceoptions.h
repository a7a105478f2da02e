// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace tierwatch {

/// How to reach the source database. A value.
struct SourceOptions
{
    QString driver = QStringLiteral("QSQLITE"); ///< a QSqlDatabase driver name
    QString database;                           ///< a name, or the main file on SQLite
    QString host = {};
    int port = 0; ///< 0 = the driver's own
    QString user = {};
    QString password = {};
    QString connectOptions = {}; ///< as QSqlDatabase::setConnectOptions takes them
    QString schemaFolder =
        {}; ///< SQLite: the folder of one file a schema; empty = beside `database`
    qint64 maxAnswerBytes = 256LL * 1024 * 1024; ///< a larger answer is an error
};

} // namespace tierwatch
