// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "charts/plotmath.h"
#include "charts/sharesegments.h"

#include <QDateTime>
#include <QTest>

#include <limits>

namespace tierwatch {

namespace {

HistoryPoint answered(qint64 startMs, qint64 memory, qint64 disk, qint64 database)
{
    Tally tally;
    tally.memory = memory;
    tally.disk = disk;
    tally.database = database;
    return {startMs, tally};
}

HistoryPoint switchedOff(qint64 startMs)
{
    Tally tally;
    tally.bypassed = 30;
    return {startMs, tally};
}

/// A hundred seconds in steps of one.
History history(std::vector<HistoryPoint> points)
{
    return {.fromMs = 0,
            .toMs = 100'000,
            .stepMs = 1000,
            .points = std::move(points),
            .total = {},
            .previous = {}};
}

} // namespace

/// What charts compute before they paint.
class PlotTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decimationKeepsThePeaksOfEveryColumn();
    void decimationNeverGivesMoreThanTwoPointsAColumn();
    void whatIsNotANumberIsLeftOut();
    void theLineRunsOnToTheNearestPointsOutside();
    void aLiveRangeMovesByWholeColumns();
    void timeLabelsStandAtRoundTimes_data();
    void timeLabelsStandAtRoundTimes();
    void daysAreLabelledAtMidnightThroughAChangeOfTheClock();
    void labelsAreSpreadApart();
    void closeMarksBecomeOne();
    void theLineBreaksWhileTheCacheIsOff();
    void theLineBreaksAfterMoreThanThreeMissingSteps();
    void theLineRunsOnOverAFewMissingSteps();
    void aSingleSampleIsAsWideAsItsStep();
    void nothingIsDrawnWithoutRequests();
};

void PlotTest::decimationKeepsThePeaksOfEveryColumn()
{
    const std::vector<QPointF> points{{0, 5}, {1, 9}, {2, 1}, {3, 4}, {10, 2}, {11, 8}};
    const std::vector<std::size_t> kept{1, 2, 4, 5};
    QCOMPARE(plot::extremesPerColumn(points, 0, 20, 2), kept);
}

