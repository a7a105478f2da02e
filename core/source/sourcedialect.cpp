// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcedialect.h"

#include "base/words.h"
#include "source/mysqldialect.h"
#include "source/postgresdialect.h"
#include "source/sourceoptions.h"
#include "source/sqlitedialect.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

/// Products with real schemas and quoted names, of which no more is known than Qt's driver: the
/// rights of the database user must keep the session from writing.
class StandardDialect final : public SourceDialect
{
public:
    [[nodiscard]] QString connectOptions() const override { return {}; }
    [[nodiscard]] Result<void> beginSession(QSqlDatabase&) override { return {}; }
    [[nodiscard]] Result<QString> useSchema(QSqlDatabase& database, const QString& schema) override
    {
        return quotedSchema(database, schema);
    }
    [[nodiscard]] bool isTimeout(const QSqlError&) const override { return false; }
    [[nodiscard]] QString whyNoTimeout() const override
    {
        return QCoreApplication::translate("tierwatch::SourceDialect",
                                           "Qt's driver can't stop a statement of this product. "
                                           "Limit the time in the database itself.");
    }
};

std::unique_ptr<SourceDialect> sqliteDialect(const SourceOptions& options)
{
    return std::make_unique<SqliteDialect>(options.schemaFolder.isEmpty()
                                               ? QFileInfo(options.database).absolutePath()
                                               : options.schemaFolder,
                                           options.statementTimeoutMs);
}

} // namespace

std::unique_ptr<SourceDialect> SourceDialect::forDriver(const SourceOptions& options)
{
    if (isFileBased(options.driver))
        return sqliteDialect(options);
    if (options.driver == u"QPSQL")
        return std::make_unique<PostgresDialect>(options.statementTimeoutMs);
    if (options.driver == u"QMYSQL" || options.driver == u"QMARIADB")
        return std::make_unique<MysqlDialect>(options.statementTimeoutMs);
    return std::make_unique<StandardDialect>();
}

bool SourceDialect::isFileBased(const QString& driver)
{
    return driver == u"QSQLITE";
}

bool SourceDialect::tellsListeners(const QString& driver)
{
    return driver == u"QPSQL";
}

ValueWriter SourceDialect::writerFor(const QSqlField&) const
{
    return nullptr;
}

bool isSchemaName(const QString& name)
{
    const auto begins = [](QChar c) { return words::isLetter(c) || c == u'_'; };
    return words::isName(name, 63, begins,
                         [&](QChar c) { return begins(c) || words::isDigit(c) || c == u'$'; });
}

QString quotedSchema(const QSqlDatabase& database, const QString& schema)
{
    return database.driver()->escapeIdentifier(schema, QSqlDriver::TableName);
}

Result<void> runPlain(QSqlDatabase& database, const QString& sql)
{
    QSqlQuery query(database);
    if (query.exec(sql))
        return {};
    return Error{ErrorCode::Source,
                 QCoreApplication::translate("tierwatch::SourceDialect",
                                             "The source database refused to prepare the session."),
                 query.lastError().text()};
}

} // namespace tierwatch
