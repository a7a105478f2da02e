// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "theme/format.h"

#include <QDateTime>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double secondMs = 1000, minuteMs = 60 * secondMs, hourMs = 60 * minuteMs,
                 dayMs = 24 * hourMs;
constexpr qint64 mebibyte = 1024 * 1024, gibibyte = 1024 * mebibyte;

const Format english{QLocale(u"en_US"_s)};
const Format romanian{QLocale(u"ro_RO"_s)};

qint64 at(int year, int month, int day, int hour, int minute, int second = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second)).toMSecsSinceEpoch();
}

/// `~` stands for a no-break space in the expected texts.
QString expected(QString text)
{
    return text.replace(u'~', QChar(0x00A0));
}

} // namespace

/// The table of section "Numbers, units, times" of the visual language.
class FormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsHaveAllDigits_data();
    void countsHaveAllDigits();
    void percentagesNeverClaimTooMuch_data();
    void percentagesNeverClaimTooMuch();
    void durationsHaveTheUnitThatSuits_data();
    void durationsHaveTheUnitThatSuits();
    void agesAreWhole_data();
    void agesAreWhole();
    void countdownsRunInWholeSeconds();
    void bytesHaveThreeFigures_data();
    void bytesHaveThreeFigures();
    void aPairOfSizesSharesItsUnit_data();
    void aPairOfSizesSharesItsUnit();
    void changesAreInPoints();
    void factorsAndRates();
    void timesShowNoMoreThanIsNeeded();
    void agoTurnsIntoATime();
    void sharesSumToAHundred_data();
    void sharesSumToAHundred();
    void whatIsUnknownIsADash();
};

void FormatTest::countsHaveAllDigits_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("en");
    QTest::addColumn<QString>("ro");
    QTest::newRow("zero") << qint64(0) << u"0"_s << u"0"_s;
    QTest::newRow("entries") << qint64(1104) << u"1,104"_s << u"1.104"_s;
    QTest::newRow("saved") << qint64(1482100) << u"1,482,100"_s << u"1.482.100"_s;
    QTest::newRow("most") << qint64(9999999999) << u"9,999,999,999"_s << u"9.999.999.999"_s;
    QTest::newRow("negative") << qint64(-14) << u"−14"_s << u"−14"_s;
}

void FormatTest::countsHaveAllDigits()
{
    QFETCH(qint64, value);
    QTEST(english.count(value), "en");
    QTEST(romanian.count(value), "ro");
}

void FormatTest::percentagesNeverClaimTooMuch_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("en");
    QTest::addColumn<QString>("ro");
    QTest::newRow("usual") << 93.2 << u"93.2%"_s << u"93,2~%"_s;
    QTest::newRow("rounded") << 71.249 << u"71.2%"_s << u"71,2~%"_s;
    QTest::newRow("none") << 0.0 << u"0%"_s << u"0~%"_s;
    QTest::newRow("hardly any") << 0.04 << u"<0.1%"_s << u"<0,1~%"_s;
    QTest::newRow("high") << 99.94 << u"99.9%"_s << u"99,9~%"_s;
    QTest::newRow("nearly all") << 99.99 << u">99.9%"_s << u">99,9~%"_s;
    QTest::newRow("all") << 100.0 << u"100%"_s << u"100~%"_s;
}

void FormatTest::percentagesNeverClaimTooMuch()
{
    QFETCH(double, value);
    QFETCH(QString, en);
    QFETCH(QString, ro);
    QCOMPARE(english.percent(value), expected(en));
    QCOMPARE(romanian.percent(value), expected(ro));
}

