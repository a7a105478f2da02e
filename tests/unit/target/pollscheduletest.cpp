// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/pollschedule.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace std::chrono_literals;

namespace tierwatch {

class PollScheduleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_schedule = {}; }
    void aNewOneIsAskedAtOnce();
    void manyAreSpreadOverTheInterval();
    void nobodyIsAskedTwiceAtATime();
    void aSlowOneIsAskedLessOftenAndTheOthersAsBefore();
    void oneThatFailsIsAskedEverLessOften();
    void oneThatWaitsForAPersonIsAskedOnlyWhenHurried();
    void anAnswerThatDoesNotComeIsOverdueOnce();
    void afterAStallNotAllAreAskedInOneMoment();
    void byHandOnlyWhoIsHurriedIsAsked();
    void byHandIsOverWithAnInterval();
    void onlyWhoIsHurriedIsAskedWhereOnlyThoseAreWanted();
    void whoIsRemovedIsNotAsked();

private:
    using Outcome = PollSchedule::Outcome;
    /// Lives through this time, tick by tick; `takesMs` says how long each takes, -1 = for ever.
    std::map<int, int> live(
        qint64 fromMs, qint64 toMs,
        const std::function<qint64(int)>& takesMs = [](int) { return 1; });

    PollSchedule m_schedule;
    std::multimap<qint64, int> m_underWay; ///< by their end
    std::size_t m_mostAtOnce = 0;
};

std::map<int, int> PollScheduleTest::live(qint64 fromMs, qint64 toMs,
                                          const std::function<qint64(int)>& takesMs)
{
    std::map<int, int> asked;
    m_mostAtOnce = 0;
    for (qint64 nowMs = fromMs; nowMs < toMs; nowMs += 20) {
        while (!m_underWay.empty() && m_underWay.begin()->first <= nowMs) {
            m_schedule.ended(m_underWay.begin()->second, Outcome::Answered, nowMs);
            m_underWay.erase(m_underWay.begin());
        }
        const auto due = m_schedule.take(nowMs);
        m_mostAtOnce = std::max(m_mostAtOnce, due.ask.size());
        for (const int id : due.ask) {
            ++asked[id];
            if (takesMs(id) >= 0)
                m_underWay.emplace(nowMs + takesMs(id), id);
        }
    }
    return asked;
}

void PollScheduleTest::aNewOneIsAskedAtOnce()
{
    m_schedule.add(1, 1000);
    QCOMPARE(m_schedule.take(1000).ask, std::vector<int>{1});
}

