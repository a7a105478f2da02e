// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcestatement.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class SourceStatementTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placeholdersAreFoundOnlyWhereTheyStand_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("placeholders");

        QTest::newRow("none") << u"SELECT 1"_s << u"SELECT 1"_s << QStringList{};
        QTest::newRow("twice") << u"a=:x AND b=:y_2 OR c=:x"_s << u"a=? AND b=? OR c=?"_s
                               << QStringList{u"x"_s, u"y_2"_s, u"x"_s};
        QTest::newRow("in text") << u"'it''s :x' = :y"_s << u"'it''s :x' = ?"_s
                                 << QStringList{u"y"_s};
        QTest::newRow("in a name")
            << u"\":x\" = `:z` + :y"_s << u"\":x\" = `:z` + ?"_s << QStringList{u"y"_s};
        QTest::newRow("in a comment")
            << u"1 -- not :x, isn't it\n+ :y"_s << u"1 \n+ ?"_s << QStringList{u"y"_s};
        QTest::newRow("in a block")
            << u"1 /* it's\n:x */ + :y"_s << u"1 \n  + ?"_s << QStringList{u"y"_s};
        QTest::newRow("a cast") << u"a::text = :y"_s << u"a::text = ?"_s << QStringList{u"y"_s};
        QTest::newRow("a lone colon") << u"a[1:2] : b"_s << u"a[1:2] : b"_s << QStringList{};
        QTest::newRow("at the end") << u":y"_s << u"?"_s << QStringList{u"y"_s};
        QTest::newRow("colon at the end") << u"a:"_s << u"a:"_s << QStringList{};
    }
    void placeholdersAreFoundOnlyWhereTheyStand()
    {
        QFETCH(QString, text);
        const Result<SourceStatement> statement = SourceStatement::parse(text);
        QVERIFY(statement.ok());
        QTEST(statement->sql, "sql");
        QTEST(statement->placeholders, "placeholders");
        QVERIFY(!statement->needsSchema);
    }

    void theSchemaGoesWhereItsMarkStands()
    {
        const auto statement = SourceStatement::parse(u"SELECT * FROM {schema}.a, {schema}.b");
        QVERIFY(statement.ok());
        QVERIFY(statement->needsSchema);
        QCOMPARE(statement->withSchema(u"\"s\""_s), u"SELECT * FROM \"s\".a, \"s\".b"_s);
    }

    void whatHasNoEndIsToldWithItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("told");
        QTest::newRow("quote") << u"SELECT\n'open"_s << u"line 8: the quote ' is never closed."_s;
        QTest::newRow("comment") << u"/* open"_s << u"line 7: the comment is never closed."_s;
        QTest::newRow("brace") << u"-- {all right}\n\n{shema}.act"_s
                               << u"line 9: only {schema} may stand in braces."_s;
    }
    void whatHasNoEndIsToldWithItsLine()
    {
        QFETCH(QString, text);
        const Result<SourceStatement> statement = SourceStatement::parse(text, 7);
        QVERIFY(!statement.ok());
        QTEST(statement.error().message, "told");
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SourceStatementTest)
#include "sourcestatementtest.moc"
