// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/figures.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class FiguresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }
    void aBetterHitRateIsAboveTheRangeBefore();
    void withoutARangeBeforeThereIsNothingToCompare();
    void theFactorComparesAveragesWithMissesIncluded();
    void aCacheThatSlowsDownIsSaidToBeSlower();
    void withoutRequestsTheAverageIsUnknown();
    void requestsThatBypassTheCacheCountInTheAverage();
    void whereAllBypassedTheCacheThatIsSaid();
    void whileTheCacheIsOffTheJumpIsSeenInEveryRange();
    void aTierIsFullAgainstItsLimitInBytesOrEntries();
    void switchingOffIsPricedFromTheLastMinutes();
    void nobodyAskingHasNoPrice();
};

namespace {

Tally tally(qint64 hits, qint64 misses)
{
    Tally tally;
    tally.memory = hits;
    tally.database = misses;
    tally.responseMs = 100.0 * static_cast<double>(misses);
    tally.uncachedMs = 100.0 * static_cast<double>(hits + misses);
    return tally;
}

} // namespace

void FiguresTest::aBetterHitRateIsAboveTheRangeBefore()
{
    History history;
    history.total = tally(932, 68);
    history.previous = tally(918, 82);
    const auto change = hitRateChange(history, RangeChoice::Hour, Format());
    QVERIFY(change && change->better);
    QCOMPARE(change->amount, u"1.4\u00a0points"_s);
    QCOMPARE(change->comparison, u"above the hour before (91.8%)"_s);
    std::swap(history.total, history.previous);
    QVERIFY(!hitRateChange(history, RangeChoice::Hour, Format())->better);
}

void FiguresTest::withoutARangeBeforeThereIsNothingToCompare()
{
    History history;
    history.total = tally(9, 1);
    QVERIFY(!hitRateChange(history, RangeChoice::Hour, Format()));
}

void FiguresTest::theFactorComparesAveragesWithMissesIncluded()
{
    const ResponseFigure figure = responseFigure(tally(90, 10), Format());
    QCOMPARE(figure.average, u"10\u00a0ms"_s);
    QCOMPARE(figure.factor, u"10 times faster"_s);
    QCOMPARE(figure.without, u"without the cache: 100\u00a0ms"_s);
}

void FiguresTest::aCacheThatSlowsDownIsSaidToBeSlower()
{
    Tally slow = tally(0, 10);
    slow.responseMs *= 2;
    QCOMPARE(responseFigure(slow, Format()).factor, u"2.0 times slower"_s);
    QCOMPARE(responseFigure(tally(0, 10), Format()).factor, u"as fast as without"_s);
}

void FiguresTest::withoutRequestsTheAverageIsUnknown()
{
    QCOMPARE(responseFigure({}, Format()).average, Format::unknown());
}

void FiguresTest::requestsThatBypassTheCacheCountInTheAverage()
{
    Tally total = tally(90, 10);
    total.bypassed = 100;
    total.bypassedMs = 50'000;
    const ResponseFigure figure = responseFigure(total, Format());
    QCOMPARE(figure.average, u"255\u00a0ms"_s);
    QCOMPARE(figure.factor, u"1.2 times faster"_s);
    QCOMPARE(figure.without, u"without the cache: 300\u00a0ms"_s);
}

void FiguresTest::whereAllBypassedTheCacheThatIsSaid()
{
    Tally total;
    total.bypassed = 1204;
    total.bypassedMs = 1204 * 500.0;
    const ResponseFigure figure = responseFigure(total, Format());
    QCOMPARE(figure.average, u"500\u00a0ms"_s);
    QCOMPARE(figure.factor, u"1,204 requests bypassed the cache"_s);
    QCOMPARE(bypassedText(1), u"1 request bypassed the cache"_s);
}

void FiguresTest::whileTheCacheIsOffTheJumpIsSeenInEveryRange()
{
    History history;
    history.toMs = 604'800'000;
    history.stepMs = 3'600'000;
    history.total = tally(90'000, 10'000);
    Tally last = tally(900, 100);
    last.bypassed = 30;
    last.bypassedMs = 30 * 512.0;
    history.total.bypassed = last.bypassed;
    history.total.bypassedMs = last.bypassedMs;
    history.points = {{history.toMs - history.stepMs, last}};
    const ResponseFigure figure = responseWhileOff(history, Format());
    QCOMPARE(figure.average, u"10\u00a0ms"_s);
    QCOMPARE(figure.factor, u"now 512\u00a0ms, cache off"_s);
    QCOMPARE(figure.without, u"with the cache: 10\u00a0ms"_s);
}

void FiguresTest::aTierIsFullAgainstItsLimitInBytesOrEntries()
{
    TierSize tier;
    tier.entries = 2118;
    tier.bytes = 40;
    QCOMPARE(sizeDetail(tier, Format()), u"2,118 entries"_s);
    tier.limitBytes = 100;
    QCOMPARE(sizeDetail(tier, Format()), u"2,118 entries, 40% full"_s);
    tier.bytes.reset();
    tier.limitEntries = 2118;
    QCOMPARE(fillOf(tier), 1.0);
}

void FiguresTest::switchingOffIsPricedFromTheLastMinutes()
{
    History history;
    history.toMs = 600'000;
    history.stepMs = 10'000;
    for (qint64 start = 0; start < history.toMs; start += history.stepMs)
        history.points.push_back({start, start < 300'000 ? tally(9000, 0) : tally(290, 10)});
    const auto price = switchOffPrice(history);
    QVERIFY(price);
    QCOMPARE(price->requestsPerSecond, 30.0);
    QCOMPARE(price->databaseSecondsPerSecond, 3.0);
}

void FiguresTest::nobodyAskingHasNoPrice()
{
    QVERIFY(!switchOffPrice({}));
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::FiguresTest)
#include "figurestest.moc"
