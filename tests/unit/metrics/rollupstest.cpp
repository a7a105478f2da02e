// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/rollups.h"

#include "records.h"
#include "rollupstore.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

Tally sumOf(const History& history)
{
    Tally sum;
    for (const HistoryPoint& point : history.points)
        sum += point.tally;
    return sum;
}

} // namespace

class RollupsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyRangeTellsTheSameRequest_data();
    void everyRangeTellsTheSameRequest();
    void aRequestStaysInTheHistoryAsItGetsOlder();
    void theTotalOfARangeIsTheSumOfItsPoints();
    void aStepWithoutARequestHasNoPoint();
    void thePreviousRangeIsTheOneBefore_data();
    void thePreviousRangeIsTheOneBefore();
    void switchedOffIsAGapInTheRateNotZero();
    void typesComeInAlphabeticalOrder();
    void figuresOfTooFewSamplesAreAbsent();
    void responseTimesAreOfTheRangeOnly();
    void savingsAreOfTheDayTheWeekAndForEver();
    void evictionsAreCountedInTheRange();
    void theHistoryTellsItsTotalByType();
    void lossesAreOfNoType();
    void theTiersHaveResponseTimesOfTheirOwn();
    void aClockThatGoesBackCorruptsNothing();
    void aMonthKeepsMemoryBounded_data();
    void aMonthKeepsMemoryBounded();

private:
    void at(qint64 agoMs, const std::vector<AccessRecord>& records);
    [[nodiscard]] History history(Range range)
    {
        return m_rollups->history({range, 600}, m_clock->wallMs());
    }

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<NameTable> m_types;
    std::unique_ptr<Rollups> m_rollups;
};

void RollupsTest::init()
{
    m_clock = std::make_unique<FakeClock>();
    m_types = std::make_unique<NameTable>();
    QCOMPARE(m_types->idOf(u"ledger"_s), 1U);
    QCOMPARE(m_types->idOf(u"ageing"_s), 2U);
    m_rollups = std::make_unique<Rollups>(*m_types, RollupPages::Load());
}

void RollupsTest::at(qint64 agoMs, const std::vector<AccessRecord>& records)
{
    std::vector<AccessRecord> moved = records;
    for (AccessRecord& record : moved)
        record.wallMs = m_clock->wallMs() - agoMs;
    m_rollups->absorb(moved);
}

void RollupsTest::everyRangeTellsTheSameRequest_data()
{
    QTest::addColumn<Range>("range");
    QTest::newRow("5 minutes") << Range::minutes(5);
    QTest::newRow("1 hour") << Range::hours(1);
    QTest::newRow("24 hours") << Range::hours(24);
    QTest::newRow("7 days") << Range::days(7);
    QTest::newRow("a year") << Range::days(365);
}

void RollupsTest::everyRangeTellsTheSameRequest()
{
    QFETCH(Range, range);
    at(0, {hit(0), hit(0), miss(0, 2), failed(0)});
    const History told = history(range);
    QCOMPARE(told.points.size(), std::size_t(1));
    QCOMPARE(told.total.memory, 2);
    QCOMPARE(told.total.database, 1);
    QCOMPARE(told.total.errors, 1);
    QCOMPARE(told.total.savedMs, 198.0);
    QVERIFY(told.points[0].startMs <= m_clock->wallMs());
    QVERIFY(told.points[0].startMs + told.stepMs > m_clock->wallMs());
}

void RollupsTest::aRequestStaysInTheHistoryAsItGetsOlder()
{
    at(0, {hit(0)});
    for (qint64 passed = 0; passed < 8 * dayMs; passed += 17 * minuteMs + 13 * secondMs) {
        const qint64 agoMs = passed;
        const auto seen = [&](Range range) {
            return m_rollups->history({range, 600}, m_clock->wallMs()).total.memory == 1;
        };
        QCOMPARE(seen(Range::minutes(5)), agoMs < 5 * minuteMs);
        QCOMPARE(seen(Range::days(30)), true);
        if (qAbs(agoMs - hourMs) > minuteMs)
            QCOMPARE(seen(Range::hours(1)), agoMs < hourMs);
        if (qAbs(agoMs - 7 * dayMs) > hourMs)
            QCOMPARE(seen(Range::days(7)), agoMs < 7 * dayMs);
        m_clock->advanceMs(17 * minuteMs + 13 * secondMs);
        m_rollups->trim(m_clock->wallMs());
    }
}

