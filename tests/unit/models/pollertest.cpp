// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/poller.h"

#include "support/fakeclock.h"
#include "support/faketarget.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

namespace tierwatch {

class PollerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneBatchATickAsksForEverythingOnce();
    void batchesNeverOverlap();
    void aSlowTargetStretchesTheInterval();
    void nothingIsAskedWhilePausedOrUnwatched();
    void refreshAsksWhilePaused();
    void byHandOnlyRefreshAsks();
    void aNewRangeIsAskedForAndTheOldAnswerDropped();
    void figuresThatAreOvertakenSaySo();
    void anAnswerThatDoesNotComeIsOverdue();
    void answersOfTheTargetBeforeAreDropped();
    void aFailedPartCarriesItsReason();
    void theFreshnessReportIsAskedForOnlyWhileItIsWanted();
    void aTargetThatGivesNothingIsAskedEverLessOften();
    void theLongestPauseIsHalfAMinuteOrTheInterval();
    void onePartIsEnoughToBeAskedOn();
    void aHistoryKeptHereIsNoAnswer();
    void aTargetThatIsBackIsAskedAtOnce();
    void whoRefreshesDoesNotWait();

private:
    /// How long it waits behind each of so many batches.
    [[nodiscard]] QList<Poller::Interval> pausesOf(int batches);
    /// Has one batch arrive, after which it would not ask by itself for an hour.
    void failOnce();

    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<test::FakeTarget> m_target;
    std::unique_ptr<Poller> m_poller;
};

void PollerTest::init()
{
    m_clock = std::make_unique<test::FakeClock>();
    m_target = std::make_unique<test::FakeTarget>();
    m_poller = std::make_unique<Poller>(*m_clock);
    m_poller->setInterval(20ms);
    m_poller->setWatched(true);
}

void PollerTest::cleanup()
{
    m_poller.reset();
    m_target.reset();
}

void PollerTest::oneBatchATickAsksForEverythingOnce()
{
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    QTRY_VERIFY(arrived.count() >= 3);
    m_poller->setPaused(true);
    const auto batches = static_cast<int>(m_poller->batches());
    QCOMPARE(m_target->timesAsked<StatsQuery>(), batches);
    QCOMPARE(m_target->timesAsked<HistoryQuery>(), batches);
    QCOMPARE(m_target->timesAsked<ResponseTimesQuery>(), batches);
    QCOMPARE(m_target->timesAsked<EventsQuery>(), batches);
    QCOMPARE(m_target->timesAsked<WatermarksQuery>(), batches);
}

void PollerTest::batchesNeverOverlap()
{
    m_target->delayMs = 60;
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    for (int count = 0; count < 3; ++count) {
        QVERIFY(arrived.wait());
        QVERIFY(m_poller->batches() <= arrived.count() + 1);
    }
}

void PollerTest::aSlowTargetStretchesTheInterval()
{
    m_target->onAnswer = [this] { m_clock->advanceMs(20); };
    QSignalSpy pace(m_poller.get(), &Poller::paceChanged);
    m_poller->setTarget(m_target.get());
    QTRY_VERIFY(m_poller->slow());
    QCOMPARE(m_poller->pace(), 100ms);
    m_target->onAnswer = [] {};
    QTRY_VERIFY(!m_poller->slow());
    QVERIFY(pace.count() >= 2);
}

void PollerTest::nothingIsAskedWhilePausedOrUnwatched()
{
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    QVERIFY(arrived.wait());
    m_poller->setWatched(false);
    const qint64 unwatched = m_poller->batches();
    QVERIFY(!arrived.wait(150));
    m_poller->setWatched(true);
    QVERIFY(arrived.wait());
    QVERIFY(m_poller->batches() > unwatched);
    m_poller->setPaused(true);
    QVERIFY(!arrived.wait(150));
}

void PollerTest::refreshAsksWhilePaused()
{
    m_poller->setPaused(true);
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    QVERIFY(arrived.wait());
    m_poller->refresh();
    QVERIFY(arrived.wait());
    QCOMPARE(m_poller->batches(), 2);
}

void PollerTest::byHandOnlyRefreshAsks()
{
    m_poller->setInterval(0ms);
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    QVERIFY(arrived.wait());
    QVERIFY(!arrived.wait(150));
    QCOMPARE(m_poller->pace(), 0ms);
}

void PollerTest::aNewRangeIsAskedForAndTheOldAnswerDropped()
{
    m_target->delayMs = 30;
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    m_poller->setRange(Range::days(7));
    QVERIFY(arrived.wait());
    QCOMPARE(arrived[0][0].value<SnapshotPtr>()->range, Range::days(7));
    QCOMPARE(m_poller->batches(), 2);
}

void PollerTest::figuresThatAreOvertakenSaySo()
{
    m_target->silent = true;
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    m_poller->refresh();
    m_target->speak();
    QTRY_COMPARE_GE(arrived.count(), 2);
    QVERIFY(arrived[0][0].value<SnapshotPtr>()->overtaken);
    QVERIFY(!arrived[1][0].value<SnapshotPtr>()->overtaken);
}

void PollerTest::anAnswerThatDoesNotComeIsOverdue()
{
    m_target->silent = true;
    QSignalSpy overdue(m_poller.get(), &Poller::overdue);
    m_poller->setTarget(m_target.get());
    QVERIFY(overdue.wait());
    QCOMPARE(m_poller->batches(), 1);
}

