// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/samplefile.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

/// Whole-line comments gone, so that what is left can be cut at semicolons.
QStringList statementsOf(const QString& resource)
{
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    lines.removeIf([](const QString& line) { return line.startsWith(u"--"); });
    QStringList statements;
    for (const QString& statement : lines.join(u'\n').split(u';')) {
        if (!statement.trimmed().isEmpty())
            statements.append(statement.trimmed());
    }
    return statements;
}

} // namespace

SampleFile::SampleFile(const QString& path)
    : m_path(path),
      m_database(QSqlDatabase::addDatabase(
          u"QSQLITE"_s, u"sample-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)))
{
    m_database.setDatabaseName(path);
    m_database.open();
    exec(u"PRAGMA journal_mode=OFF"_s);
    exec(u"PRAGMA synchronous=OFF"_s);
    exec(u"PRAGMA cache_size=-131072"_s);
    exec(u"PRAGMA temp_store=MEMORY"_s);
}

SampleFile::~SampleFile()
{
    const QString name = m_database.connectionName();
    m_database = QSqlDatabase(); // removeDatabase() wants no copy left
    QSqlDatabase::removeDatabase(name);
}

void SampleFile::runScript(const QString& resource)
{
    for (const QString& statement : statementsOf(resource))
        exec(statement);
}

void SampleFile::exec(const QString& sql)
{
    if (!m_state)
        return;
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        keep(query);
}

QSqlQuery SampleFile::prepared(const QString& sql)
{
    QSqlQuery query(m_database);
    if (m_state && !query.prepare(sql))
        keep(query);
    return query;
}

void SampleFile::insert(QSqlQuery& query, const QVariantList& values)
{
    if (!m_state)
        return;
    for (int i = 0; i < int(values.size()); ++i)
        query.bindValue(i, values[i]);
    if (!query.exec())
        keep(query);
}

void SampleFile::keep(const QSqlQuery& query)
{
    m_state = Error{ErrorCode::Storage,
                    tr("The sample's file %1 can't be written. Check that the disk has room and "
                       "that the folder may be written, then try again.")
                        .arg(m_path),
                    query.lastError().text()};
}

} // namespace tierwatch
