// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcedatabase.h"

#include "source/sourcedialect.h"
#include "sourcefiles.h"
#include "support/quiet.h"

#include <QDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

SourceStatement statement(const QString& sql)
{
    const Result<SourceStatement> parsed = SourceStatement::parse(sql);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().message));
    return *parsed;
}

QString schemaName(int number)
{
    return u"firma_%1"_s.arg(number);
}

} // namespace

class SourceDatabaseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_files.emplace();
        for (int i = 1; i <= 12; ++i)
            m_files->write(schemaName(i), {u"CREATE TABLE t (n INTEGER, s TEXT)"_s,
                                           u"INSERT INTO t VALUES (%1, 'ț😀')"_s.arg(i)});
        m_quiet = std::make_unique<Quiet>();
    }
    void cleanup()
    {
        QUIET(*m_quiet);
        m_quiet.reset();
        QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
    }

    void valuesAreBoundAndAnswersAreWhatTheSourceHolds()
    {
        SourceDatabase source(m_files->options());
        const auto rows = source.json(
            statement(u"SELECT n, s, :x AS x, :y || :x AS yx FROM {schema}.t"_s),
            {{u"x"_s, u"'; DROP TABLE t; --"_s}, {u"y"_s, QDate(2026, 1, 2)}}, schemaName(7));
        QVERIFY(rows.ok());
        QCOMPARE(*rows,
                 "[{\"n\":7,\"s\":\"\xC8\x9B\xF0\x9F\x98\x80\",\"x\":\"'; DROP TABLE t; --\","
                 "\"yx\":\"2026-01-02'; DROP TABLE t; --\"}]");
    }

    void moreSchemasThanMayBeAttachedAreReadInAnyOrder()
    {
        SourceDatabase source(m_files->options());
        for (const int i : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 11, 12, 2, 2, 3, 4, 12}) {
            const auto rows =
                source.json(statement(u"SELECT n FROM {schema}.t"_s), {}, schemaName(i));
            QVERIFY2(rows.ok(), rows.ok() ? "" : qPrintable(rows.error().detail));
            QCOMPARE(*rows, u"[{\"n\":%1}]"_s.arg(i).toLatin1());
        }
    }

    void theSchemaThatIsUsedStaysAttached()
    {
        SourceDatabase source(m_files->options());
        const auto ask = [&](int i) {
            return source.json(statement(u"SELECT n FROM {schema}.t"_s), {}, schemaName(i)).ok();
        };
        for (int i = 1; i <= 10; ++i)
            QVERIFY(ask(i));
        QVERIFY(ask(1)); // so that 2 is the one to go
        QVERIFY(ask(11));
        QCOMPARE(attached(source),
                 (QStringList{schemaName(1), schemaName(3), schemaName(4), schemaName(5),
                              schemaName(6), schemaName(7), schemaName(8), schemaName(9),
                              schemaName(10), schemaName(11)}));
    }

    void schemasThatDifferOnlyInCaseAreTwo()
    {
        if (QFileInfo::exists(m_files->path(u"FIRMA_1"_s)))
            QSKIP("the names of files that differ only in case are one here");
        m_files->write(u"FIRMA_1"_s, {u"CREATE TABLE t (n)"_s, u"INSERT INTO t VALUES (-1)"_s});
        SourceDatabase source(m_files->options());
        const auto asked = statement(u"SELECT n FROM {schema}.t"_s);
        QCOMPARE(*source.json(asked, {}, u"firma_1"_s), "[{\"n\":1}]");
        QCOMPARE(*source.json(asked, {}, u"FIRMA_1"_s), "[{\"n\":-1}]");
    }

    void aHostileSchemaNameNeverReachesTheDatabase_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names{u""_s,
                                u"1st"_s,
                                u"a b"_s,
                                u"a.b"_s,
                                u"a\"b"_s,
                                u"a'b"_s,
                                u"../main"_s,
                                u"a;DROP TABLE t"_s,
                                u"a--"_s,
                                u"$a"_s,
                                u"ă"_s,
                                u"a\n"_s,
                                u"a"_s + QChar(u'\0') + u"b"_s,
                                u"\uFF41"_s,
                                u"a"_s.repeated(64)};
        for (int i = 0; i < int(names.size()); ++i)
            QTest::newRow(qPrintable(QString::number(i))) << names[i];
    }
    void aHostileSchemaNameNeverReachesTheDatabase()
    {
        QFETCH(QString, name);
        QVERIFY(!isSchemaName(name));
        SourceDatabase source(m_files->options());
        const auto rows = source.json(statement(u"SELECT n FROM {schema}.t"_s), {}, name);
        QVERIFY(!rows.ok());
        QCOMPARE(rows.error().code, ErrorCode::InvalidArgument);
    }

    void anAllowedNameMayUseAllThatIsAllowed()
    {
        for (const QString& name :
             {u"a"_s, u"_"_s, u"A9$_"_s, u"main"_s, u"temp"_s, u"select"_s, u"x"_s.repeated(63)}) {
            QVERIFY(isSchemaName(name));
            m_files->write(name, {u"CREATE TABLE t2 (n)"_s, u"INSERT INTO t2 VALUES (5)"_s});
            SourceDatabase source(m_files->options());
            const auto rows = source.json(statement(u"SELECT n FROM {schema}.t2"_s), {}, name);
            QVERIFY2(rows.ok(), qPrintable(name));
            QCOMPARE(*rows, "[{\"n\":5}]");
        }
    }

    void aSchemaWithoutAFileIsToldAndNotMade()
    {
        SourceDatabase source(m_files->options());
        const auto rows = source.json(statement(u"SELECT n FROM {schema}.t"_s), {}, u"ghost"_s);
        QVERIFY(!rows.ok());
        QCOMPARE(rows.error().code, ErrorCode::NotFound);
        QVERIFY(!QFile::exists(m_files->path(u"ghost"_s)));
    }

    void nothingCanBeWritten_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("delete") << u"DELETE FROM {schema}.t"_s;
        QTest::newRow("update") << u"UPDATE {schema}.t SET n = 0"_s;
        QTest::newRow("insert") << u"INSERT INTO {schema}.t VALUES (0, '')"_s;
        QTest::newRow("drop") << u"DROP TABLE {schema}.t"_s;
        QTest::newRow("create") << u"CREATE TABLE {schema}.u (n)"_s;
        QTest::newRow("two statements") << u"SELECT 1 FROM {schema}.t; DELETE FROM {schema}.t"_s;
    }
    void nothingCanBeWritten()
    {
        QFETCH(QString, sql);
        SourceDatabase source(m_files->options());
        const auto written = source.json(statement(sql), {}, schemaName(3));
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, ErrorCode::Source);
        const auto rows = source.json(statement(u"SELECT n FROM {schema}.t"_s), {}, schemaName(3));
        QVERIFY(rows.ok());
        QCOMPARE(*rows, "[{\"n\":3}]");
    }

    void evenASessionThatWasTalkedIntoWritingDoesNotWrite()
    {
        SourceDatabase source(m_files->options());
        QVERIFY(source.json(statement(u"PRAGMA query_only=OFF"_s), {}, {}).ok());
        QVERIFY(!source.json(statement(u"DELETE FROM {schema}.t"_s), {}, schemaName(3)).ok());
    }

    void aMissingValueIsNamed()
    {
        SourceDatabase source(m_files->options());
        const auto rows = source.json(statement(u"SELECT :year"_s), {}, {});
        QVERIFY(!rows.ok());
        QVERIFY(rows.error().message.contains(u"\"year\""));
    }

    void whatTheDatabaseSaysIsPassedOn()
    {
        SourceDatabase source(m_files->options());
        const auto rows =
            source.json(statement(u"SELECT nothing FROM {schema}.t"_s), {}, schemaName(1));
        QVERIFY(!rows.ok());
        QVERIFY(rows.error().detail.contains(u"nothing"));
    }

    void aMissingFileAndAMissingDriverAreTold()
    {
        SourceOptions options = m_files->options();
        options.database = m_files->path(u"none"_s);
        const auto noFile = SourceDatabase(options).json(statement(u"SELECT 1"_s), {}, {});
        QVERIFY(!noFile.ok());
        QCOMPARE(noFile.error().code, ErrorCode::Source);
        QVERIFY(noFile.error().message.contains(options.database));
        options.driver = u"QNONE"_s;
        const auto noDriver = SourceDatabase(options).json(statement(u"SELECT 1"_s), {}, {});
        QVERIFY(!noDriver.ok());
        QVERIFY(noDriver.error().message.contains(u"QNONE"));
    }

    void aQueryThatTakesTooLongIsStoppedAndTheNextOneRuns()
    {
        SourceOptions options = m_files->options();
        options.statementTimeoutMs = 50;
        SourceDatabase source(options);
        if (const auto why = source.whyNoTimeout(); !why->isEmpty())
            QSKIP(qPrintable(*why));
        const auto endless = statement(u"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 "
                                       "FROM c) SELECT COUNT(*) AS n FROM c"_s);
        const auto rows = source.json(endless, {}, {});
        QVERIFY(!rows.ok());
        QCOMPARE(rows.error().code, ErrorCode::Timeout);
        QVERIFY(rows.error().message.contains(u"0.05 s"));
        QCOMPARE(*source.json(statement(u"SELECT 1 AS n"_s), {}, {}), "[{\"n\":1}]");
    }

    void aTimeOutInTheMiddleOfTheAnswerIsOneToo()
    {
        SourceOptions options = m_files->options();
        options.statementTimeoutMs = 50;
        SourceDatabase source(options);
        if (const auto why = source.whyNoTimeout(); !why->isEmpty())
            QSKIP(qPrintable(*why));
        const auto endless = statement(
            u"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c"_s);
        QCOMPARE(source.json(endless, {}, {}).error().code, ErrorCode::Timeout);
    }

    void eachThreadHasAConnectionOfItsOwn()
    {
        SourceDatabase source(m_files->options());
        std::atomic<int> right = 0;
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 30; ++i) {
                    const int number = (t + i) % 12 + 1;
                    const auto rows = source.json(statement(u"SELECT n FROM {schema}.t"_s), {},
                                                  schemaName(number));
                    right += rows.ok() && *rows == u"[{\"n\":%1}]"_s.arg(number).toLatin1();
                }
            });
        }
        threads.clear();
        QCOMPARE(right.load(), 240);
    }

private:
    static QStringList attached(SourceDatabase& source)
    {
        QStringList names;
        const auto list =
            statement(u"SELECT file FROM pragma_database_list WHERE name <> 'main'"_s);
        const Result<void> read = source.read(list, {}, {}, [&](QSqlQuery& query) {
            while (query.next())
                names.append(QFileInfo(query.value(0).toString()).completeBaseName());
            return Result<void>();
        });
        std::ranges::sort(names, {},
                          [](const QString& name) { return name.section(u'_', 1).toInt(); });
        return read.ok() ? names : QStringList();
    }

    std::optional<SourceFiles> m_files;
    std::unique_ptr<Quiet> m_quiet;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SourceDatabaseTest)
#include "sourcedatabasetest.moc"
