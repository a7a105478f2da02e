// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/rowstojson.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QVariant>

#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class RowsToJsonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s);
        database.setDatabaseName(u":memory:"_s);
        QVERIFY(database.open());
    }
    void cleanupTestCase()
    {
        QSqlDatabase::removeDatabase(QLatin1StringView(QSqlDatabase::defaultConnection));
    }

    void aValueIsWrittenExactly_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char* tag, const QVariant& value, const QByteArray& json) {
            QTest::newRow(tag) << value << json;
        };
        row("null", QVariant(), "null");
        row("typed null", QVariant(QMetaType(QMetaType::QString)), "null");
        row("least integer", std::numeric_limits<qint64>::min(), "-9223372036854775808");
        row("most integer", std::numeric_limits<qint64>::max(), "9223372036854775807");
        row("most unsigned", std::numeric_limits<quint64>::max(), "18446744073709551615");
        row("a tenth", 0.1, "0.1");
        row("a sum", 0.1 + 0.2, "0.30000000000000004");
        row("whole double", 3.0, "3");
        row("amount", 1234567.89, "1234567.89");
        row("minus zero", -0.0, "-0");
        row("beyond 2^53", 9007199254740993.0, "9007199254740992");
        row("large", 1e300, "1e+300");
        row("least double", 5e-324, "5e-324");
        row("NaN", qQNaN(), "\"NaN\"");
        row("infinity", qInf(), "\"Infinity\"");
        row("minus infinity", -qInf(), "\"-Infinity\"");
        row("true", true, "true");
        row("bytes", QByteArray("\x00\xFF\x10", 3), "\"AP8Q\"");
        row("date", QDate(2026, 10, 31), "\"2026-10-31\"");
        row("time", QTime(7, 5, 9), "\"07:05:09\"");
        row("moment", QDateTime(QDate(2026, 10, 31), QTime(7, 5, 9, 20), Qt::UTC),
            "\"2026-10-31T07:05:09.020Z\"");
        row("quotes", u"\"\\/"_s, "\"\\\"\\\\/\"");
        row("controls", u"\b\f\n\r\t\u0001\u001f\u007f"_s, "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
        row("NUL", QString(QChar(u'\0')), "\"\\u0000\"");
        row("Romanian", u"Țuică"_s, "\"\xC8\x9Auic\xC4\x83\"");
        row("euro", u"€"_s, "\"\xE2\x82\xAC\"");
        row("emoji", u"😀"_s, "\"\xF0\x9F\x98\x80\"");
        row("high half", QString(QChar(0xD83D)), "\"\\ud83d\"");
        row("low half", QString(QChar(0xDE00)) + u'x', "\"\\ude00x\"");
        row("halves the wrong way round", QString(QChar(0xDE00)) + QChar(0xD83D),
            "\"\\ude00\\ud83d\"");
    }
    void aValueIsWrittenExactly()
    {
        QFETCH(QVariant, value);
        QByteArray json;
        appendJson(json, value);
        QTEST(json, "json");
    }

    void anExactDecimalIsANumberOnlyIfADoubleHoldsIt_data()
    {
        QTest::addColumn<QString>("decimal");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("held") << u"1234.50"_s << QByteArray("1234.5");
        QTest::newRow("a tenth") << u"0.1"_s << QByteArray("0.1");
        QTest::newRow("zero") << u"0.00"_s << QByteArray("0");
        QTest::newRow("leading zero") << u"-0.0075"_s << QByteArray("-0.0075");
        QTest::newRow("20 digits")
            << u"12345678901234567.89"_s << QByteArray("\"12345678901234567.89\"");
        QTest::newRow("no number") << u"a lot"_s << QByteArray("\"a lot\"");
    }
    void anExactDecimalIsANumberOnlyIfADoubleHoldsIt()
    {
        QFETCH(QString, decimal);
        QByteArray json;
        appendJson(json, decimal, true);
        QTEST(json, "json");
    }

    void doublesReadBackTheSame()
    {
        for (const double value :
             {0.1, 1.0 / 3, 123456789.123456789, 1e17, 1e-5, 2.5e-7, 1e22,
              std::numeric_limits<double>::max(), std::numeric_limits<double>::min()}) {
            QByteArray json;
            appendJson(json, value);
            QCOMPARE(json.toDouble(), value);
        }
    }

    void rowsKeepTheOrderOfTheColumns()
    {
        QCOMPARE(
            json(u"SELECT 2 AS zebra, 1 AS ant, 'x' AS \"Ce\\va\" UNION ALL SELECT 3, NULL, ''"_s),
            "[{\"zebra\":2,\"ant\":1,\"Ce\\\\va\":\"x\"},"
            "{\"zebra\":3,\"ant\":null,\"Ce\\\\va\":\"\"}]");
    }

    void noRowsAreAnEmptyList() { QCOMPARE(json(u"SELECT 1 AS a WHERE 0"_s), "[]"); }

    void whatSqliteHoldsComesOutAsItIs()
    {
        QCOMPARE(json(u"SELECT 9223372036854775807 AS i, 0.1 AS d, 9e999 AS inf, x'00ff' AS b, "
                      "CAST(x'610062' AS TEXT) AS nul"_s),
                 "[{\"i\":9223372036854775807,\"d\":0.1,\"inf\":\"Infinity\",\"b\":\"AP8=\","
                 "\"nul\":\"a\\u0000b\"}]");
    }

    void aTextThatLooksLikeANumberStaysText()
    {
        QCOMPARE(json(u"SELECT '0050' AS code"_s), "[{\"code\":\"0050\"}]");
    }

    void twoColumnsOfOneNameAreRefused()
    {
        const auto rows = run(u"SELECT 1 AS total, 2 AS total"_s);
        QVERIFY(!rows.ok());
        QCOMPARE(rows.error().code, ErrorCode::Source);
        QVERIFY(rows.error().message.contains(u"\"total\""));
    }

    void anAnswerBeyondTheLimitIsRefused()
    {
        QVERIFY(run(u"SELECT 'abcdef' AS a"_s, 18).ok());
        QVERIFY(!run(u"SELECT 'abcdef' AS a"_s, 10).ok());
    }

    void whatIsWrittenIsJson()
    {
        QJsonParseError error;
        QJsonDocument::fromJson(
            json(u"SELECT 'a' || char(1, 34, 92, 0x1F600, 0x2028) AS t, 1e300 AS d"_s), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
    }

private:
    static Result<QByteArray> run(const QString& sql, qint64 maxBytes = 1'000'000)
    {
        QSqlQuery query;
        query.setForwardOnly(true);
        if (!query.exec(sql))
            return Error{ErrorCode::Internal, u"the SQL of the test is wrong"_s};
        return rowsToJson(query, maxBytes);
    }
    static QByteArray json(const QString& sql)
    {
        const Result<QByteArray> rows = run(sql);
        return rows.ok() ? *rows : rows.error().message.toUtf8();
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::RowsToJsonTest)
#include "rowstojsontest.moc"
