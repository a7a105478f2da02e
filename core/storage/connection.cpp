// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/connection.h"

#include "storage/sqlerror.h"
#include "storage/sqlitelibrary.h"

#include <QUrl>

#include <atomic>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString newConnectionName()
{
    static std::atomic<quint64> last = 0;
    return u"tierwatch-%1"_s.arg(++last);
}

QString connectOptions(const ConnectionOptions& options)
{
    QString text = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(options.busyTimeoutMs);
    using Kind = ConnectionOptions::Kind;
    if (options.kind == Kind::Reader || options.kind == Kind::Immutable)
        text += u";QSQLITE_OPEN_READONLY"_s;
    if (options.kind != Kind::Reader && options.kind != Kind::Writer)
        text += u";QSQLITE_OPEN_URI"_s;
    return text;
}

QString databaseName(const ConnectionOptions& options)
{
    using Kind = ConnectionOptions::Kind;
    if (options.kind == Kind::Reader || options.kind == Kind::Writer)
        return options.path;
    const QUrl url = QUrl::fromLocalFile(options.path);
    return QString::fromLatin1(url.toEncoded(QUrl::FullyEncoded)) +
           (options.kind == Kind::Immutable ? u"?immutable=1"_s : u"?mode=rw"_s);
}

} // namespace

Connection::Connection(const ConnectionOptions& options)
    : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, newConnectionName()))
{
    m_database.setDatabaseName(databaseName(options));
    m_database.setConnectOptions(connectOptions(options));
}

Connection::Connection(Error failure) : m_failure(std::move(failure)) {}

Connection::~Connection()
{
    m_statements.clear();
    if (!m_database.isValid())
        return;
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Connection>> Connection::open(const ConnectionOptions& options)
{
    std::unique_ptr<Connection> connection(new Connection(options));
    if (!connection->m_database.open())
        return sqlFailure(connection->m_database.lastError());
    if (auto set = connection->setPragmas(options); !set)
        return set.error();
    if (options.kind == ConnectionOptions::Kind::Writer)
        connection->m_usesOurSqlite = sqlitelibrary::isOurs(connection->m_database);
    if (options.kind == ConnectionOptions::Kind::Reader)
        connection->m_limit.emplace(connection->m_database,
                                    std::chrono::milliseconds(options.readLimitMs));
    return connection;
}

std::unique_ptr<Connection> Connection::failed(Error failure)
{
    return std::unique_ptr<Connection>(new Connection(std::move(failure)));
}

Result<void> Connection::setPragmas(const ConnectionOptions& options)
{
    struct Pragma
    {
        QString name, value, readBack;
    };
    const bool writes = options.kind == ConnectionOptions::Kind::Writer;
    const bool shared = options.kind == ConnectionOptions::Kind::Shared;
    const QString pages = QString::number(writes ? checkpointPages : 0);
    QList<Pragma> pragmas = {
        {u"busy_timeout"_s, QString::number(options.busyTimeoutMs),
         QString::number(options.busyTimeoutMs)},
        {u"foreign_keys"_s, u"OFF"_s, u"0"_s},
        {u"temp_store"_s, u"MEMORY"_s, u"2"_s},
        {u"synchronous"_s, shared ? u"FULL"_s : u"NORMAL"_s, shared ? u"2"_s : u"1"_s},
        // SQLite before 3.51.3 may damage a file that two connections checkpoint at once.
        {u"wal_autocheckpoint"_s, pages, pages},
    };
    // Unlike one that is deleted, a journal that is cut is on the disk as such.
    if (shared)
        pragmas.append({u"journal_mode"_s, u"TRUNCATE"_s, u"truncate"_s});
    if (writes) {
        pragmas.prepend({u"journal_mode"_s, u"WAL"_s, u"wal"_s});
        pragmas.append({u"journal_size_limit"_s, u"67108864"_s, u"67108864"_s});
        // Keys come in no order, so writes touch pages all over the file.
        pragmas.append({u"cache_size"_s, u"-16384"_s, u"-16384"_s});
    }
    for (const Pragma& pragma : pragmas) {
        if (auto set = setPragma(pragma.name, pragma.value, pragma.readBack); !set)
            return set;
    }
    return {};
}

Result<void> Connection::setPragma(const QString& name, const QString& value,
                                   const QString& readBack)
{
    if (auto set = exec(u"PRAGMA %1 = %2"_s.arg(name, value)); !set)
        return set;
    const auto now = this->value(u"PRAGMA %1"_s.arg(name));
    if (!now)
        return now.error();
    if (now->toString() == readBack)
        return {};
    return Error{ErrorCode::Storage,
                 tr("The cache file's disk does not allow what a safe cache needs (%1). Keep the "
                    "file on a local disk.")
                     .arg(name),
                 u"PRAGMA %1 is %2"_s.arg(name, now->toString())};
}

Statement Connection::prepared(std::string_view sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end())
        found = m_statements.emplace(std::string(sql), Cached{QSqlQuery(m_database)}).first;
    Cached& cached = found->second;
    if (m_failure)
        return Statement(cached.query, m_failure);
    StatementLimit* const limit = m_limit ? &*m_limit : nullptr;
    if (cached.ready)
        return Statement(cached.query, std::nullopt, limit);
    cached.query.setForwardOnly(true);
    cached.ready =
        cached.query.prepare(QString::fromUtf8(sql.data(), static_cast<qsizetype>(sql.size())));
    if (cached.ready)
        return Statement(cached.query, std::nullopt, limit);
    return Statement(cached.query, sqlFailure(cached.query.lastError()));
}

Result<void> Connection::exec(const QString& sql)
{
    if (const auto first = value(sql); !first)
        return first.error();
    return {};
}

Result<QVariant> Connection::value(const QString& sql)
{
    if (m_failure)
        return *m_failure;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return sqlFailure(query.lastError());
    return query.next() ? query.value(0) : QVariant();
}

Transaction::~Transaction()
{
    rollBack();
}

Result<void> Transaction::begin()
{
    // QSqlDatabase::transaction() would begin a deferred one, whose upgrade fails at once when
    // busy.
    auto begun = m_connection.prepared("BEGIN IMMEDIATE").exec();
    m_open = begun.ok();
    return begun;
}

Result<void> Transaction::commit()
{
    if (auto committed = m_connection.prepared("COMMIT").exec(); !committed)
        return committed;
    m_open = false;
    return {};
}

void Transaction::rollBack()
{
    if (!m_open)
        return;
    m_open = false;
    // It only fails where SQLite has already rolled back by itself.
    static_cast<void>(m_connection.prepared("ROLLBACK").exec());
}

} // namespace tierwatch
