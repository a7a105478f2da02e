// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleetsamples.h"

#include <QTest>

namespace tierwatch {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 startMs = 1'790'000'040'000; // a minute begins

Tally tallyOf(qint64 hits, qint64 misses)
{
    Tally tally;
    tally.memory = hits;
    tally.database = misses;
    return tally;
}

/// All so many answers took about this long.
LatencyTotals totalsOf(qint64 fast, qint64 slow)
{
    return {{1, 10, 100, 1000},
            {{QStringLiteral("a"), Origin::Memory, fast, 0, {fast, fast, fast, fast}},
             {QStringLiteral("b"), Origin::Database, slow, 0, {0, 0, 0, slow}}}};
}

} // namespace

class FleetSamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_samples = {};
        m_counters = {};
        m_nowMs = startMs;
    }
    void theRateIsOfWhatTheCountersGrewBy();
    void countersThatBeganAnewCountForNothing();
    void whatIsOlderThanAnHourIsForgotten();
    void aMinuteWithoutRequestsIsAGap();
    void theTargetsOwnHistoryGoesBefore();
    void aClockThatIsOffMovesNothing();
    void requestsPerSecondAreOfTheLastHalfMinute();
    void whatCameWhileNobodyAskedIsOfNoMinute();
    void requestsPerSecondForgetWhatLiesBehindAGap();
    void whoIsAskedOnceAMinuteHasRequestsPerSecond();
    void theP95IsOfTheAnswersSinceTheLastTime();
    void aFewAnswersHaveNoP95();
    void aRateThatFallsFarBelowItsOwnPastIsUnusual();
    void aRateThatAlwaysChangesIsNotUnusual();
    void anHourFarBelowTheDaysBeforeIsUnusual();
    void theHourThatIsJudgedIsNotAmongThoseBefore();
    void ofFewHoursNothingIsKnown();
    void whatChanceMakesOfFewAnswersIsNotUnusual();
    void aP95FarAboveItsOwnPastIsUnusual();
    void aP95ThatStaysHighIsHeldAgainstTheHoursBefore();

private:
    void pass(int minutes, qint64 hits, qint64 misses)
    {
        for (int i = 0; i < minutes; ++i) {
            m_nowMs += minuteMs;
            m_counters += tallyOf(hits, misses);
            m_samples.count(m_counters, m_nowMs);
        }
    }

    /// So many hours up to now, each with these figures.
    [[nodiscard]] History days(int hours, qint64 hits, qint64 misses) const
    {
        History history;
        history.stepMs = hourMs;
        history.toMs = m_nowMs / hourMs * hourMs + hourMs;
        for (int i = hours; i > 0; --i)
            history.points.push_back({history.toMs - i * hourMs, tallyOf(hits, misses)});
        return history;
    }

    /// Of two minutes up to then.
    [[nodiscard]] static History lastMinutes(qint64 nowMs)
    {
        History history;
        history.stepMs = minuteMs;
        history.toMs = nowMs + minuteMs;
        history.points = {{nowMs - minuteMs, tallyOf(70, 30)}, {nowMs, tallyOf(30, 70)}};
        return history;
    }

    FleetSamples m_samples;
    Tally m_counters;
    qint64 m_nowMs = 0;
};

void FleetSamplesTest::theRateIsOfWhatTheCountersGrewBy()
{
    m_samples.count(tallyOf(1'000'000, 0), m_nowMs);
    QVERIFY(!m_samples.hitRate(m_nowMs));
    m_samples.count(tallyOf(1'000'060, 40), m_nowMs + 1000);
    QCOMPARE(m_samples.hitRate(m_nowMs), 60.0);
    QCOMPARE(m_samples.answered(m_nowMs), 100);
}

void FleetSamplesTest::countersThatBeganAnewCountForNothing()
{
    m_samples.count(tallyOf(1000, 1000), m_nowMs);
    m_samples.count(tallyOf(5, 5), m_nowMs + 1000);
    QVERIFY(!m_samples.hitRate(m_nowMs));
    QVERIFY(!m_samples.requestsPerS());
    m_samples.count(tallyOf(14, 6), m_nowMs + 2000);
    QCOMPARE(m_samples.hitRate(m_nowMs), 90.0);
}

void FleetSamplesTest::whatIsOlderThanAnHourIsForgotten()
{
    pass(2, 100, 0);
    pass(FleetSamples::most, 50, 50);
    QCOMPARE(m_samples.hitRate(m_nowMs), 50.0);
    QCOMPARE(m_samples.lastHour(m_nowMs).size(), FleetSamples::most);
    QVERIFY(!m_samples.hitRate(m_nowMs + 61 * minuteMs));
}

