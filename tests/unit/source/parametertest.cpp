// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/parameter.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class ParameterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMeansTheSameBecomesTheSame_data()
    {
        using Type = ParameterType;
        QTest::addColumn<ParameterType>("type");
        QTest::addColumn<QVariant>("given");
        QTest::addColumn<QVariant>("canonical");

        const QVariant five = 5LL;
        const QVariant least = std::numeric_limits<qlonglong>::min();
        const QVariant most = std::numeric_limits<qlonglong>::max();
        QTest::newRow("integer from int") << Type::Integer << QVariant(5) << five;
        QTest::newRow("integer from text") << Type::Integer << QVariant(u"5"_s) << five;
        QTest::newRow("integer from padded text") << Type::Integer << QVariant(u" 005 "_s) << five;
        QTest::newRow("integer from double") << Type::Integer << QVariant(5.0) << five;
        QTest::newRow("integer from unsigned") << Type::Integer << QVariant(5U) << five;
        QTest::newRow("integer minus zero") << Type::Integer << QVariant(-0.0) << QVariant(0LL);
        QTest::newRow("integer least")
            << Type::Integer << QVariant(u"-9223372036854775808"_s) << least;
        QTest::newRow("integer most")
            << Type::Integer << QVariant(u"9223372036854775807"_s) << most;
        QTest::newRow("integer least from double") << Type::Integer << QVariant(-0x1p63) << least;

        QTest::newRow("number from int") << Type::Number << QVariant(5) << QVariant(5.0);
        QTest::newRow("number from text") << Type::Number << QVariant(u"5.50"_s) << QVariant(5.5);
        QTest::newRow("number from exponent")
            << Type::Number << QVariant(u"55e-1"_s) << QVariant(5.5);

        QTest::newRow("text") << Type::Text << QVariant(u" RON "_s) << QVariant(u" RON "_s);
        QTest::newRow("empty text") << Type::Text << QVariant(u""_s) << QVariant(u""_s);

        const QVariant day = QDate(2026, 10, 31);
        QTest::newRow("date from text") << Type::Date << QVariant(u"2026-10-31"_s) << day;
        QTest::newRow("date from date") << Type::Date << day << day;

        QTest::newRow("boolean from text")
            << Type::Boolean << QVariant(u"True"_s) << QVariant(true);
        QTest::newRow("boolean from digit") << Type::Boolean << QVariant(u"0"_s) << QVariant(false);
        QTest::newRow("boolean from number") << Type::Boolean << QVariant(1) << QVariant(true);
        QTest::newRow("boolean from boolean")
            << Type::Boolean << QVariant(false) << QVariant(false);
    }
    void whatMeansTheSameBecomesTheSame()
    {
        QFETCH(ParameterType, type);
        QFETCH(QVariant, given);
        QFETCH(QVariant, canonical);
        const Result<QVariant> value = Parameter{u"x"_s, type}.canonical(given);
        QVERIFY2(value.ok(), value.ok() ? "" : qPrintable(value.error().message));
        QCOMPARE(value->typeId(), canonical.typeId());
        QCOMPARE(*value, canonical);
    }

    void minusZeroIsTheSameNumberAsZero()
    {
        const Result<QVariant> value = Parameter{u"x"_s, ParameterType::Number}.canonical(-0.0);
        QVERIFY(value.ok());
        QVERIFY(!std::signbit(value->toDouble()));
    }

    void whatIsWrongIsRefusedByName_data()
    {
        using Type = ParameterType;
        QTest::addColumn<ParameterType>("type");
        QTest::addColumn<QVariant>("given");

        QTest::newRow("half an integer") << Type::Integer << QVariant(5.5);
        QTest::newRow("too large") << Type::Integer << QVariant(u"9223372036854775808"_s);
        QTest::newRow("too large a double") << Type::Integer << QVariant(0x1p63);
        QTest::newRow("too large an unsigned") << Type::Integer << QVariant(quint64(1) << 63);
        QTest::newRow("NaN integer") << Type::Integer << QVariant(qQNaN());
        QTest::newRow("words") << Type::Integer << QVariant(u"five"_s);
        QTest::newRow("hexadecimal") << Type::Integer << QVariant(u"0x5"_s);
        QTest::newRow("boolean for integer") << Type::Integer << QVariant(true);
        QTest::newRow("empty integer") << Type::Integer << QVariant(u""_s);
        QTest::newRow("list") << Type::Integer << QVariant(QVariantList{5});

        QTest::newRow("infinite") << Type::Number << QVariant(qInf());
        QTest::newRow("infinite text") << Type::Number << QVariant(u"inf"_s);
        QTest::newRow("NaN text") << Type::Number << QVariant(u"nan"_s);
        QTest::newRow("boolean for number") << Type::Number << QVariant(true);

        QTest::newRow("number for text") << Type::Text << QVariant(5);
        QTest::newRow("bytes for text") << Type::Text << QVariant(QByteArray("RON"));

        QTest::newRow("no such day") << Type::Date << QVariant(u"2026-02-30"_s);
        QTest::newRow("other order") << Type::Date << QVariant(u"31.10.2026"_s);
        QTest::newRow("with time") << Type::Date << QVariant(u"2026-10-31T12:00:00"_s);

        QTest::newRow("maybe") << Type::Boolean << QVariant(u"maybe"_s);
        QTest::newRow("two") << Type::Boolean << QVariant(2);
        QTest::newRow("double for boolean") << Type::Boolean << QVariant(1.0);
    }
    void whatIsWrongIsRefusedByName()
    {
        QFETCH(ParameterType, type);
        QFETCH(QVariant, given);
        const Result<QVariant> value = Parameter{u"year"_s, type}.canonical(given);
        QVERIFY(!value.ok());
        QCOMPARE(value.error().code, ErrorCode::InvalidArgument);
        QVERIFY(value.error().message.contains(u"\"year\""));
    }

    void namesOfTypesGoBothWays()
    {
        for (const auto type : {ParameterType::Integer, ParameterType::Number, ParameterType::Text,
                                ParameterType::Date, ParameterType::Boolean})
            QCOMPARE(parameterTypeFromName(parameterTypeName(type)), type);
        QVERIFY(!parameterTypeFromName(u"int"));
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ParameterTest)
#include "parametertest.moc"
