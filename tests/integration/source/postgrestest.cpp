// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcedatabase.h"
#include "support/quiet.h"
#include "support/throwawaypostgres.h"

#include <QSet>
#include <QSqlDatabase>
#include <QTest>

#include <mutex>
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

QString everyWord(const Error& error)
{
    return error.message + u' ' + error.detail;
}

} // namespace

/// The source on a real PostgreSQL server; skipped where none can be started.
class PostgresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Not where the server stands, and with a night that has an hour twice.
        qputenv("TZ", "Europe/Bucharest");
        if (const QString problem = m_server.start(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        QVERIFY(m_server.exec(
            {u"CREATE SCHEMA firma_1"_s, u"CREATE SCHEMA \"FIRMA_1\""_s,
             u"CREATE TABLE firma_1.t (n int)"_s, u"INSERT INTO firma_1.t VALUES (1)"_s,
             u"CREATE TABLE \"FIRMA_1\".t (n int)"_s, u"INSERT INTO \"FIRMA_1\".t VALUES (-1)"_s,
             u"CREATE SEQUENCE s"_s}));
    }
    void cleanupTestCase()
    {
        m_server.stop();
        QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
    }

    void valuesBecomeJsonAsTheyAre_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("json");
        const auto row = [](const char* sql, const char* json) {
            QTest::newRow(sql) << QString::fromUtf8(sql) << QString::fromUtf8(json);
        };
        row("42::int2", "42");
        row("(-9223372036854775807)::int8", "-9223372036854775807");
        row("9223372036854775807::int8", "9223372036854775807");
        row("0.1::float8", "0.1");
        row("0.1::float4", "0.1");
        row("'NaN'::float8", "\"NaN\"");
        row("'-Infinity'::float8", "\"-Infinity\"");
        row("1234.50::numeric(12,2)", "1234.5");
        row("0::numeric", "0");
        row("12345678901234567890.12::numeric", "\"12345678901234567890.12\"");
        row("'NaN'::numeric", "\"NaN\"");
        row("true", "true");
        row("false", "false");
        row("NULL::int", "null");
        row("NULL::timestamptz", "null");
        row("NULL::jsonb", "null");
        row("NULL::int[]", "null");
        row("''::text", "\"\"");
        row("'ț😀\"\\'::text", "\"ț😀\\\"\\\\\"");
        row("date '2026-02-28'", "\"2026-02-28\"");
        row("time '23:59:58.5'", "\"23:59:58.500\"");
        row("timestamp '2026-01-02 03:04:05'", "\"2026-01-02T03:04:05\"");
        row("timestamp '2026-03-29 03:30:00'", "\"2026-03-29T03:30:00\""); // no such hour here
        row("timestamptz '2026-01-02 03:04:05+00'", "\"2026-01-02T03:04:05Z\"");
        row("timestamptz '2026-10-25 03:30:00.25+03'", "\"2026-10-25T00:30:00.250Z\"");
        row("timestamptz '2026-10-25 03:30:00.25+02'", "\"2026-10-25T01:30:00.250Z\"");
        row("interval '1 day 2 hours'", "\"1 day 02:00:00\"");
        row("'\\x00ff10'::bytea", "\"AP8Q\"");
        row("'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::uuid",
            "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"");
        row("42::oid", "42");
        row("'{\"a\": [1, 2.50, null]}'::jsonb", "{\"a\": [1, 2.50, null]}");
        row("'{\"b\":true}'::json", "{\"b\":true}");
        row("ARRAY[1,NULL,9223372036854775807]", "[1,null,9223372036854775807]");
        row("ARRAY[[1,2],[3,4]]", "[[1,2],[3,4]]");
        row("'[2:3]={5,6}'::int[]", "[5,6]");
        row("'{}'::text[]", "[]");
        row("ARRAY['a b','c\"d\\e','NULL',NULL,'','{,}']",
            "[\"a b\",\"c\\\"d\\\\e\",\"NULL\",null,\"\",\"{,}\"]");
        row("ARRAY[true,false]", "[true,false]");
        row("ARRAY[1.50,12345678901234567890.12]", "[1.5,\"12345678901234567890.12\"]");
        row("ARRAY[date '2026-01-02']", "[\"2026-01-02\"]");
    }
    void valuesBecomeJsonAsTheyAre()
    {
        QFETCH(QString, sql);
        QFETCH(QString, json);
        SourceDatabase source(m_server.options());
        const auto rows = source.json(statement(u"SELECT %1 AS v"_s.arg(sql)), {}, {});
        QVERIFY2(rows.ok(), rows.ok() ? "" : qPrintable(everyWord(rows.error())));
        QCOMPARE(QString::fromUtf8(*rows), u"[{\"v\":%1}]"_s.arg(json));
    }

    void whatTheDriverLosesIsRefusedAndNamed()
    {
        SourceDatabase source(m_server.options());
        for (const QString& sql :
             {u"timetz '10:00+02'"_s, u"timestamptz 'infinity'"_s, u"date '-infinity'"_s}) {
            const auto rows = source.json(statement(u"SELECT %1 AS odd"_s.arg(sql)), {}, {});
            QVERIFY2(!rows.ok(), qPrintable(sql));
            QCOMPARE(rows.error().code, ErrorCode::Source);
            QVERIFY(rows.error().message.contains(u"\"odd\""));
        }
    }

    void valuesAreBoundByTheirTypes()
    {
        SourceDatabase source(m_server.options());
        const auto rows = source.json(
            statement(u"SELECT n, :day::date + 1 AS next, :text AS text, :yes::boolean AS yes "
                      "FROM {schema}.t WHERE n = :n AND :text <> 'x' AND 1.5 = :half"_s),
            {{u"n"_s, 1},
             {u"day"_s, QDate(2026, 1, 31)},
             {u"text"_s, u"it's ?; :n"_s},
             {u"yes"_s, true},
             {u"half"_s, 1.5}},
            u"firma_1"_s);
        QVERIFY2(rows.ok(), rows.ok() ? "" : qPrintable(everyWord(rows.error())));
        QCOMPARE(*rows, "[{\"n\":1,\"next\":\"2026-02-01\",\"text\":\"it's ?; :n\",\"yes\":true}]");
    }

    void schemasThatDifferOnlyInCaseAreTwo()
    {
        SourceDatabase source(m_server.options());
        const auto asked = statement(u"SELECT n FROM {schema}.t"_s);
        QCOMPARE(*source.json(asked, {}, u"firma_1"_s), "[{\"n\":1}]");
        QCOMPARE(*source.json(asked, {}, u"FIRMA_1"_s), "[{\"n\":-1}]");
        QCOMPARE(source.json(asked, {}, u"a\"b"_s).error().code, ErrorCode::InvalidArgument);
    }

    void nothingCanBeWrittenThoughTheUserMay_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("insert") << u"INSERT INTO {schema}.t VALUES (2)"_s;
        QTest::newRow("delete") << u"DELETE FROM {schema}.t RETURNING n"_s;
        QTest::newRow("with")
            << u"WITH d AS (DELETE FROM {schema}.t RETURNING n) SELECT n FROM d"_s;
        QTest::newRow("nextval") << u"SELECT setval('s', 5) FROM {schema}.t"_s;
    }
    void nothingCanBeWrittenThoughTheUserMay()
    {
        QFETCH(QString, sql);
        SourceDatabase source(m_server.options());
        const auto written = source.json(statement(sql), {}, u"firma_1"_s);
        QVERIFY(!written.ok());
        QVERIFY2(written.error().detail.contains(u"read-only"), qPrintable(written.error().detail));
        QCOMPARE(*source.json(statement(u"SELECT n FROM {schema}.t"_s), {}, u"firma_1"_s),
                 "[{\"n\":1}]");
    }

    void aQueryThatTakesTooLongIsStoppedAndTheNextOneRuns()
    {
        SourceOptions options = m_server.options();
        options.statementTimeoutMs = 100;
        SourceDatabase source(options);
        QCOMPARE(*source.whyNoTimeout(), QString());
        const auto rows = source.json(statement(u"SELECT pg_sleep(20)"_s), {}, {});
        QVERIFY(!rows.ok());
        QCOMPARE(rows.error().code, ErrorCode::Timeout);
        QVERIFY(rows.error().message.contains(u"0.1 s"));
        QCOMPARE(*source.json(statement(u"SELECT 1 AS n"_s), {}, {}), "[{\"n\":1}]");
    }

    void aWrongPasswordIsAnErrorThatRepeatsNoPassword()
    {
        SourceOptions options = m_server.options();
        for (const QString& wrong : {u"h1dden words"_s, QString()}) {
            options.password = [wrong]() -> Result<std::optional<QString>> {
                return std::optional(wrong);
            };
            const auto rows = SourceDatabase(options).json(statement(u"SELECT 1"_s), {}, {});
            QVERIFY(!rows.ok());
            QCOMPARE(rows.error().code, ErrorCode::Source);
            QVERIFY(!everyWord(rows.error()).contains(u"h1dden"));
        }
    }

    void aKeyStoreThatFailsIsTheErrorOfTheConnection()
    {
        SourceOptions options = m_server.options();
        options.password = []() -> Result<std::optional<QString>> {
            return Error{ErrorCode::NotAvailable, u"The key store is locked."_s};
        };
        const auto rows = SourceDatabase(options).json(statement(u"SELECT 1"_s), {}, {});
        QCOMPARE(rows.error().code, ErrorCode::NotAvailable);
    }

    void eachThreadHasAConnectionOfItsOwn()
    {
        SourceDatabase source(m_server.options());
        const auto asked = statement(u"SELECT pg_backend_pid() AS pid"_s);
        QSet<QByteArray> pids;
        std::mutex mutex;
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 10; ++i) {
                    const auto rows = source.json(asked, {}, {});
                    const std::scoped_lock lock(mutex);
                    pids.insert(rows ? *rows : QByteArray("failed"));
                }
            });
        }
        threads.clear();
        QCOMPARE(pids.size(), 4);
        QVERIFY(!pids.contains("failed"));
    }

    void aConnectionThatTheServerEndedIsReplacedUnnoticed()
    {
        const Quiet quiet; // the driver complains of statements it can't free any more
        SourceDatabase source(m_server.options());
        QVERIFY(source.json(statement(u"SELECT 1 AS n"_s), {}, {}).ok());
        m_server.stop();
        QVERIFY(!source.json(statement(u"SELECT 1 AS n"_s), {}, {}).ok());
        QCOMPARE(source.reach().error().code, ErrorCode::Source);
        QCOMPARE(m_server.start(), QString());
        QVERIFY(source.json(statement(u"SELECT 1 AS n"_s), {}, {}).ok());
        m_server.stop();
        QCOMPARE(m_server.start(), QString());
        const auto rows = source.json(statement(u"SELECT 2 AS n"_s), {}, {});
        QVERIFY2(rows.ok(), rows.ok() ? "" : qPrintable(everyWord(rows.error())));
    }

private:
    ThrowawayPostgres m_server;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::PostgresTest)
#include "postgrestest.moc"
