// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcesession.h"

#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

void configure(QSqlDatabase& database, const SourceOptions& options, const QString& password,
               const SourceDialect& dialect)
{
    database.setDatabaseName(options.database);
    database.setHostName(options.host);
    database.setUserName(options.user);
    database.setPassword(password);
    QStringList connectOptions{dialect.connectOptions(), options.connectOptions};
    connectOptions.removeAll(QString());
    database.setConnectOptions(connectOptions.join(u';'));
    if (options.port > 0)
        database.setPort(options.port);
}

Result<QString> passwordFor(const SourceOptions& options)
{
    if (!options.password)
        return QString();
    const Result<std::optional<QString>> password = options.password();
    if (!password)
        return password.error();
    return password->value_or(QString());
}

/// What a driver says, should it ever repeat the password.
QString withoutPassword(QString words, const QString& password)
{
    return password.isEmpty() ? words : words.replace(password, u"***"_s);
}

} // namespace

SourceSession::SourceSession(const QSqlDatabase& database, std::unique_ptr<SourceDialect> dialect,
                             qint64 timeoutMs)
    : m_database(database), m_dialect(std::move(dialect)), m_timeoutMs(timeoutMs)
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
    const Result<QString> password = passwordFor(options);
    if (!password)
        return password.error();
    const QString name = u"source-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto dialect = SourceDialect::forDriver(options);
    QSqlDatabase database = QSqlDatabase::addDatabase(options.driver, name);
    configure(database, options, *password, *dialect);
    std::unique_ptr<SourceSession> session(new SourceSession(
        std::exchange(database, {}), std::move(dialect), options.statementTimeoutMs));
    if (!session->m_database.open())
        return Error{ErrorCode::Source,
                     tr("The source database %1 can't be opened. Reports that are not cached can't "
                        "be answered until it can.")
                         .arg(options.database),
                     withoutPassword(session->m_database.lastError().text(), *password)};
    session->m_database.setPassword({}); // it is not needed again
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

Result<void> SourceSession::read(const SourceStatement& statement, const QVariantMap& values,
                                 const QString& schema,
                                 const std::function<Result<void>(QSqlQuery&)>& read)
{
    const Result<QString> sql = sqlFor(statement, schema);
    if (!sql)
        return sql.error();
    QSqlQuery query(m_database);
    m_dialect->statementBegins();
    Result<void> outcome = run(query, statement, values, *sql);
    if (outcome)
        outcome = read(query);
    if (!outcome && outcome.error().code == ErrorCode::Source &&
        m_dialect->isTimeout(query.lastError()))
        outcome = tookTooLong(outcome.error());
    m_dialect->statementEnds();
    return outcome;
}

Result<void> SourceSession::run(QSqlQuery& query, const SourceStatement& statement,
                                const QVariantMap& values, const QString& sql)
{
    query.setForwardOnly(true);
    query.setNumericalPrecisionPolicy(QSql::HighPrecision);
    bool ok = query.prepare(sql);
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
    return {};
}

Error SourceSession::tookTooLong(const Error& error) const
{
    return {ErrorCode::Timeout,
            tr("The source database worked longer than %1 s on the query, so it was stopped. Ask "
               "for less, or raise the time-out in the workspace's settings.")
                .arg(double(m_timeoutMs) / 1000),
            error.detail};
}

} // namespace tierwatch