void FleetSamplesTest::aMinuteWithoutRequestsIsAGap()
{
    m_samples.count({}, m_nowMs);
    pass(1, 80, 20);
    pass(1, 0, 0);
    pass(1, 90, 10);
    const auto rates = m_samples.lastHour(m_nowMs);
    QCOMPARE(rates[57], 80.0F);
    QVERIFY(!rates[58]);
    QCOMPARE(rates[59], 90.0F);
}

void FleetSamplesTest::theTargetsOwnHistoryGoesBefore()
{
    m_samples.count({}, m_nowMs);
    pass(1, 0, 100);
    m_samples.fill(lastMinutes(m_nowMs), m_nowMs);
    QCOMPARE(m_samples.hitRate(m_nowMs), 50.0);
    m_counters += tallyOf(200, 0);
    m_samples.count(m_counters, m_nowMs + 1000);
    QCOMPARE(m_samples.hitRate(m_nowMs), 75.0);
}

void FleetSamplesTest::aClockThatIsOffMovesNothing()
{
    for (const qint64 aheadMs : {24 * hourMs, -24 * hourMs}) {
        m_samples = {};
        m_samples.fill(lastMinutes(m_nowMs + aheadMs), m_nowMs);
        QCOMPARE(m_samples.hitRate(m_nowMs), 50.0);
        QCOMPARE(m_samples.lastHour(m_nowMs)[58], 70.0F);
        m_samples.count({}, m_nowMs);
        m_samples.count(tallyOf(200, 0), m_nowMs + minuteMs);
        QCOMPARE(m_samples.lastHour(m_nowMs + minuteMs)[59], 100.0F);
        QVERIFY(!m_samples.hitRate(m_nowMs + 2 * hourMs));
    }
}

void FleetSamplesTest::requestsPerSecondAreOfTheLastHalfMinute()
{
    m_samples.count({}, m_nowMs);
    QVERIFY(!m_samples.requestsPerS());
    for (int second = 2; second <= 120; second += 2)
        m_samples.count(tallyOf(second * 10, 0), m_nowMs + second * 1000);
    QCOMPARE(m_samples.requestsPerS(), 10.0);
    for (int second = 122; second <= 160; second += 2)
        m_samples.count(tallyOf(1200, 0), m_nowMs + second * 1000);
    QCOMPARE(m_samples.requestsPerS(), 0.0);
}

void FleetSamplesTest::whatCameWhileNobodyAskedIsOfNoMinute()
{
    m_samples.count({}, m_nowMs);
    pass(1, 90, 10);
    m_nowMs += 3 * hourMs;
    m_counters += tallyOf(0, 1'000'000);
    m_samples.count(m_counters, m_nowMs);
    QVERIFY(!m_samples.hitRate(m_nowMs));
    QVERIFY(!m_samples.requestsPerS());
    pass(1, 80, 20);
    QCOMPARE(m_samples.hitRate(m_nowMs), 80.0);
    QCOMPARE(m_samples.answered(m_nowMs), 100);
}

