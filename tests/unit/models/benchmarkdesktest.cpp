// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/benchmarkdesk.h"

#include "support/faketarget.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class BenchmarkDeskTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksOnlyWhileWatched();
    void aNewPlanIsAskedForAndTheOldAnswerDropped();
    void whatIsStartedIsFollowedToItsEnd();
    void aRefusalIsSaid();
    void whatSomebodyElseStartedIsFollowedToo();
    void cancellingAsksTheTarget();
    void answersOfTheTargetBeforeAreDropped();

private:
    std::unique_ptr<test::FakeTarget> m_target;
    std::unique_ptr<BenchmarkDesk> m_desk;
};

void BenchmarkDeskTest::init()
{
    m_target = std::make_unique<test::FakeTarget>();
    m_desk = std::make_unique<BenchmarkDesk>();
    m_desk->setTarget(m_target.get());
}

void BenchmarkDeskTest::cleanup()
{
    m_desk.reset();
    m_target.reset();
}

void BenchmarkDeskTest::asksOnlyWhileWatched()
{
    m_desk->setPlan({{}, 5, {}});
    QVERIFY(m_target->queries.empty());
    QSignalSpy read(m_desk.get(), &BenchmarkDesk::runsRead);
    m_desk->setWatched(true);
    QVERIFY(read.wait());
    QCOMPARE(m_target->timesAsked<BenchmarkEstimateQuery>(), 1);
    QCOMPARE(m_target->timesAsked<BenchmarksQuery>(), 1);
    QCOMPARE(m_target->timesAsked<BenchmarkProgressQuery>(), 1);
    m_desk->setWatched(false);
    m_desk->setPlan({{}, 10, {}});
    QCOMPARE(m_target->queries.size(), size_t(3));
}

void BenchmarkDeskTest::aNewPlanIsAskedForAndTheOldAnswerDropped()
{
    m_desk->setWatched(true);
    m_target->estimate = [](const BenchmarkPlan& plan) {
        return BenchmarkEstimate{plan.rounds, 0, 0, {}, {}};
    };
    QSignalSpy estimated(m_desk.get(), &BenchmarkDesk::estimated);
    m_desk->setPlan({{}, 5, {}});
    m_desk->setPlan({{}, 7, {}});
    m_desk->setPlan({{}, 7, {}}); // the same again
    QVERIFY(estimated.wait());
    QCOMPARE(estimated.count(), 1);
    QCOMPARE(estimated[0][0].value<BenchmarkEstimate>().databaseQueries, 7);
}

void BenchmarkDeskTest::whatIsStartedIsFollowedToItsEnd()
{
    m_desk->setWatched(true);
    m_desk->setPlan({{{u"a"_s}}, 5, 3});
    m_target->delayMs = 600;
    m_target->run.id = 9;
    m_target->progress.running = true;
    m_target->progress.query = u"a"_s;
    QSignalSpy progressed(m_desk.get(), &BenchmarkDesk::progressed);
    QSignalSpy finished(m_desk.get(), &BenchmarkDesk::finished);
    m_desk->start();
    m_desk->start(); // of no avail
    QVERIFY(m_desk->isRunning());
    QTRY_COMPARE(m_desk->progress().query, u"a"_s);
    m_target->progress = {};
    QVERIFY(finished.count() > 0 || finished.wait());
    QCOMPARE(finished[0][0].value<BenchmarkRun>().id, 9);
    QTRY_VERIFY(!m_desk->isRunning());
    QCOMPARE(m_target->actions.size(), size_t(1));
    QCOMPARE(m_target->lastAction<Benchmark>()->plan, m_desk->plan());
}

void BenchmarkDeskTest::aRefusalIsSaid()
{
    m_desk->setWatched(true);
    m_target->actFailure = Error{ErrorCode::NotAvailable, u"Another one runs."_s};
    QSignalSpy failed(m_desk.get(), &BenchmarkDesk::failed);
    m_desk->start();
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].toString(), u"Another one runs."_s);
    QVERIFY(!m_desk->isRunning());
}

void BenchmarkDeskTest::whatSomebodyElseStartedIsFollowedToo()
{
    m_target->progress.running = true;
    QSignalSpy read(m_desk.get(), &BenchmarkDesk::runsRead);
    m_desk->setWatched(true);
    QTRY_VERIFY(m_desk->isRunning());
    QCOMPARE(read.count(), 1);
    m_target->progress = {};
    QTRY_VERIFY(!m_desk->isRunning());
    QTRY_COMPARE(read.count(), 2);
}

void BenchmarkDeskTest::cancellingAsksTheTarget()
{
    m_target->progress.running = m_target->progress.cancelling = true;
    m_desk->setWatched(true);
    m_desk->cancel();
    QTRY_VERIFY(m_desk->progress().cancelling);
    QVERIFY(m_target->lastAction<CancelBenchmark>());
}

void BenchmarkDeskTest::answersOfTheTargetBeforeAreDropped()
{
    m_target->silent = true;
    m_desk->setWatched(true);
    QSignalSpy estimated(m_desk.get(), &BenchmarkDesk::estimated);
    test::FakeTarget other;
    m_desk->setTarget(&other);
    m_target->speak();
    QVERIFY(estimated.wait());
    QCOMPARE(estimated.count(), 1);
    QCOMPARE(other.timesAsked<BenchmarkEstimateQuery>(), 1);
    m_desk->setTarget(nullptr);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::BenchmarkDeskTest)
#include "benchmarkdesktest.moc"
