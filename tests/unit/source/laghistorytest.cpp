// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/laghistory.h"
#include "source/invalidationtally.h"

#include <QTest>

namespace tierwatch::test {

namespace {

using Points = std::vector<LagPoint>;

constexpr qint64 dayMs = 86'400'000;

} // namespace

class LagHistoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsToldBeforeTheFirstCheck()
    {
        QVERIFY(LagHistory().points(0, 1000).empty());
        QVERIFY(!LagHistory().currentMs());
    }

    void aCompanyThatStaysCurrentTakesTwoPoints()
    {
        LagHistory lag;
        for (const qint64 atMs : {100, 200, 300, 400})
            lag.current(atMs);
        QCOMPARE(lag.points(0, 450), (Points{{100, 0}, {400, 0}, {450, 0}}));
        QCOMPARE(lag.currentMs().value(), 400);
    }

    void aChangeThatIsTakenInAtOnceWasBehindSinceTheCheckBefore()
    {
        LagHistory lag;
        lag.current(100);
        lag.current(200);
        lag.behind(260);
        QCOMPARE(lag.currentMs().value(), 200);
        lag.current(260);
        QCOMPARE(lag.points(0, 300), (Points{{100, 0}, {200, 0}, {260, 60}, {260, 0}, {300, 0}}));
    }

    void whatIsNotTakenInFallsFurtherBehindUpToNow()
    {
        LagHistory lag;
        lag.current(100);
        lag.behind(160);
        lag.behind(220);
        QCOMPARE(lag.points(0, 300), (Points{{100, 0}, {220, 120}, {300, 200}}));
        lag.current(310);
        QCOMPARE(lag.points(0, 310), (Points{{100, 0}, {220, 120}, {310, 0}, {310, 0}}));
    }

    void howFarBehindAFirstCheckFindsItNobodyKnows()
    {
        LagHistory lag;
        lag.behind(100);
        QCOMPARE(lag.points(0, 130), (Points{{100, 0}, {100, 0}, {130, 30}}));
    }

    void aDatabaseThatDoesNotTellLeavesAGap()
    {
        LagHistory lag;
        lag.current(100);
        lag.unknown(200);
        lag.unknown(300);
        QVERIFY(!lag.currentMs());
        QCOMPARE(lag.points(0, 350), (Points{{100, 0}, {200, {}}, {350, {}}}));
        lag.behind(400);
        lag.current(400);
        QCOMPARE(lag.points(0, 400),
                 (Points{{100, 0}, {200, {}}, {400, 0}, {400, 0}, {400, 0}, {400, 0}}));
    }

    void theRangeBeginsWithThePointBeforeIt()
    {
        LagHistory lag;
        lag.current(100);
        lag.behind(200);
        lag.current(200);
        lag.current(300);
        QCOMPARE(lag.points(250, 320), (Points{{200, 0}, {300, 0}, {320, 0}}));
    }

    void aClockThatIsSetBackCountsAsTheLastTime()
    {
        LagHistory lag;
        lag.current(1000);
        lag.behind(400);
        QCOMPARE(lag.points(0, 500), (Points{{1000, 0}, {1000, 0}, {1000, 0}}));
    }

    void theOldestGoesWhenThereAreTooMany()
    {
        LagHistory lag;
        for (qint64 check = 1; check <= 2000; ++check) {
            lag.behind(check);
            lag.current(check);
        }
        const Points points = lag.points(0, 2000);
        QCOMPARE(points.size(), LagHistory::mostPoints + 1);
        QCOMPARE(points.back().timeMs, 2000);
    }

    void invalidationsAreForgottenAfterADay()
    {
        InvalidationTally tally;
        tally.add(1000, 10);
        tally.add(dayMs / 2, 5);
        QCOMPARE(tally.lastDay(dayMs / 2), (InvalidationTally::Sum{2, 15}));
        QCOMPARE(tally.lastDay(dayMs + 60'000), (InvalidationTally::Sum{1, 5}));
        tally.add(3 * dayMs, 1);
        QCOMPARE(tally.lastDay(3 * dayMs), (InvalidationTally::Sum{1, 1}));
    }
};

} // namespace tierwatch::test

QTEST_APPLESS_MAIN(tierwatch::test::LagHistoryTest)
#include "laghistorytest.moc"
