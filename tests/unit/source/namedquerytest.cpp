// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/namedquery.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

const auto wholeHeader = u"-- SPDX-License-Identifier: MIT\r\n"
                         "-- name: invoices_by_month\r\n"
                         "-- type: invoices\r\n"
                         "-- title: Invoices by month\n"
                         "-- description: Invoiced and paid amounts by month\n"
                         "\n"
                         "-- param: year integer 2026\n"
                         "-- param: since date\n"
                         "-- param: note text two words\n"
                         "-- param: empty text \"\"\n"
                         "-- l1_ttl: 60\n"
                         "-- l2_ttl: -1\n"
                         "-- stale_after_change: yes\n"
                         "-- tags: finance, sales  month\n"
                         "-- per_user: yes\n"
                         "SELECT :year, :since, :note, :empty, :user -- :none\n"
                         "FROM {schema}.invoices;\n\n"_s;

NamedQuery query(const QString& text)
{
    const Result<NamedQuery> parsed = NamedQuery::parse(text, u"q.sql"_s);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().message));
    return *parsed;
}

} // namespace

class NamedQueryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeaderIsReadWhole()
    {
        const NamedQuery parsed = query(wholeHeader);
        QCOMPARE(parsed.name, u"invoices_by_month"_s);
        QCOMPARE(parsed.type, u"invoices"_s);
        QCOMPARE(parsed.title, u"Invoices by month"_s);
        QCOMPARE(parsed.description, u"Invoiced and paid amounts by month"_s);
        QCOMPARE(parsed.policy.value(Setting::L1Ttl), 60);
        QCOMPARE(parsed.policy.value(Setting::L2Ttl), -1);
        QCOMPARE(parsed.policy.value(Setting::StaleAfterChange), 1);
        QCOMPARE(parsed.tags, (QStringList{u"finance"_s, u"sales"_s, u"month"_s}));
        QVERIFY(parsed.perUser);
        QVERIFY(parsed.statement.needsSchema);
        QVERIFY(parsed.sql.endsWith(u"invoices"));
        QCOMPARE(parsed.parameters.size(), 4U);
        QCOMPARE(parsed.parameters[0].defaultValue, QVariant(2026LL));
        QVERIFY(!parsed.parameters[1].defaultValue);
        QCOMPARE(parsed.parameters[2].defaultValue, QVariant(u"two words"_s));
        QCOMPARE(parsed.parameters[3].defaultValue, QVariant(u""_s));
    }

    void whatIsLeftOutHasASensibleValue()
    {
        const NamedQuery parsed = query(u"-- name: totals\nSELECT 1"_s);
        QCOMPARE(parsed.type, u"totals"_s);
        QCOMPARE(parsed.title, u"totals"_s);
        QVERIFY(parsed.policy.isEmpty() && !parsed.perUser);
        QCOMPARE(query(u"-- name: t\n-- description: All of it\nSELECT 1"_s).title, u"All of it"_s);
    }

    void aWrongFileIsToldWithItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("told");

        const auto row = [](const char* tag, const QString& text, int line, const QString& told) {
            QTest::newRow(tag) << text << line << told;
        };
        row("empty", u""_s, 1, u"no SQL"_s);
        row("only a header", u"-- name: a\n"_s, 2, u"no SQL"_s);
        row("no name", u"-- type: a\nSELECT 1"_s, 2, u"-- name"_s);
        row("bad name", u"-- name: a b\nSELECT 1"_s, 1, u"\"a b\""_s);
        row("name like a path", u"-- name: ../a\nSELECT 1"_s, 1, u"\"../a\""_s);
        row("no value", u"-- name:\nSELECT 1"_s, 1, u"\"name\""_s);
        row("twice", u"-- name: a\n-- name: b\nSELECT 1"_s, 2, u"twice"_s);
        row("unknown key", u"-- name: a\n-- l1ttl: 5\nSELECT 1"_s, 2, u"\"l1ttl\""_s);
        row("seconds", u"-- name: a\n-- l1_ttl: 5 min\nSELECT 1"_s, 2, u"\"5 min\""_s);
        row("too long", u"-- name: a\n-- grace: 99999999999\nSELECT 1"_s, 2, u"\"99999999999\""_s);
        row("a second too long", u"-- name: a\n-- l1_ttl: 315360001\nSELECT 1"_s, 2,
            u"a whole number from 0 to 315360000"_s);
        row("overflowing", u"-- name: a\n-- l2_ttl: -9223372036854775807\nSELECT 1"_s, 2,
            u"a whole number from 0 to 315360000"_s);
        row("negative", u"-- name: a\n-- grace: -1\nSELECT 1"_s, 2, u"\"-1\""_s);
        row("not a number", u"-- name: a\n-- jitter: nan\nSELECT 1"_s, 2, u"\"nan\""_s);
        row("a switch", u"-- name: a\n-- stale_after_change: 1\nSELECT 1"_s, 2, u"yes or no"_s);
        row("yes or no", u"-- name: a\n-- per_user: true\nSELECT 1"_s, 2, u"\"true\""_s);
        row("half a parameter", u"-- name: a\n-- param: x\nSELECT :x"_s, 2, u"NAME TYPE"_s);
        row("type", u"-- name: a\n-- param: x int\nSELECT :x"_s, 2, u"\"int\""_s);
        row("default", u"-- name: a\n-- param: x integer ten\nSELECT :x"_s, 2, u"\"ten\""_s);
        row("parameter twice", u"-- name: a\n-- param: x text\n-- param: x text\nSELECT :x"_s, 3,
            u"twice"_s);
        row("reserved", u"-- name: a\n-- param: user text\nSELECT :user"_s, 2, u"\"user\""_s);
        row("undeclared", u"-- name: a\n\nSELECT :x"_s, 3, u":x"_s);
        row("unused", u"-- name: a\n-- param: x text\nSELECT ':x'"_s, 3, u":x"_s);
        row("user undeclared", u"-- name: a\nSELECT :user"_s, 2, u":user"_s);
        row("user unused", u"-- name: a\n-- per_user: yes\nSELECT 1"_s, 3, u":user"_s);
        row("quote", u"-- name: a\nSELECT\n'open"_s, 3, u"never closed"_s);
        row("brace", u"-- name: a\nSELECT 1\nFROM {company}.act"_s, 3, u"{schema}"_s);
    }
    void aWrongFileIsToldWithItsLine()
    {
        QFETCH(QString, text);
        QFETCH(int, line);
        QFETCH(QString, told);
        const Result<NamedQuery> parsed = NamedQuery::parse(text, u"q.sql"_s);
        QVERIFY(!parsed.ok());
        QCOMPARE(parsed.error().code, ErrorCode::InvalidArgument);
        const QString message = parsed.error().message;
        QVERIFY2(message.startsWith(u"q.sql, line %1: "_s.arg(line)), qPrintable(message));
        QVERIFY2(message.contains(told), qPrintable(message));
    }

    void parametersAreFilledInAndMadeCanonical()
    {
        const NamedQuery parsed = query(wholeHeader);
        const auto values = parsed.canonical({{u"since"_s, u"2026-01-01"_s}, {u"year"_s, u"25"_s}});
        QVERIFY(values.ok());
        QCOMPARE(*values, (QVariantMap{{u"year"_s, 25LL},
                                       {u"since"_s, QDate(2026, 1, 1)},
                                       {u"note"_s, u"two words"_s},
                                       {u"empty"_s, u""_s}}));
    }

    void aParameterThatIsMissingWrongOrUnknownIsNamed()
    {
        const NamedQuery parsed = query(wholeHeader);
        const auto told = [&](const QVariantMap& given) {
            const auto values = parsed.canonical(given);
            return values.ok() ? QString() : values.error().message;
        };
        const QVariant day = u"2026-01-01"_s;
        QVERIFY(told({}).contains(u"\"since\""));
        QVERIFY(told({{u"since"_s, QVariant()}}).contains(u"\"since\""));
        QVERIFY(told({{u"since"_s, day}, {u"year"_s, u"x"_s}}).contains(u"\"year\""));
        QVERIFY(told({{u"since"_s, day}, {u"yaer"_s, 1}}).contains(u"\"yaer\""));
        QVERIFY(told({{u"since"_s, day}, {u"user"_s, u"eve"_s}}).contains(u"\"user\""));
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::NamedQueryTest)
#include "namedquerytest.moc"
