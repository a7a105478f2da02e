// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "source/rowstojson.h"

#include <memory>

class QSqlDatabase;
class QSqlError;

namespace tierwatch {

struct SourceOptions;

/// All that differs between database products: this class and those derived from it. Belongs to one
/// connection and is used on that connection's thread only; it may keep state of the connection
/// (what is attached).
class SourceDialect
{
public:
    SourceDialect() = default;
    virtual ~SourceDialect() = default;
    Q_DISABLE_COPY_MOVE(SourceDialect)

    /// The dialect of a driver: SQLite's for QSQLITE, PostgreSQL's for QPSQL, MySQL's for QMYSQL
    /// and QMARIADB, else (QODBC, QOCI, ...) the standard one.
    [[nodiscard]] static std::unique_ptr<SourceDialect> forDriver(const SourceOptions& options);

    /// Whether a driver's databases are files of this machine, named by their paths.
    [[nodiscard]] static bool isFileBased(const QString& driver);
    /// Whether a driver's databases tell whoever listens on a channel.
    [[nodiscard]] static bool tellsListeners(const QString& driver);

    /// Driver options that a read-only session needs, added before the connection opens.
    [[nodiscard]] virtual QString connectOptions() const = 0;
    /// Makes the open session refuse writes and stop what takes too long, as far as the product
    /// can. Source on failure.
    [[nodiscard]] virtual Result<void> beginSession(QSqlDatabase& database) = 0;
    /// Makes a schema reachable and gives its name as SQL wants it, quoted. The name has passed
    /// isSchemaName(). NotFound or Source on failure.
    [[nodiscard]] virtual Result<QString> useSchema(QSqlDatabase& database,
                                                    const QString& schema) = 0;

    /// A statement begins, and is over with its last row: for products that don't watch the time
    /// themselves.
    virtual void statementBegins() {}
    virtual void statementEnds() {}
    /// Whether a failure means that the statement was stopped because it took too long.
    [[nodiscard]] virtual bool isTimeout(const QSqlError& error) const = 0;
    /// Why the product can't be held to a time-out; empty where it can.
    [[nodiscard]] virtual QString whyNoTimeout() const { return {}; }
    /// How a column's values become JSON where the standard way would not do; null = it does.
    [[nodiscard]] virtual ValueWriter writerFor(const QSqlField& column) const;
};

/// Whether a name may go into SQL at all: `[A-Za-z_][A-Za-z0-9_$]{0,62}`.
[[nodiscard]] bool isSchemaName(const QString& name);

/// A schema's name in the quotes of the connection's product.
[[nodiscard]] QString quotedSchema(const QSqlDatabase& database, const QString& schema);

/// Runs a statement that gives no rows. Source on failure, with the driver's words as detail.
[[nodiscard]] Result<void> runPlain(QSqlDatabase& database, const QString& sql);

} // namespace tierwatch