void RollupsTest::theTotalOfARangeIsTheSumOfItsPoints()
{
    for (qint64 agoMs = 0; agoMs < 2 * dayMs; agoMs += 7 * minuteMs + 11 * secondMs)
        at(agoMs, {hit(0), miss(0, 2)});
    for (const Range& range :
         {Range::minutes(5), Range::hours(1), Range::hours(24), Range::days(7)}) {
        const History told = history(range);
        QVERIFY(told.points.size() <= 600);
        QCOMPARE(sumOf(told), told.total);
        QVERIFY(told.total.memory > 0);
        QCOMPARE(told.toMs - told.fromMs, range.lengthMs);
    }
}

void RollupsTest::aStepWithoutARequestHasNoPoint()
{
    at(0, {hit(0)});
    at(3 * secondMs, {hit(0)});
    const History told = history(Range::minutes(5));
    QCOMPARE(told.points.size(), std::size_t(2));
    QCOMPARE(told.points[1].startMs - told.points[0].startMs, 3 * secondMs);
}

void RollupsTest::thePreviousRangeIsTheOneBefore_data()
{
    everyRangeTellsTheSameRequest_data();
}

void RollupsTest::thePreviousRangeIsTheOneBefore()
{
    QFETCH(Range, range);
    at(range.lengthMs / 2, {hit(0)});
    at(range.lengthMs * 3 / 2, {miss(0), miss(0)});
    at(range.lengthMs * 5 / 2, std::vector(5, miss(0)));
    const History told = history(range);
    QCOMPARE(told.total.memory, 1);
    QCOMPARE(told.total.database, 0);
    QCOMPARE(told.previous.memory, 0);
    QCOMPARE(told.previous.database, 2);
}

void RollupsTest::switchedOffIsAGapInTheRateNotZero()
{
    at(0, {request(0, Origin::Bypassed, 80, 80)});
    const History told = history(Range::minutes(5));
    QCOMPARE(told.points.size(), std::size_t(1));
    QVERIFY(!told.points[0].tally.hitRate());
    QCOMPARE(told.points[0].tally.bypassed, 1);
}

void RollupsTest::typesComeInAlphabeticalOrder()
{
    at(0, {hit(0), miss(0), hit(0, 2)});
    const ResponseTimes times = m_rollups->responseTimes(Range::hours(1), m_clock->wallMs());
    QCOMPARE(times.types.size(), std::size_t(2));
    QCOMPARE(times.types[0].type, u"ageing"_s);
    QCOMPARE(times.types[1].type, u"ledger"_s);
    QCOMPARE(times.types[1].cached.count, 1);
    QCOMPARE(times.types[1].database.count, 1);
    QCOMPARE(*times.types[1].database.meanMs, 100.0);
    QCOMPARE(times.types[1].savedMs, 99.0);
}

void RollupsTest::figuresOfTooFewSamplesAreAbsent()
{
    at(0, {hit(0)});
    const auto cached = [this] {
        return m_rollups->responseTimes(Range::hours(1), m_clock->wallMs()).types.at(0).cached;
    };
    QVERIFY(cached().medianMs && !cached().p95Ms && !cached().p99Ms);
    QVERIFY(
        !m_rollups->responseTimes(Range::hours(1), m_clock->wallMs()).types[0].database.medianMs);
    at(0, std::vector(98, hit(0)));
    QVERIFY(cached().p95Ms && !cached().p99Ms);
    at(0, {hit(0)});
    QVERIFY(cached().p99Ms);
}

void RollupsTest::responseTimesAreOfTheRangeOnly()
{
    for (qint64 minute = 0; minute < 3 * 24 * 60; ++minute)
        at(minute * minuteMs, {hit(0)});
    const auto count = [this](Range range) {
        return m_rollups->responseTimes(range, m_clock->wallMs()).types.at(0).cached.count.value();
    };
    QCOMPARE(count(Range::minutes(5)), 5);
    QCOMPARE(count(Range::hours(1)), 60);
    QVERIFY(qAbs(count(Range::hours(24)) - 24 * 60) <= 3);
    QCOMPARE(count(Range::days(7)), 3 * 24 * 60);
}

void RollupsTest::savingsAreOfTheDayTheWeekAndForEver()
{
    at(0, {hit(0), hit(0), miss(0), request(0, Origin::Bypassed, 80, 80), failed(0)});
    at(dayMs - 2 * minuteMs, {hit(0)});
    at(dayMs + 2 * minuteMs, {hit(0)});
    at(7 * dayMs + 2 * minuteMs, {hit(0)});
    at(400 * dayMs, {request(0, Origin::Memory, 30, 10)});
    const Savings savings = m_rollups->savings(m_clock->wallMs());
    QCOMPARE(savings.today, (Saving{3, 3 * 99.0}));
    QCOMPARE(savings.week, (Saving{4, 4 * 99.0}));
    QCOMPARE(savings.total, (Saving{6, 5 * 99.0 - 20}));
    QCOMPARE(m_rollups->totals().database, 1);
}

