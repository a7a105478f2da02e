// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/otherprogram.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

OtherProgram::OtherProgram(const QString& path)
    : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString()))
{
    m_database.setDatabaseName(path);
    if (!m_database.open())
        qWarning("%s", qPrintable(m_database.lastError().text()));
}

OtherProgram::~OtherProgram()
{
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

bool OtherProgram::exec(const QStringList& statements)
{
    for (const QString& statement : statements) {
        QSqlQuery query(m_database);
        if (query.exec(statement))
            continue;
        qWarning("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
        return false;
    }
    return true;
}

QStringList OtherProgram::rows(const QString& sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        qWarning("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    QStringList rows;
    while (query.next()) {
        QStringList row;
        for (int i = 0; i < query.record().count(); ++i)
            row.append(query.isNull(i) ? u"NULL"_s : query.value(i).toString());
        rows.append(row.join(u'|'));
    }
    return rows;
}

bool OtherProgram::createContractTables()
{
    return exec({
        u"PRAGMA journal_mode=WAL"_s,
        u"CREATE TABLE cache_entries (cache_key TEXT PRIMARY KEY, cache_type TEXT NOT NULL, "
        "company_id INTEGER, data_json TEXT NOT NULL, created_at REAL NOT NULL, "
        "expires_at REAL NOT NULL, hit_count INTEGER DEFAULT 0, last_accessed REAL)"_s,
        u"CREATE INDEX idx_cache_type ON cache_entries(cache_type)"_s,
        u"CREATE INDEX idx_company_id ON cache_entries(company_id)"_s,
        u"CREATE INDEX idx_expires_at ON cache_entries(expires_at)"_s,
        u"CREATE TABLE schema_mappings (id_firma INTEGER PRIMARY KEY, schema TEXT NOT NULL, "
        "created_at REAL NOT NULL, last_verified REAL)"_s,
        u"CREATE TABLE query_benchmarks (cache_type TEXT PRIMARY KEY, avg_time_ms REAL NOT NULL, "
        "sample_count INTEGER DEFAULT 0, last_updated REAL)"_s,
        u"CREATE TABLE performance_log (id INTEGER PRIMARY KEY AUTOINCREMENT, "
        "cache_type TEXT NOT NULL, company_id INTEGER, cache_hit BOOLEAN NOT NULL, "
        "response_time_ms REAL NOT NULL, estimated_oracle_time_ms REAL, time_saved_ms REAL, "
        "username TEXT, timestamp REAL NOT NULL)"_s,
        u"CREATE INDEX idx_perf_timestamp ON performance_log(timestamp)"_s,
        u"CREATE INDEX idx_perf_cache_type ON performance_log(cache_type)"_s,
        u"CREATE TABLE user_cache_settings (username TEXT PRIMARY KEY, "
        "cache_enabled BOOLEAN DEFAULT TRUE, created_at REAL, updated_at REAL)"_s,
        u"CREATE TABLE cache_config (key TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at REAL)"_s,
        u"CREATE TABLE cache_watermarks (company_id INTEGER PRIMARY KEY, schema TEXT NOT NULL, "
        "max_id_act INTEGER NOT NULL, checked_at REAL NOT NULL)"_s,
    });
}

} // namespace tierwatch::test
