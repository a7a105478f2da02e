// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sources.h"

#include "source/workspacesource.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/quiet.h"
#include "support/tempworkspace.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

const QByteArray twoSources = "[source]\n"
                              "database = main.db\n"
                              "folder = main\n"
                              "companies = SELECT id, schema, name FROM companies\n"
                              "[source.archive]\n"
                              "database = archive.db\n"
                              "folder = archive\n"
                              "[companies.archive]\n"
                              "1 = alfa, Alfa\n"
                              "9 = iota, Iota\n"
                              "[source.far]\n"
                              "driver = QPSQL\n"
                              "host = 127.0.0.1\n"
                              "port = 1\n"
                              "user = reader\n";

} // namespace

/// Several source databases in one workspace.
class SourcesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<TempWorkspace>(m_clock, twoSources);
        const QDir folder(m_workspace->folder());
        for (const QString& name : {u"queries"_s, u"main"_s, u"archive"_s})
            QVERIFY(folder.mkpath(name));
        QVERIFY(OtherProgram(folder.filePath(u"main.db"_s))
                    .exec({u"CREATE TABLE companies (id INTEGER, schema TEXT, name TEXT)"_s,
                           u"INSERT INTO companies VALUES (1, 'alfa', 'Alfa SRL')"_s}));
        writeCompany(u"main/alfa.db"_s, 2026);
        QFile query(folder.filePath(u"queries/years.sql"_s));
        QVERIFY(query.open(QIODevice::WriteOnly));
        query.write("-- name: years\nSELECT year FROM {schema}.t\n");
        query.close();
        QVERIFY(m_workspace->open(m_environment).ok());
    }
    void cleanup()
    {
        m_source.reset();
        m_workspace.reset();
    }

    void aRequestNamesItsSource()
    {
        writeArchive();
        openSource();
        const auto fromMain = ask(1, u"main"_s);
        QVERIFY2(fromMain.ok(), fromMain.ok() ? "" : qPrintable(fromMain.error().message));
        QCOMPARE(fromMain->value, "[{\"year\":2026}]");
        QCOMPARE(ask(1, u"archive"_s)->value, "[{\"year\":1999}]");
        QCOMPARE(ask(1, u"main"_s)->origin, Origin::Memory);
        QCOMPARE(ask(1, u"archive"_s)->origin, Origin::Memory);
        QCOMPARE(ask(1, u"archive"_s)->value, "[{\"year\":1999}]");
        QCOMPARE(ask(1)->value, "[{\"year\":2026}]");
    }

    void aSourceIsOpenedWhenItIsFirstAsked()
    {
        openSource(); // neither archive nor far can be reached
        QVERIFY(ask(1).ok());
        QCOMPARE(ask(1, u"archive"_s).error().code, ErrorCode::Source);
        writeArchive();
        QVERIFY(ask(1, u"archive"_s).ok());
    }

    void aSourceThatIsNotThereIsNamed()
    {
        openSource();
        const auto answer = ask(1, u"moon"_s);
        QCOMPARE(answer.error().code, ErrorCode::NotFound);
        QVERIFY(answer.error().message.contains(u"\"moon\""));
    }

    void eachSourceHasItsOwnCompanies()
    {
        openSource();
        QCOMPARE(ask(9).error().code, ErrorCode::NotFound);
        const Catalog catalog = m_source->catalog();
        QCOMPARE(catalog.companies.size(), 2U);
        QCOMPARE(catalog.companies[0].name, u"Alfa SRL"_s);
        QCOMPARE(catalog.companies[1].name, u"Iota"_s);
    }

    void anInvalidationOfACompanyReachesItInEverySource()
    {
        writeArchive();
        openSource();
        QVERIFY(ask(1).ok() && ask(1, u"archive"_s).ok());
        QVERIFY(m_workspace->engine().invalidate({.companyId = 1}, u"ana"_s).ok());
        QCOMPARE(ask(1)->origin, Origin::Database);
        QCOMPARE(ask(1, u"archive"_s)->origin, Origin::Database);
    }

    void noSecretIsInAnErrorALogOrAFile()
    {
        if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
            QSKIP("Qt's driver QPSQL is not installed");
        const Quiet quiet;
        openSource();
        const auto answer = ask(1, u"far"_s); // nobody listens there
        QVERIFY(!answer.ok());
        const auto far = m_source->sources().find(u"far"_s);
        const auto reached = (*far)->database->reach();
        QCOMPARE(reached.error().code, ErrorCode::Source);
        const QString words = answer.error().message + answer.error().detail +
                              reached.error().message + reached.error().detail + quiet.complaints();
        QVERIFY(!words.contains(u"t0p"));
        m_source.reset();
        m_workspace->close();
        const QDir folder(m_workspace->folder());
        for (const QString& name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("t0p"), qPrintable(name));
        }
    }

    void thePasswordOfASourceComesFromTheEnvironment()
    {
        const auto secrets = m_workspace->workspace().secrets();
        QCOMPARE(secrets->passwordOf(u"far"_s)->value(), u"t0p secret"_s);
        QCOMPARE(secrets->passwordOf(u"main"_s)->value(), u"t0p of all"_s);
        QVERIFY(!secrets->passwordOf(u"archive"_s)->has_value());
    }

private:
    void writeCompany(const QString& file, int year)
    {
        QVERIFY(OtherProgram(m_workspace->folder() + u'/' + file)
                    .exec({u"CREATE TABLE t (year INTEGER)"_s,
                           u"INSERT INTO t VALUES (%1)"_s.arg(year)}));
    }
    void writeArchive()
    {
        QVERIFY(OtherProgram(m_workspace->folder() + u"/archive.db"_s)
                    .exec({u"CREATE TABLE other (n INTEGER)"_s}));
        writeCompany(u"archive/alfa.db"_s, 1999);
    }
    void openSource()
    {
        auto source = WorkspaceSource::open(m_workspace->workspace(), m_workspace->cache());
        QVERIFY(source.ok());
        m_source = *std::move(source);
    }
    Result<Answer> ask(qint64 company, const QString& source = Sources::mainName())
    {
        return m_source->gateway().runNow(u"years"_s, company, {}, u"ana"_s, source);
    }

    FakeClock m_clock;
    QProcessEnvironment m_environment = [] {
        QProcessEnvironment environment;
        environment.insert(u"TIERWATCH_SOURCE_PASSWORD"_s, u"t0p of all"_s);
        environment.insert(u"TIERWATCH_SOURCE_FAR_PASSWORD"_s, u"t0p secret"_s);
        return environment;
    }();
    std::unique_ptr<TempWorkspace> m_workspace;
    std::unique_ptr<WorkspaceSource> m_source;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SourcesTest)
#include "sourcestest.moc"
