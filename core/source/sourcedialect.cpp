// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcedialect.h"

#include "source/sourceoptions.h"
#include "source/sqlitedialect.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

/// Products with real schemas and quoted names. Where no statement for a read-only session is
/// known, the rights of the database user must do.
class StandardDialect final : public SourceDialect
{
public:
    explicit StandardDialect(QString driver) : m_driver(std::move(driver)) {}

    [[nodiscard]] QString connectOptions() const override { return {}; }

    [[nodiscard]] Result<void> beginSession(QSqlDatabase& database) override
    {
        if (m_driver == u"QPSQL")
            return runPlain(database, u"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"_s);
        if (m_driver == u"QMYSQL" || m_driver == u"QMARIADB")
            return runPlain(database, u"SET SESSION TRANSACTION READ ONLY"_s);
        return {};
    }

    [[nodiscard]] Result<QString> useSchema(QSqlDatabase& database, const QString& schema) override
    {
        return database.driver()->escapeIdentifier(schema, QSqlDriver::TableName);
    }

private:
    const QString m_driver;
};

} // namespace

std::unique_ptr<SourceDialect> SourceDialect::forDriver(const SourceOptions& options)
{
    if (!isFileBased(options.driver))
        return std::make_unique<StandardDialect>(options.driver);
    return std::make_unique<SqliteDialect>(options.schemaFolder.isEmpty()
                                               ? QFileInfo(options.database).absolutePath()
                                               : options.schemaFolder);
}

bool SourceDialect::isFileBased(const QString& driver)
{
    return driver == u"QSQLITE";
}

bool isSchemaName(const QString& name)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z_][A-Za-z0-9_$]{0,62}\\z"_s);
    return pattern.match(name).hasMatch();
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