void PollerTest::answersOfTheTargetBeforeAreDropped()
{
    test::FakeTarget other;
    other.stats.username = QStringLiteral("other");
    m_target->delayMs = 30;
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    m_poller->setTarget(&other);
    QVERIFY(arrived.wait());
    for (const auto& signal : arrived)
        QCOMPARE(signal[0].value<SnapshotPtr>()->stats->username, QStringLiteral("other"));
    m_poller->setTarget(nullptr);
}

void PollerTest::aFailedPartCarriesItsReason()
{
    m_target->missing = Error{ErrorCode::NotAvailable, QStringLiteral("No history here.")};
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    QVERIFY(arrived.wait());
    const auto snapshot = arrived[0][0].value<SnapshotPtr>();
    QVERIFY(snapshot->stats.ok());
    QCOMPARE(snapshot->history.error().message, QStringLiteral("No history here."));
}

void PollerTest::theFreshnessReportIsAskedForOnlyWhileItIsWanted()
{
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    QVERIFY(arrived.wait());
    QVERIFY(!arrived.last()[0].value<SnapshotPtr>()->freshness);
    m_target->freshness.dayEntries = 7;
    m_poller->setFreshnessWanted(true);
    QTRY_VERIFY(arrived.last()[0].value<SnapshotPtr>()->freshness);
    QCOMPARE((*arrived.last()[0].value<SnapshotPtr>()->freshness)->dayEntries, 7);
    m_poller->setFreshnessWanted(false);
    QTRY_VERIFY(!arrived.last()[0].value<SnapshotPtr>()->freshness);
    const int asked = m_target->timesAsked<FreshnessQuery>();
    QVERIFY(arrived.wait());
    QCOMPARE(m_target->timesAsked<FreshnessQuery>(), asked);
}

QList<Poller::Interval> PollerTest::pausesOf(int batches)
{
    QList<Poller::Interval> pauses;
    const auto taking =
        connect(m_poller.get(), &Poller::arrived, this, [&] { pauses.append(m_poller->pause()); });
    if (m_poller->batches() == 0)
        m_poller->setTarget(m_target.get());
    const bool came = QTest::qWaitFor([&] { return pauses.size() >= batches; }, 20'000);
    disconnect(taking);
    return came ? pauses.first(batches) : pauses;
}

void PollerTest::failOnce()
{
    m_target->readFailure = Error{ErrorCode::Unreadable, QStringLiteral("Nothing answers.")};
    m_poller->setInterval(1h);
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->setTarget(m_target.get());
    QVERIFY(arrived.wait());
    QCOMPARE(m_poller->batches(), 1);
}

void PollerTest::aTargetThatGivesNothingIsAskedEverLessOften()
{
    m_target->readFailure = Error{ErrorCode::Unreadable, QStringLiteral("Nothing answers.")};
    QCOMPARE(pausesOf(4), (QList<Poller::Interval>{40ms, 80ms, 160ms, 320ms}));
    m_target->readFailure.reset();
    QCOMPARE(pausesOf(2), (QList<Poller::Interval>{20ms, 20ms}));
}

void PollerTest::theLongestPauseIsHalfAMinuteOrTheInterval()
{
    m_target->readFailure = Error{ErrorCode::Unreadable, QStringLiteral("Nothing answers.")};
    m_poller->setInterval(20s);
    QCOMPARE(pausesOf(1), QList<Poller::Interval>{30s});
    m_poller->setInterval(60s);
    QCOMPARE(m_poller->pause(), 60s);
    QCOMPARE(m_poller->pace(), 60s);
}

void PollerTest::onePartIsEnoughToBeAskedOn()
{
    m_target->missing = Error{ErrorCode::NotAvailable, QStringLiteral("No history here.")};
    m_target->noWatermarks = Error{ErrorCode::NotAvailable, QStringLiteral("No monitor here.")};
    QCOMPARE(pausesOf(3), (QList<Poller::Interval>{20ms, 20ms, 20ms}));
}

/// It is there although nobody answers.
void PollerTest::aHistoryKeptHereIsNoAnswer()
{
    m_target->readFailure = Error{ErrorCode::Unreadable, QStringLiteral("Nothing answers.")};
    m_target->keptHistory = History{};
    QCOMPARE(pausesOf(1), QList<Poller::Interval>{20ms});
    m_poller->setTarget(nullptr);
    m_target->keptHistory->countsOnly = QStringLiteral("The dashboard counted this itself.");
    m_poller->setTarget(m_target.get());
    QCOMPARE(pausesOf(2), (QList<Poller::Interval>{40ms, 80ms}));
}

void PollerTest::aTargetThatIsBackIsAskedAtOnce()
{
    failOnce();
    m_target->setState({TargetState::Kind::Failed, QStringLiteral("Still nothing.")});
    QCOMPARE(m_poller->batches(), 1);
    m_target->setState({});
    QCOMPARE(m_poller->batches(), 2);
}

void PollerTest::whoRefreshesDoesNotWait()
{
    m_target->readFailure = Error{ErrorCode::Unreadable, QStringLiteral("Nothing answers.")};
    QCOMPARE(pausesOf(2), (QList<Poller::Interval>{40ms, 80ms}));
    QSignalSpy arrived(m_poller.get(), &Poller::arrived);
    m_poller->refresh();
    QCOMPARE(m_poller->pause(), 20ms);
    QVERIFY(arrived.wait());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::PollerTest)
#include "pollertest.moc"