void FormatTest::durationsHaveTheUnitThatSuits_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0.0 << u"0~ms"_s;
    QTest::newRow("under a microsecond") << 0.0002 << u"<1~µs"_s;
    QTest::newRow("microseconds") << 0.041 << u"41~µs"_s;
    QTest::newRow("last microsecond") << 0.9994 << u"999~µs"_s;
    QTest::newRow("not 1000 us") << 0.9997 << u"1.0~ms"_s;
    QTest::newRow("milliseconds") << 2.4 << u"2.4~ms"_s;
    QTest::newRow("not 10.0 ms") << 9.97 << u"10~ms"_s;
    QTest::newRow("whole milliseconds") << 742.0 << u"742~ms"_s;
    QTest::newRow("not 1000 ms") << 999.7 << u"1.00~s"_s;
    QTest::newRow("seconds") << 1120.0 << u"1.12~s"_s;
    QTest::newRow("not 10.00 s") << 9996.0 << u"10.0~s"_s;
    QTest::newRow("tens of seconds") << 42.3 * secondMs << u"42.3~s"_s;
    QTest::newRow("not 60.0 s") << 59.96 * secondMs << u"1~min"_s;
    QTest::newRow("minutes") << 8 * minuteMs + 35 * secondMs << u"8~min 35~s"_s;
    QTest::newRow("hours") << 14 * hourMs + 33 * minuteMs << u"14~h 33~min"_s;
    QTest::newRow("days") << 8 * dayMs + 18 * hourMs << u"8~d 18~h"_s;
    QTest::newRow("days alone") << 557 * dayMs + 5 * hourMs << u"557~d"_s;
    QTest::newRow("many days") << 1043 * dayMs << u"1,043~d"_s;
    QTest::newRow("lost") << -2 * minuteMs << u"−2~min"_s;
}

void FormatTest::durationsHaveTheUnitThatSuits()
{
    QFETCH(double, ms);
    QFETCH(QString, text);
    QCOMPARE(english.duration(ms), expected(text));
}

void FormatTest::agesAreWhole_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << 4.9 * secondMs << u"4~s"_s;
    QTest::newRow("minutes") << 52.9 * minuteMs << u"52~min"_s;
    QTest::newRow("hours") << 2 * hourMs + 5 * minuteMs << u"2~h 5~min"_s;
    QTest::newRow("clock went back") << -3 * secondMs << u"0~s"_s;
}

void FormatTest::agesAreWhole()
{
    QFETCH(double, ms);
    QFETCH(QString, text);
    QCOMPARE(english.age(qint64(ms)), expected(text));
}

