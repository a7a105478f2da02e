// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/sqlitetier.h"
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

#include <QTest>

#include <semaphore>
#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Why a request was a miss, as its answer says and as the figures count it.
class MissReasonsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_workspace.reset(); }

    void theFirstTimeIsAFirst();
    void pastItsLifeIsExpiredEvenAfterTheCleanUp();
    void aPersonsInvalidationIsToldFromTheMonitors();
    void whatAnEarlierRunLoadedIsKnownOnceItWasFoundOnDisk();
    void afterARestartTheBarrierStillKnowsWhoRaisedIt();
    void whatWasPushedOutWasPushedOut();
    void withTimeoutsTheReasonIsTheSame();
    void aRequestThatBypassedTheCacheCountsInItsOwnColumn();
    void whoWaitsForTheSameQueryIsAStampedeAvoided();
    void aRenewalInTheBackgroundIsCountedAndIsNoRequest();

private:
    [[nodiscard]] CacheEngine& engine() { return m_workspace->engine(); }
    MissReason ask(const Request& request = requestOf(u"trial"_s))
    {
        const Result<Answer> answer = engine().fetch(request, giving("value"));
        return answer ? answer->reason : MissReason::Error;
    }
    [[nodiscard]] Tally counted()
    {
        (void)m_workspace->cache().accounting().flush();
        return m_workspace->cache().accounting().totals();
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

void MissReasonsTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
}

void MissReasonsTest::theFirstTimeIsAFirst()
{
    QCOMPARE(ask(), MissReason::First);
    QCOMPARE(ask(), MissReason::None);
    QCOMPARE(counted().misses, (MissReasons{.first = 1}));
}

void MissReasonsTest::pastItsLifeIsExpiredEvenAfterTheCleanUp()
{
    ask();
    engine().settle();
    m_clock.advanceMs(2 * 3'600'000);
    QVERIFY(engine().cleanUp());
    QCOMPARE(ask(), MissReason::Expired);
    QCOMPARE(counted().misses.expired, 1);
}

void MissReasonsTest::aPersonsInvalidationIsToldFromTheMonitors()
{
    Request request = requestOf(u"trial"_s);
    request.companyId = 7;
    ask(request);
    engine().settle();
    QVERIFY(engine().invalidate({.companyId = 7}, u"ana"_s));
    engine().settle(); // its rows are gone
    QCOMPARE(ask(request), MissReason::Invalidated);
    QVERIFY(engine().invalidate({.companyId = 7}, monitorName.toString()));
    engine().settle();
    QCOMPARE(ask(request), MissReason::MonitorInvalidated);
    QCOMPARE(counted().misses, (MissReasons{.first = 1, .byMonitor = 1, .byPerson = 1}));
}

void MissReasonsTest::whatAnEarlierRunLoadedIsKnownOnceItWasFoundOnDisk()
{
    ask();
    QVERIFY(m_workspace->restart());
    QCOMPARE(ask(), MissReason::None);
    QVERIFY(engine().invalidate({}, u"ana"_s));
    engine().settle();
    QCOMPARE(ask(), MissReason::Invalidated);
}

void MissReasonsTest::afterARestartTheBarrierStillKnowsWhoRaisedIt()
{
    QVERIFY(engine().invalidate({}, monitorName.toString()));
    QVERIFY(m_workspace->restart());
    EntryScopes anything{"key", u"trial"_s, 1, {}, {}, {}};
    Barriers barriers;
    SqliteTier tier(m_workspace->cache().file(), m_clock);
    const auto stored = tier.barriers();
    for (const auto& [scope, barrier] : *stored)
        barriers.raise(scope, barrier);
    QVERIFY(barriers.raisedByMonitor(anything));
}

void MissReasonsTest::whatWasPushedOutWasPushedOut()
{
    m_workspace->close();
    QProcessEnvironment small;
    small.insert(u"CACHE_TYPE"_s, u"memory"_s);
    small.insert(u"CACHE_L1_MAX_SIZE"_s, u"1"_s);
    QVERIFY(m_workspace->open(small));
    ask();
    ask(requestOf(u"trial"_s, 2));
    QCOMPARE(ask(), MissReason::Evicted);
    QCOMPARE(counted().misses, (MissReasons{.first = 2, .evicted = 1}));
    // Nor is closing disturbed by what was pushed out since the last flush.
    ask(requestOf(u"trial"_s, 2));
    m_workspace->close();
}

void MissReasonsTest::withTimeoutsTheReasonIsTheSame()
{
    Request request = requestOf(u"trial"_s);
    request.policy = Policy{};
    request.policy->hardTimeoutMs = 60'000;
    ask(request);
    engine().settle();
    QVERIFY(m_workspace->restart());
    m_clock.advanceMs(2 * 3'600'000);
    QCOMPARE(ask(request), MissReason::Expired);
}

void MissReasonsTest::aRequestThatBypassedTheCacheCountsInItsOwnColumn()
{
    QVERIFY(engine().switches().set(SwitchKind::Global, {}, false));
    QCOMPARE(ask(), MissReason::SwitchedOff);
    QCOMPARE(counted().bypassed, 1);
    QCOMPARE(counted().misses.sum(), 0);
}

void MissReasonsTest::whoWaitsForTheSameQueryIsAStampedeAvoided()
{
    std::binary_semaphore begun(0), go(0);
    std::atomic<int> calls = 0;
    const Loader slow = [&]() -> Result<QByteArray> {
        ++calls;
        begun.release();
        go.acquire();
        return QByteArray("value");
    };
    std::thread leader([&] { (void)engine().fetch(requestOf(u"trial"_s), slow); });
    begun.acquire();
    QFuture<Result<Answer>> follower = engine().fetchAsync(requestOf(u"trial"_s), slow);
    engine().pool().waitForDone(); // it joined the flight and left the thread
    go.release();
    leader.join();
    follower.waitForFinished();
    QVERIFY(follower.result()->shared);
    QCOMPARE(calls.load(), 1);
    QCOMPARE(counted().database, 2);
    QCOMPARE(counted().shared, 1);
}

void MissReasonsTest::aRenewalInTheBackgroundIsCountedAndIsNoRequest()
{
    Request request = requestOf(u"trial"_s);
    request.policy = Policy{};
    request.policy->eagerPercent = 10;
    ask(request);
    engine().settle();
    m_clock.advanceMs(400'000);
    ask(request);
    QTRY_COMPARE(counted().renewed, 1);
    QCOMPARE(counted().requests(), 2);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::MissReasonsTest)
#include "missreasonstest.moc"
