// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/resolutions.h"

#include <QTest>

using namespace tierwatch;

namespace {

constexpr qint64 now = 1'790'000'123'456;
constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;

Range endingAt(Range range, qint64 endMs)
{
    range.endMs = endMs;
    return range;
}

} // namespace

class ResolutionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStepFitsTheRange_data();
    void theStepFitsTheRange();
    void thereAreNeverMorePointsThanAskedFor_data();
    void thereAreNeverMorePointsThanAskedFor();
    void stepsStartAtRoundTimesAndReachTheEnd();
    void senselessRangesAreMadeUsable();
    void aRangeIsCoveredByLongBucketsWithFineEnds();
};

void ResolutionsTest::theStepFitsTheRange_data()
{
    QTest::addColumn<Range>("range");
    QTest::addColumn<qint64>("stepMs");
    QTest::addColumn<Level>("level");
    QTest::newRow("5 minutes") << Range::minutes(5) << secondMs << Level::Second;
    QTest::newRow("1 hour") << Range::hours(1) << 10 * secondMs << Level::TenSeconds;
    QTest::newRow("24 hours") << Range::hours(24) << 3 * minuteMs << Level::Minute;
    QTest::newRow("7 days") << Range::days(7) << 20 * minuteMs << Level::Minute;
    QTest::newRow("1 year") << Range::days(365) << 24 * hourMs << Level::Hour;
    QTest::newRow("5 minutes, an hour ago")
        << endingAt(Range::minutes(5), now - hourMs) << 10 * secondMs << Level::TenSeconds;
    QTest::newRow("1 hour, yesterday")
        << endingAt(Range::hours(1), now - 24 * hourMs) << minuteMs << Level::Minute;
    QTest::newRow("24 hours, a month ago")
        << endingAt(Range::hours(24), now - 30 * 24 * hourMs) << hourMs << Level::Hour;
}

void ResolutionsTest::theStepFitsTheRange()
{
    QFETCH(Range, range);
    QFETCH(qint64, stepMs);
    QFETCH(Level, level);
    const Steps steps = stepsFor(range, 600, now);
    QCOMPARE(steps.stepMs, stepMs);
    QCOMPARE(steps.level, level);
    QCOMPARE(stepMs % resolutionOf(level).lengthMs, 0);
}

void ResolutionsTest::thereAreNeverMorePointsThanAskedFor_data()
{
    QTest::addColumn<qint64>("maxPoints");
    for (const qint64 points : {1, 2, 60, 100, 599, 600, 2000})
        QTest::addRow("%lld points", points) << points;
}

void ResolutionsTest::thereAreNeverMorePointsThanAskedFor()
{
    QFETCH(qint64, maxPoints);
    for (const qint64 lengthMs :
         {1500LL, 61'000LL, 300'000LL, 3'599'999LL, 86'400'001LL, 40 * 24 * hourMs}) {
        const Steps steps = stepsFor(Range{lengthMs, now - 5 * minuteMs}, maxPoints, now);
        QVERIFY((steps.toMs - steps.fromMs) / steps.stepMs <= maxPoints);
        QVERIFY(steps.toMs - steps.fromMs >= lengthMs);
    }
}

void ResolutionsTest::stepsStartAtRoundTimesAndReachTheEnd()
{
    for (const Range& range :
         {Range::minutes(5), Range::hours(1), Range::hours(24), Range::days(7)}) {
        const Steps steps = stepsFor(range, 600, now);
        QCOMPARE(steps.fromMs % steps.stepMs, 0);
        QCOMPARE(steps.toMs % steps.stepMs, 0);
        QCOMPARE(steps.toMs - steps.fromMs, range.lengthMs);
        QVERIFY(steps.toMs > now && steps.toMs - now <= steps.stepMs);
    }
}

void ResolutionsTest::senselessRangesAreMadeUsable()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    for (const Range& range : {Range{0, {}}, Range{-5, {}}, Range{most, {}}, Range{1000, most},
                               Range{1000, -most}, Range{most, -1}}) {
        const Steps steps = stepsFor(range, 0, now);
        QVERIFY(steps.stepMs >= 1000);
        QVERIFY(steps.fromMs >= 0 && steps.fromMs <= steps.toMs);
    }
}

void ResolutionsTest::aRangeIsCoveredByLongBucketsWithFineEnds()
{
    const qint64 fromMs = 5 * hourMs - 2 * minuteMs - 20 * secondMs;
    const qint64 toMs = 8 * hourMs + minuteMs + 10 * secondMs;
    std::map<Level, int> used;
    for (qint64 timeMs = fromMs; timeMs < toMs;) {
        const Level level = coarsestAt(timeMs, toMs, Level::TenSeconds);
        ++used[level];
        timeMs += resolutionOf(level).lengthMs;
        QVERIFY(timeMs <= toMs);
    }
    QCOMPARE(used,
             (std::map<Level, int>{{Level::TenSeconds, 3}, {Level::Minute, 3}, {Level::Hour, 3}}));
}

QTEST_GUILESS_MAIN(ResolutionsTest)
#include "resolutionstest.moc"