void PlotTest::decimationNeverGivesMoreThanTwoPointsAColumn()
{
    std::vector<QPointF> points;
    points.reserve(100'000);
    for (int i = 0; i < 100'000; ++i)
        points.emplace_back(i, (i * 7919) % 1000);
    const auto kept = plot::extremesPerColumn(points, 0, 100'000, 600);
    QVERIFY(kept.size() <= 1200);
    QVERIFY(std::ranges::is_sorted(kept));
}

void PlotTest::whatIsNotANumberIsLeftOut()
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const std::vector<QPointF> points{{0, nan}, {1, 3}, {2, infinite}, {nan, 1}};
    QCOMPARE(plot::extremesPerColumn(points, 0, 10, 10), std::vector<std::size_t>{1});
}

void PlotTest::theLineRunsOnToTheNearestPointsOutside()
{
    const std::vector<QPointF> points{{-9, 1}, {-1, 2}, {5, 3}, {11, 4}, {19, 5}};
    const std::vector<std::size_t> kept{1, 2, 3};
    QCOMPARE(plot::extremesPerColumn(points, 0, 10, 10), kept);
}

void PlotTest::aLiveRangeMovesByWholeColumns()
{
    constexpr qint64 length = 300'000;
    QCOMPARE(plot::quantised(1'000'001, length, 600), 1'000'500);
    QCOMPARE(plot::quantised(1'000'500, length, 600), 1'000'500);
    QCOMPARE(plot::quantised(7, length, 0), 7);
}

void PlotTest::timeLabelsStandAtRoundTimes_data()
{
    QTest::addColumn<qint64>("lengthMs");
    QTest::addColumn<qint64>("stepMs");
    QTest::newRow("5 min") << qint64(300'000) << qint64(60'000);
    QTest::newRow("1 h") << qint64(3'600'000) << qint64(600'000);
    QTest::newRow("24 h") << qint64(86'400'000) << qint64(4 * 3'600'000);
    QTest::newRow("7 d") << qint64(7 * 86'400'000) << qint64(86'400'000);
}

void PlotTest::timeLabelsStandAtRoundTimes()
{
    QFETCH(qint64, lengthMs);
    QFETCH(qint64, stepMs);
    QCOMPARE(plot::tickStep(lengthMs, 7), stepMs);
    const qint64 to = QDateTime(QDate(2026, 7, 12), QTime(14, 32, 7)).toMSecsSinceEpoch();
    const auto ticks = plot::timeTicks(to - lengthMs, to, stepMs);
    QVERIFY(ticks.size() >= 5 && ticks.size() <= 7);
    for (const qint64 tick : ticks) {
        const QTime time = QDateTime::fromMSecsSinceEpoch(tick).time();
        QCOMPARE(time.msecsSinceStartOfDay() % std::min<qint64>(stepMs, 86'400'000), 0);
    }
}

void PlotTest::daysAreLabelledAtMidnightThroughAChangeOfTheClock()
{
    qputenv("TZ", "Europe/Bucharest");
    const qint64 from = QDateTime(QDate(2026, 10, 22), QTime(12, 0)).toMSecsSinceEpoch();
    const qint64 to = QDateTime(QDate(2026, 10, 29), QTime(12, 0)).toMSecsSinceEpoch();
    const auto offset = [](qint64 ms) {
        return QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc();
    };
    QVERIFY2(offset(from) != offset(to), "the system has no time zones");
    const auto ticks = plot::timeTicks(from, to, 86'400'000);
    QCOMPARE(ticks.size(), std::size_t(7));
    for (const qint64 tick : ticks)
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(tick).time(), QTime(0, 0));
    qunsetenv("TZ");
}

void PlotTest::labelsAreSpreadApart()
{
    const std::vector<double> near{10, 12, 50}, bottom{95, 97, 99};
    QCOMPARE(plot::spread(near, 16, 0, 100), (std::vector<double>{10, 26, 50}));
    QCOMPARE(plot::spread(bottom, 16, 0, 100), (std::vector<double>{68, 84, 100}));
}

void PlotTest::closeMarksBecomeOne()
{
    QCOMPARE(plot::merged({10, 25, 31, 90}, 20), (std::vector<std::size_t>{2, 1, 1}));
    QVERIFY(plot::merged({}, 20).empty());
}

void PlotTest::theLineBreaksWhileTheCacheIsOff()
{
    const auto segments = shareSegments(history({answered(0, 8, 1, 1), answered(1000, 8, 1, 1),
                                                 switchedOff(2000), answered(3000, 6, 2, 2)}),
                                        600);
    QCOMPARE(segments.size(), std::size_t(2));
    QCOMPARE(segments[0].back().timeMs, 2000.0);
    QCOMPARE(segments[1].front().timeMs, 3000.0);
    QCOMPARE(segments[1].front().memory, 60.0);
    QCOMPARE(segments[1].front().hits, 80.0);
    for (const ShareSegment& segment : segments) {
        for (const ShareNode& node : segment)
            QVERIFY(node.hits > 0);
    }
}

void PlotTest::theLineBreaksAfterMoreThanThreeMissingSteps()
{
    QCOMPARE(shareSegments(history({answered(0, 1, 0, 0), answered(4000, 1, 0, 0)}), 600).size(),
             std::size_t(2));
}

void PlotTest::theLineRunsOnOverAFewMissingSteps()
{
    QCOMPARE(shareSegments(history({answered(0, 1, 0, 0), answered(3000, 1, 0, 0)}), 600).size(),
             std::size_t(1));
}

void PlotTest::aSingleSampleIsAsWideAsItsStep()
{
    const auto segments = shareSegments(history({answered(5000, 1, 0, 0)}), 600);
    QCOMPARE(segments.size(), std::size_t(1));
    QCOMPARE(segments[0].front().timeMs, 5000.0);
    QCOMPARE(segments[0].back().timeMs, 6000.0);
}

void PlotTest::nothingIsDrawnWithoutRequests()
{
    QVERIFY(shareSegments(history({}), 600).empty());
    QVERIFY(shareSegments(history({switchedOff(0), switchedOff(1000)}), 600).empty());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::PlotTest)
#include "plottest.moc"