void PollScheduleTest::manyAreSpreadOverTheInterval()
{
    for (int id = 0; id < 1000; ++id)
        m_schedule.add(id, 0);
    (void)live(0, 6000);
    const auto asked = live(6000, 26'000);
    QCOMPARE(asked.size(), 1000);
    for (const auto& [id, times] : asked)
        QVERIFY2(times == 10, qPrintable(QString::number(times)));
    QVERIFY2(m_mostAtOnce <= 15, qPrintable(QString::number(m_mostAtOnce)));
}

void PollScheduleTest::nobodyIsAskedTwiceAtATime()
{
    m_schedule.add(1, 0);
    QCOMPARE(m_schedule.take(0).ask.size(), 1);
    m_schedule.hurry(1, 10);
    QVERIFY(m_schedule.take(60'000).ask.empty());
    m_schedule.ended(1, Outcome::Answered, 60'000);
    QCOMPARE(m_schedule.take(60'000).ask.size(), 1);
}

void PollScheduleTest::aSlowOneIsAskedLessOftenAndTheOthersAsBefore()
{
    for (int id = 0; id < 10; ++id)
        m_schedule.add(id, 0);
    const auto takes = [](int id) -> qint64 { return id == 0 ? 4500 : 1; };
    (void)live(0, 20'000, takes);
    const auto asked = live(20'000, 80'000, takes);
    QCOMPARE(m_schedule.pace(0), 6000ms);
    QCOMPARE(asked.at(0), 10);
    for (int id = 1; id < 10; ++id)
        QCOMPARE(asked.at(id), 30);
}

void PollScheduleTest::oneThatFailsIsAskedEverLessOften()
{
    m_schedule.add(1, 0);
    qint64 nowMs = 0;
    qint64 before = 0;
    for (int i = 0; i < 12; ++i) {
        QCOMPARE(m_schedule.take(nowMs).ask.size(), 1);
        m_schedule.ended(1, Outcome::Failed, nowMs);
        const qint64 pause = *m_schedule.dueMs(1) - nowMs;
        QVERIFY(pause > before || pause >= 59'000);
        QVERIFY(pause <= PollSchedule::longestPause.count() + 2000);
        before = pause;
        nowMs = *m_schedule.dueMs(1);
    }
    (void)m_schedule.take(nowMs);
    m_schedule.ended(1, Outcome::Answered, nowMs);
    QVERIFY(*m_schedule.dueMs(1) - nowMs <= 3000);
}

void PollScheduleTest::oneThatWaitsForAPersonIsAskedOnlyWhenHurried()
{
    m_schedule.add(1, 0);
    (void)m_schedule.take(0);
    m_schedule.ended(1, Outcome::Waits, 10);
    QVERIFY(!m_schedule.nextMs());
    m_schedule.setInterval(1s, 20);
    QVERIFY(!m_schedule.nextMs());
    m_schedule.hurry(1, 100'000);
    QCOMPARE(m_schedule.take(100'000).ask.size(), 1);
}

void PollScheduleTest::anAnswerThatDoesNotComeIsOverdueOnce()
{
    m_schedule.add(1, 0);
    (void)m_schedule.take(0);
    QVERIFY(m_schedule.take(5900).overdue.empty());
    QCOMPARE(m_schedule.take(6100).overdue, std::vector<int>{1});
    QVERIFY(m_schedule.take(60'000).overdue.empty());
}

void PollScheduleTest::afterAStallNotAllAreAskedInOneMoment()
{
    for (int id = 0; id < 1000; ++id)
        m_schedule.add(id, 0);
    (void)live(0, 6000);
    const auto asked = live(60'000, 62'000);
    QCOMPARE(asked.size(), 1000);
    QVERIFY2(m_mostAtOnce <= 20, qPrintable(QString::number(m_mostAtOnce)));
}

void PollScheduleTest::byHandOnlyWhoIsHurriedIsAsked()
{
    m_schedule.setInterval(0ms, 0);
    m_schedule.add(1, 0);
    QCOMPARE(live(0, 60'000).at(1), 1);
    m_schedule.hurry(1, 60'000);
    QCOMPARE(live(60'000, 120'000).at(1), 1);
}

void PollScheduleTest::byHandIsOverWithAnInterval()
{
    m_schedule.setInterval(0ms, 0);
    m_schedule.add(1, 0);
    (void)live(0, 1000);
    m_schedule.setInterval(1s, 1000);
    QCOMPARE_GE(live(1000, 11'000).at(1), 9);
}

void PollScheduleTest::onlyWhoIsHurriedIsAskedWhereOnlyThoseAreWanted()
{
    for (int id = 0; id < 100; ++id)
        m_schedule.add(id, 0);
    m_schedule.hurry(70, 10);
    QVERIFY(m_schedule.isAnyHurried());
    QCOMPARE(m_schedule.take(20, PollSchedule::Who::Hurried).ask, std::vector<int>{70});
    QVERIFY(!m_schedule.isAnyHurried());
    QVERIFY(m_schedule.take(40, PollSchedule::Who::Hurried).ask.empty());
    QCOMPARE(live(40, 2000).size(), 99);
}

void PollScheduleTest::whoIsRemovedIsNotAsked()
{
    m_schedule.add(1, 0);
    m_schedule.add(2, 0);
    (void)m_schedule.take(0);
    m_schedule.remove(1);
    m_schedule.ended(1, Outcome::Answered, 10);
    m_schedule.remove(2);
    QVERIFY(!m_schedule.nextMs());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::PollScheduleTest)
#include "pollscheduletest.moc"
