// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QString>

#include <functional>
#include <optional>

namespace tierwatch {

/// How to reach the source database. A value.
struct SourceOptions
{
    /// Gives the password, or none; asked when a connection opens, on that thread, and not kept.
    using Password = std::function<Result<std::optional<QString>>()>;

    QString driver = QStringLiteral("QSQLITE"); ///< a QSqlDatabase driver name
    QString database;                           ///< a name, or the main file on SQLite
    QString host = {};
    int port = 0; ///< 0 = the driver's own
    QString user = {};
    Password password = {};
    QString connectOptions = {}; ///< as QSqlDatabase::setConnectOptions takes them
    QString schemaFolder =
        {}; ///< SQLite: the folder of one file a schema; empty = beside `database`
    qint64 statementTimeoutMs = 0; ///< a query that works longer is stopped; 0 = never
    qint64 maxAnswerBytes = 256LL * 1024 * 1024; ///< a larger answer is an error
};

} // namespace tierwatch
