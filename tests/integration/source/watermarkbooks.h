// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/otherprogram.h"
#include "support/throwawaypostgres.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

namespace tierwatch::test {

using namespace Qt::StringLiterals;

/// The books of some companies, on SQLite or PostgreSQL, as those who keep them change them.
class WatermarkBooks : public QObject
{
    Q_OBJECT

protected:
    void makeBooks(const QString& in)
    {
        m_booksFolder = in;
        const QDir folder(in);
        QVERIFY(folder.mkpath(u"queries"_s) && folder.mkpath(u"books"_s));
        QFile query(folder.filePath(u"queries/total.sql"_s));
        QVERIFY(query.open(QIODevice::WriteOnly));
        query.write("-- name: total\nSELECT SUM(amount) AS total FROM {schema}.act\n");
        query.close();
        if (m_postgres)
            QVERIFY(m_server.exec({u"SET client_min_messages TO warning"_s,
                                   u"DROP TABLE IF EXISTS companies"_s,
                                   u"DROP SCHEMA IF EXISTS alfa CASCADE"_s,
                                   u"DROP SCHEMA IF EXISTS beta CASCADE"_s}));
        changeMain(u"CREATE TABLE companies (id INTEGER, schema TEXT, name TEXT)"_s);
        makeCompany(1, u"alfa"_s);
    }
    void makeCompany(int id, const QString& schema)
    {
        changeMain(u"INSERT INTO companies VALUES (%1, '%2', 'Name')"_s.arg(id).arg(schema));
        if (m_postgres)
            changeMain(u"CREATE SCHEMA %1"_s.arg(schema));
        change(u"CREATE TABLE {schema}.act (id_act INTEGER, amount INTEGER, updated_at TEXT)"_s,
               schema);
        change(u"INSERT INTO {schema}.act VALUES (1, 10, '2026-01-01'), (2, 20, '2026-01-02'), "
               "(3, 30, '2026-01-03')"_s,
               schema);
        makeView(schema);
    }
    void makeView(const QString& schema = u"alfa"_s)
    {
        change(u"CREATE VIEW {schema}.postings AS SELECT id_act, updated_at FROM {schema}.act"_s,
               schema);
    }
    void copyBooks(const QString& to)
    {
        const QDir folder(to);
        QVERIFY(folder.mkpath(u"queries"_s) && folder.mkpath(u"books"_s));
        for (const QString& name : {u"main.db"_s, u"books/alfa.db"_s, u"queries/total.sql"_s}) {
            if (QFile::exists(m_booksFolder + u'/' + name))
                QVERIFY(QFile::copy(m_booksFolder + u'/' + name, folder.filePath(name)));
        }
    }
    void changeMain(const QString& sql)
    {
        QVERIFY(m_postgres ? m_server.exec({sql})
                           : OtherProgram(m_booksFolder + u"/main.db"_s).exec({sql}));
    }
    void change(QString sql, const QString& schema = u"alfa"_s)
    {
        sql.replace(u"{schema}."_s, m_postgres ? schema + u'.' : QString());
        const QString file = u"%1/books/%2.db"_s.arg(m_booksFolder, schema);
        QVERIFY(m_postgres ? m_server.exec({sql}) : OtherProgram(file).exec({sql}));
    }

    /// SQLite has one writer at a time: there the row simply comes later.
    void openLateTransaction(QString sql)
    {
        if (!m_postgres)
            return;
        QSqlDatabase late = QSqlDatabase::addDatabase(u"QPSQL"_s, u"late"_s);
        const SourceOptions reach = m_server.options();
        late.setHostName(reach.host);
        late.setPort(reach.port);
        late.setDatabaseName(reach.database);
        late.setUserName(reach.user);
        late.setPassword(QLatin1StringView(ThrowawayPostgres::password));
        QVERIFY(late.open() && late.transaction());
        QSqlQuery query(late);
        QVERIFY(query.exec(sql.replace(u"{schema}"_s, u"alfa"_s)));
    }
    void commitLateTransaction(const QString& sql)
    {
        if (!m_postgres) {
            change(sql);
            return;
        }
        QVERIFY(QSqlDatabase::database(u"late"_s).commit());
        QSqlDatabase::removeDatabase(u"late"_s);
    }

    ThrowawayPostgres m_server;
    QString m_noServer;
    bool m_postgres = false;
    QString m_booksFolder;
};

} // namespace tierwatch::test