void RollupsTest::evictionsAreCountedInTheRange()
{
    m_rollups->addEvictions(1, 12, m_clock->wallMs());
    QCOMPARE(history(Range::hours(1)).total.evicted, 12);
    QVERIFY(!history(Range::hours(1)).total.hitRate());
    QVERIFY(m_rollups->responseTimes(Range::hours(1), m_clock->wallMs()).types.empty());
}

void RollupsTest::theHistoryTellsItsTotalByType()
{
    AccessRecord expired = miss(0);
    expired.reason = MissReason::Expired;
    at(0, {hit(0), expired, hit(0, 2)});
    at(2 * hourMs, {hit(0)});
    const History told = history(Range::hours(1));
    QCOMPARE(told.types.size(), std::size_t(2));
    QCOMPARE(told.types[0].type, u"ageing"_s);
    QCOMPARE(told.types[1].tally.memory, 1);
    QCOMPARE(told.types[1].tally.misses.expired, 1);
    QCOMPARE(told.total.misses.expired, 1);
    QCOMPARE(m_rollups->typeTotals()[1].tally.memory, 2);
}

void RollupsTest::lossesAreOfNoType()
{
    m_rollups->addLosses(3, 2, m_clock->wallMs());
    const History told = history(Range::hours(1));
    QCOMPARE(told.total.refused, 3);
    QCOMPARE(told.total.dropped, 2);
    QCOMPARE(told.types[0].type, QString());
    QVERIFY(m_rollups->responseTimes(Range::hours(1), m_clock->wallMs()).types.empty());
}

void RollupsTest::theTiersHaveResponseTimesOfTheirOwn()
{
    at(0, {request(0, Origin::Memory, 1, 100), request(0, Origin::Disk, 5, 100)});
    at(0, std::vector(98, request(0, Origin::Disk, 5, 100)));
    const TypeTimes times =
        m_rollups->responseTimes(Range::hours(1), m_clock->wallMs()).types.at(0);
    QCOMPARE(times.memory.count, 1);
    QCOMPARE(*times.memory.meanMs, 1.0);
    QVERIFY(!times.memory.p95Ms);
    QCOMPARE(times.disk.count, 99);
    QVERIFY(times.disk.p95Ms && !times.disk.p99Ms);
    QCOMPARE(times.cached.count, 100);
    QVERIFY(times.cached.p99Ms);
}

void RollupsTest::aClockThatGoesBackCorruptsNothing()
{
    at(0, {hit(0), hit(0)});
    m_clock->setWallMs(m_clock->wallMs() - hourMs);
    at(0, {miss(0)});
    m_rollups->trim(m_clock->wallMs());
    QCOMPARE(history(Range::minutes(5)).total.answered(), 1);
    m_clock->advanceMs(hourMs);
    at(0, {hit(0)});
    QCOMPARE(history(Range::minutes(5)).total.memory, 3);
    QCOMPARE(history(Range::hours(24)).total.answered(), 4);
    QCOMPARE(m_rollups->totals().answered(), 4);
    m_clock->setWallMs(-5);
    at(0, {hit(0)});
    (void)history(Range::days(7));
    QCOMPARE(m_rollups->totals().answered(), 5);
}

void RollupsTest::aMonthKeepsMemoryBounded_data()
{
    QTest::addColumn<bool>("stored");
    QTest::newRow("stored each minute") << true;
    QTest::newRow("never stored") << false;
}

void RollupsTest::aMonthKeepsMemoryBounded()
{
    constexpr qint64 perDay = 288;
    QFETCH(bool, stored);
    RollupStore store;
    if (stored)
        m_rollups = std::make_unique<Rollups>(*m_types, store.loader());
    std::size_t most = 0;
    for (qint64 requests = 1; requests <= 31 * perDay; ++requests) {
        m_clock->advanceMs(5 * minuteMs);
        at(0, {hit(0)});
        m_rollups->trim(m_clock->wallMs());
        if (stored) {
            store.keep(m_rollups->changes());
            m_rollups->settle();
        }
        if (requests % 50 == 0)
            most = std::max(most, m_rollups->cellsInMemory());
    }
    // At the most, a page more than is kept: 20 minutes, 7 hours, 7 days and a quarter, all hours.
    QVERIFY(most <= 4 + 7 * 12 + 7 * perDay + perDay / 4 + 31 * 24 + 1);
    QCOMPARE(m_rollups->totals().memory, 31 * perDay);
    QCOMPARE(history(Range::days(365)).total.memory, 31 * perDay);
}

QTEST_GUILESS_MAIN(RollupsTest)
#include "rollupstest.moc"