void FleetSamplesTest::requestsPerSecondForgetWhatLiesBehindAGap()
{
    for (const qint64 gapMs : {2 * minuteMs, 3 * hourMs}) {
        m_samples = {};
        for (int second = 0; second <= 60; second += 2)
            m_samples.count(tallyOf(second * 10, 0), m_nowMs + second * 1000);
        QCOMPARE(m_samples.requestsPerS(), 10.0);
        m_samples.count(tallyOf(600, 0), m_nowMs + gapMs + 60'000);
        for (int second = 62; second <= 64; second += 2) {
            const int more = (second - 60) * 50;
            m_samples.count(tallyOf(600 + more, 0), m_nowMs + gapMs + second * 1000);
            QCOMPARE(m_samples.requestsPerS(), 50.0);
        }
    }
}

void FleetSamplesTest::whoIsAskedOnceAMinuteHasRequestsPerSecond()
{
    m_samples.count({}, m_nowMs);
    pass(1, 600, 0);
    QCOMPARE(m_samples.requestsPerS(), 10.0);
    pass(1, 1200, 0);
    QCOMPARE(m_samples.requestsPerS(), 20.0);
    QCOMPARE(m_samples.answered(m_nowMs), 1800);
}

void FleetSamplesTest::theP95IsOfTheAnswersSinceTheLastTime()
{
    m_samples.time(totalsOf(1000, 0));
    QVERIFY(*m_samples.p95Ms() <= 1);
    m_samples.time(totalsOf(1000, 100));
    QVERIFY(*m_samples.p95Ms() > 100);
}

void FleetSamplesTest::aFewAnswersHaveNoP95()
{
    m_samples.time(totalsOf(5, 5));
    QVERIFY(!m_samples.p95Ms());
    m_samples.time(totalsOf(50, 5));
    QVERIFY(m_samples.p95Ms());
}

void FleetSamplesTest::aRateThatFallsFarBelowItsOwnPastIsUnusual()
{
    m_samples.count({}, m_nowMs);
    pass(5, 900, 100);
    pass(2, 100, 900);
    QVERIFY2(!m_samples.hitRateFallenFrom(m_nowMs), "too little is known");
    pass(20, 900, 100);
    QVERIFY(!m_samples.hitRateFallenFrom(m_nowMs));
    pass(2, 860, 140);
    QVERIFY(m_samples.hitRateFallenFrom(m_nowMs));
    pass(2, 999, 1);
    QVERIFY2(!m_samples.hitRateFallenFrom(m_nowMs), "better is no reason to look");
}

void FleetSamplesTest::aRateThatAlwaysChangesIsNotUnusual()
{
    m_samples.count({}, m_nowMs);
    for (int i = 0; i < 20; ++i) {
        pass(1, 950, 50);
        pass(1, 800, 200);
    }
    pass(2, 790, 210);
    QVERIFY(!m_samples.hitRateFallenFrom(m_nowMs));
}

/// Its minutes are all alike, so that the hour by itself shows nothing.
void FleetSamplesTest::anHourFarBelowTheDaysBeforeIsUnusual()
{
    m_samples.count({}, m_nowMs);
    pass(60, 800, 200);
    QVERIFY(!m_samples.hitRateFallenFrom(m_nowMs));
    m_samples.learn(days(100, 900, 100));
    QCOMPARE(m_samples.hitRateFallenFrom(m_nowMs), 90.0);
    m_samples.learn(days(100, 700, 300));
    QVERIFY2(!m_samples.hitRateFallenFrom(m_nowMs), "better is no reason to look");
    History changing = days(100, 900, 100);
    for (std::size_t i = 0; i < changing.points.size(); i += 2)
        changing.points[i].tally = tallyOf(790, 210);
    m_samples.learn(changing);
    QVERIFY2(!m_samples.hitRateFallenFrom(m_nowMs), "it often is like this");
}

void FleetSamplesTest::theHourThatIsJudgedIsNotAmongThoseBefore()
{
    m_samples.count({}, m_nowMs);
    pass(60, 100, 900);
    m_samples.learn(days(12, 900, 100));
    QVERIFY(m_samples.hitRateFallenFrom(m_nowMs));
    m_samples.learn(days(11, 900, 100));
    QVERIFY2(!m_samples.hitRateFallenFrom(m_nowMs), "two of eleven are not before");
}

void FleetSamplesTest::ofFewHoursNothingIsKnown()
{
    m_samples.count({}, m_nowMs);
    pass(60, 800, 200);
    History idle = days(100, 900, 100);
    for (std::size_t i = 9; i < idle.points.size(); ++i)
        idle.points[i].tally = tallyOf(3, 0);
    m_samples.learn(idle);
    QVERIFY(!m_samples.hitRateFallenFrom(m_nowMs));
    pass(2, 100, 900);
    QVERIFY2(m_samples.hitRateFallenFrom(m_nowMs), "held against the minutes before");
}

void FleetSamplesTest::whatChanceMakesOfFewAnswersIsNotUnusual()
{
    m_samples.learn(days(100, 90'000, 10'000));
    m_samples.count({}, m_nowMs);
    pass(1, 20, 5);
    QVERIFY(!m_samples.hitRateFallenFrom(m_nowMs));
    pass(1, 2000, 500);
    QVERIFY(m_samples.hitRateFallenFrom(m_nowMs));
}

void FleetSamplesTest::aP95FarAboveItsOwnPastIsUnusual()
{
    qint64 fast = 0;
    for (int i = 0; i < 20; ++i)
        m_samples.time(totalsOf(fast += 100, 0));
    QVERIFY(!m_samples.p95RisenFrom());
    m_samples.time(totalsOf(fast + 100, 100));
    QVERIFY(m_samples.p95RisenFrom());
}

void FleetSamplesTest::aP95ThatStaysHighIsHeldAgainstTheHoursBefore()
{
    qint64 fast = 0, slow = 0;
    for (int i = 0; i < 12 * 60; ++i)
        m_samples.time(totalsOf(fast += 100, slow));
    const double usual = *m_samples.p95Ms();
    for (int i = 0; i < 3 * 60; ++i)
        m_samples.time(totalsOf(fast += 100, slow += 100));
    QVERIFY2(m_samples.p95RisenFrom(), "three hours do not make it usual");
    QCOMPARE(*m_samples.p95RisenFrom(), usual);
    for (int i = 0; i < 24 * 60; ++i)
        m_samples.time(totalsOf(fast += 100, slow += 100));
    QVERIFY2(!m_samples.p95RisenFrom(), "a day does");
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::FleetSamplesTest)
#include "fleetsamplestest.moc"
