// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcesession.h"

#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

void configure(QSqlDatabase& database, const SourceOptions& options, const SourceDialect& dialect)
{
    database.setDatabaseName(options.database);
    database.setHostName(options.host);
    database.setUserName(options.user);
    database.setPassword(options.password);
    QStringList connectOptions{dialect.connectOptions(), options.connectOptions};
    connectOptions.removeAll(QString());
    database.setConnectOptions(connectOptions.join(u';'));
    if (options.port > 0)
        database.setPort(options.port);
}

} // namespace

SourceSession::SourceSession(const QSqlDatabase& database, std::unique_ptr<SourceDialect> dialect)
    : m_database(database), m_dialect(std::move(dialect))
{
}

SourceSession::~SourceSession()
{
    const QString name = m_database.connectionName();
    m_database = QSqlDatabase(); // removeDatabase() wants no copy left
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<SourceSession>> SourceSession::open(const SourceOptions& options)
{
    if (!QSqlDatabase::isDriverAvailable(options.driver))
        return Error{ErrorCode::Source,
                     tr("The database driver %1 is not installed, so the source can't be reached. "
                        "Install it, or correct the workspace's settings.")
                         .arg(options.driver),
                     tr("Installed: %1").arg(QSqlDatabase::drivers().join(u", "_s))};
    const QString name = u"source-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto dialect = SourceDialect::forDriver(options);
    QSqlDatabase database = QSqlDatabase::addDatabase(options.driver, name);
    configure(database, options, *dialect);
    std::unique_ptr<SourceSession> session(
        new SourceSession(std::exchange(database, {}), std::move(dialect)));
    if (!session->m_database.open())
        return Error{ErrorCode::Source,
                     tr("The source database %1 can't be opened. Reports that are not cached can't "
                        "be answered until it can.")
                         .arg(options.database),
                     session->m_database.lastError().text()};
    if (Result<void> begun = session->m_dialect->beginSession(session->m_database); !begun)
        return begun.error();
    return session;
}

Result<QString> SourceSession::sqlFor(const SourceStatement& statement, const QString& schema)
{
    if (!statement.needsSchema)
        return statement.sql;
    if (!isSchemaName(schema))
        return Error{
            ErrorCode::InvalidArgument,
            tr("\"%1\" is not an allowed schema name: a letter or underscore, then at most "
               "62 letters, digits, underscores or dollar signs.")
                .arg(schema)};
    const Result<QString> quoted = m_dialect->useSchema(m_database, schema);
    if (!quoted)
        return quoted.error();
    return statement.withSchema(*quoted);
}

Result<QSqlQuery> SourceSession::run(const SourceStatement& statement, const QVariantMap& values,
                                     const QString& schema)
{
    const Result<QString> sql = sqlFor(statement, schema);
    if (!sql)
        return sql.error();
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.setNumericalPrecisionPolicy(QSql::HighPrecision);
    bool ok = query.prepare(*sql);
    for (const QString& name : statement.placeholders) {
        if (!values.contains(name))
            return Error{ErrorCode::InvalidArgument,
                         tr("The statement needs a value for \"%1\".").arg(name)};
        query.addBindValue(values.value(name));
    }
    ok = ok && query.exec();
    if (!ok)
        return Error{ErrorCode::Source, tr("The source database refused the query."),
                     query.lastError().text()};
    return query;
}

} // namespace tierwatch