void FormatTest::countdownsRunInWholeSeconds()
{
    QCOMPARE(Format::countdown(415'000), u"6:55"_s);
    QCOMPARE(Format::countdown(414'001), u"6:55"_s);
    QCOMPARE(Format::countdown(3'600'000 + 65'000), u"1:01:05"_s);
    QCOMPARE(Format::countdown(-5), u"0:00"_s);
}

void FormatTest::bytesHaveThreeFigures_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("bytes") << qint64(612) << u"612~B"_s;
    QTest::newRow("kibibytes") << qint64(64 * 1024) << u"64.0~KiB"_s;
    QTest::newRow("mebibytes") << qint64(58.3 * mebibyte) << u"58.3~MiB"_s;
    QTest::newRow("hundreds") << qint64(351 * mebibyte) << u"351~MiB"_s;
    QTest::newRow("not 1,024 MiB") << gibibyte - 1 << u"1.00~GiB"_s;
    QTest::newRow("gibibytes") << qint64(3.12 * gibibyte) << u"3.12~GiB"_s;
}

void FormatTest::bytesHaveThreeFigures()
{
    QFETCH(qint64, value);
    QFETCH(QString, text);
    QCOMPARE(english.bytes(value), expected(text));
}

void FormatTest::aPairOfSizesSharesItsUnit_data()
{
    QTest::addColumn<qint64>("used");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QString>("text");
    QTest::newRow("memory") << 103 * mebibyte << 256 * mebibyte << u"103 of 256~MiB"_s;
    QTest::newRow("disk") << 351 * mebibyte << 1024 * mebibyte << u"351 of 1,024~MiB"_s;
    QTest::newRow("gibibytes") << qint64(0.8 * gibibyte) << 2 * gibibyte << u"0.80 of 2.00~GiB"_s;
    QTest::newRow("mixed") << qint64(3.12 * gibibyte) << 16 * gibibyte << u"3.12 of 16.0~GiB"_s;
    QTest::newRow("no limit") << 103 * mebibyte << qint64(0) << u"103~MiB"_s;
}

void FormatTest::aPairOfSizesSharesItsUnit()
{
    QFETCH(qint64, used);
    QFETCH(qint64, limit);
    QFETCH(QString, text);
    QCOMPARE(english.bytesOf(used, limit), expected(text));
}

void FormatTest::changesAreInPoints()
{
    QCOMPARE(english.points(-1.4), expected(u"1.4~points"_s));
    QCOMPARE(english.signedPoints(-14.2), expected(u"−14~points"_s));
    QCOMPARE(english.signedPoints(3.0), expected(u"+3~points"_s));
    QCOMPARE(romanian.points(1.4), expected(u"1,4~points"_s));
}

void FormatTest::factorsAndRates()
{
    QCOMPARE(english.factor(5.52), u"5.5"_s);
    QCOMPARE(english.factor(9.97), u"10"_s);
    QCOMPARE(english.factor(13.2), u"13"_s);
    QCOMPARE(english.rate(30.6), expected(u"30.6~per s"_s));
    QCOMPARE(english.axisCount(850), u"850"_s);
    QCOMPARE(english.axisCount(1200), u"1.2k"_s);
    QCOMPARE(english.axisCount(3'000'000), u"3M"_s);
}

void FormatTest::timesShowNoMoreThanIsNeeded()
{
    const qint64 now = at(2026, 11, 12, 18, 0);
    QCOMPARE(english.moment(at(2026, 11, 12, 14, 32, 5), now), u"14:32"_s);
    QCOMPARE(english.moment(at(2026, 11, 3, 14, 32), now), expected(u"3~Nov 14:32"_s));
    QCOMPARE(english.moment(at(2025, 12, 31, 9, 5), now), expected(u"31~Dec~2025 09:05"_s));
    QCOMPARE(romanian.moment(at(2026, 3, 3, 14, 32), now), expected(u"3~mar. 14:32"_s));
    QCOMPARE(english.clockSeconds(at(2026, 11, 12, 14, 32, 5)), u"14:32:05"_s);
    QCOMPARE(Format(QLocale(u"fi_FI"_s)).clock(at(2026, 11, 12, 14, 32)), u"14.32"_s);
}

void FormatTest::agoTurnsIntoATime()
{
    const qint64 now = at(2026, 11, 12, 14, 32, 30);
    QCOMPARE(english.ago(now - 200, now), u"just now"_s);
    QCOMPARE(english.ago(now - 4'000, now), expected(u"4~s ago"_s));
    QCOMPARE(english.ago(now - 59 * 60'000, now), expected(u"59~min ago"_s));
    QCOMPARE(english.ago(now - 60 * 60'000, now), u"13:32"_s);
}

void FormatTest::sharesSumToAHundred_data()
{
    QTest::addColumn<QList<qint64>>("parts");
    QTest::newRow("usual") << QList<qint64>{712, 220, 68};
    QTest::newRow("thirds") << QList<qint64>{1, 1, 1};
    QTest::newRow("sevenths") << QList<qint64>{3, 3, 1};
    QTest::newRow("tiny") << QList<qint64>{999'999'999, 1, 1};
    QTest::newRow("one") << QList<qint64>{0, 0, 5};
}

void FormatTest::sharesSumToAHundred()
{
    QFETCH(QList<qint64>, parts);
    const auto shares = Format::shares({parts.begin(), parts.end()});
    QCOMPARE(shares.size(), std::size_t(parts.size()));
    qint64 tenths = 0;
    const auto sum = double(std::accumulate(parts.begin(), parts.end(), qint64(0)));
    for (std::size_t i = 0; i < shares.size(); ++i) {
        tenths += std::llround(shares[i] * 10);
        QVERIFY(std::abs(shares[i] - 100.0 * double(parts[qsizetype(i)]) / sum) < 0.1);
    }
    QCOMPARE(tenths, 1000);
}

void FormatTest::whatIsUnknownIsADash()
{
    const QString dash = u"–"_s;
    QCOMPARE(english.count({}), dash);
    QCOMPARE(english.percent({}), dash);
    QCOMPARE(english.duration({}), dash);
    QCOMPARE(english.duration(std::nan("")), dash);
    QCOMPARE(english.bytes({}), dash);
    QCOMPARE(english.bytesOf({}, 256 * mebibyte), expected(u"– of 256~MiB"_s));
    QVERIFY(Format::shares({0, 0, 0}).empty());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::FormatTest)
#include "formattest.moc"
