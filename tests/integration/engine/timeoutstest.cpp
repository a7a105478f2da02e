// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

#include <QSemaphore>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// A loader that a test lets go when it is ready.
class HeldLoader final
{
public:
    [[nodiscard]] Loader loader(QByteArray value = "new")
    {
        return [this, value = std::move(value)]() -> Result<QByteArray> {
            ++calls;
            began.release();
            go.acquire();
            go.release();
            return value;
        };
    }

    std::atomic<int> calls = 0;
    QSemaphore began;
    QSemaphore go;
};

/// Callers who do not wait for ever, and loads that go on without them.
class TimeoutsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void afterTheSoftTimeOutTheStaleValueIsTheAnswer_data();
    void afterTheSoftTimeOutTheStaleValueIsTheAnswer();
    void withoutAStaleValueTheSoftTimeOutIsNone();
    void whatAnInvalidationOvertookInTheBackgroundIsNotStored();
    void afterTheHardTimeOutTheCallerGetsATypedError_data();
    void afterTheHardTimeOutTheCallerGetsATypedError();
    void atTheHardTimeOutWhatMayStandInIsTheAnswer_data();
    void atTheHardTimeOutWhatMayStandInIsTheAnswer();
    void aLoadThatItsCallersLeftKeepsItsPlaceAndItsResult();
    void overTheCapNoBackgroundLoadIsStarted();
    void theFirstHitAfterAShareOfTheLifeRenewsTheValue();
    void aHitOnDiskRenewsTheValueToo();
    void renewingTakesOneLoadHoweverManyHits();
    void aFailedRenewalIsNotTriedAgainAtOnce();

private:
    static constexpr Policy policy()
    {
        return {.l1TtlMs = 10'000, .l2TtlMs = 10'000, .jitterPercent = 0, .graceMs = 60'000};
    }
    static Request request(const Policy& policy, int number = 1)
    {
        Request request = requestOf(u"t"_s, number);
        request.policy = policy;
        return request;
    }
    CacheEngine& engine() { return m_workspace->engine(); }
    void put(const Request& request) { (void)engine().fetch(request, giving("old")); }
    Result<Answer> fetch(const Request& request, const Loader& loader, bool async)
    {
        return async ? engine().fetchAsync(request, loader).result()
                     : engine().fetch(request, loader);
    }
    static void addWays()
    {
        QTest::addColumn<bool>("async");
        QTest::newRow("blocking") << false;
        QTest::newRow("asynchronous") << true;
    }

    FakeClock m_clock;
    std::unique_ptr<HeldLoader> m_held;
    std::unique_ptr<TempWorkspace> m_workspace;
};

void TimeoutsTest::init()
{
    m_held = std::make_unique<HeldLoader>();
    m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\nbackground_loads=2\n");
    QVERIFY(m_workspace->open());
}

void TimeoutsTest::cleanup()
{
    m_held->go.release();
    m_workspace.reset();
}

void TimeoutsTest::afterTheSoftTimeOutTheStaleValueIsTheAnswer_data()
{
    addWays();
}

void TimeoutsTest::afterTheSoftTimeOutTheStaleValueIsTheAnswer()
{
    QFETCH(bool, async);
    Policy soft = policy();
    soft.softTimeoutMs = 20;
    put(request(soft));
    m_clock.advanceMs(10'000);
    const Result<Answer> stale = fetch(request(soft), m_held->loader(), async);
    QCOMPARE(stale->value, QByteArray("old"));
    QVERIFY(stale->stale);
    QCOMPARE(stale->origin, Origin::Memory);
    // Whoever comes now joins the load that goes on.
    QVERIFY(fetch(request(soft), m_held->loader(), async)->stale);
    m_held->go.release();
    QTRY_COMPARE(engine().fetch(request(soft), m_held->loader())->value, QByteArray("new"));
    QCOMPARE(m_held->calls.load(), 1);
}

void TimeoutsTest::withoutAStaleValueTheSoftTimeOutIsNone()
{
    Policy soft = policy();
    soft.softTimeoutMs = 1;
    auto answer = engine().fetchAsync(request(soft), m_held->loader());
    m_held->began.acquire();
    m_held->go.release();
    QCOMPARE(answer.result()->value, QByteArray("new"));
    QVERIFY(!answer.result()->stale);
}

void TimeoutsTest::whatAnInvalidationOvertookInTheBackgroundIsNotStored()
{
    Policy soft = policy();
    soft.softTimeoutMs = 1;
    put(request(soft));
    m_clock.advanceMs(10'000);
    QVERIFY(engine().fetch(request(soft), m_held->loader("overtaken"))->stale);
    m_held->began.acquire();
    QVERIFY(engine().invalidate({}, u"tester"_s));
    m_held->go.release();
    QCOMPARE(engine().fetch(request(soft), giving("after"))->value, QByteArray("after"));
    m_workspace->engine().stop();
    QCOMPARE(engine().fetch(request(soft), giving("wrong"))->value, QByteArray("after"));
}

void TimeoutsTest::afterTheHardTimeOutTheCallerGetsATypedError_data()
{
    addWays();
}

void TimeoutsTest::afterTheHardTimeOutTheCallerGetsATypedError()
{
    QFETCH(bool, async);
    Policy hard = policy();
    hard.hardTimeoutMs = 20;
    const Result<Answer> error = fetch(request(hard), m_held->loader(), async);
    QVERIFY(!error);
    QCOMPARE(error.error().code, ErrorCode::Timeout);
    m_held->began.acquire();
    // The query keeps its place: it is not asked a second time.
    QCOMPARE(fetch(request(hard), m_held->loader(), async).error().code, ErrorCode::Timeout);
    m_held->go.release();
    QTRY_VERIFY(engine().fetch(request(hard), m_held->loader()));
    QCOMPARE(m_held->calls.load(), 1);
    QVERIFY(m_workspace->cache().accounting().flush());
    QCOMPARE_GE(m_workspace->cache().accounting().totals().errors, 2);
    QCOMPARE(m_workspace->cache().accounting().totals().stale, 0);
}

void TimeoutsTest::atTheHardTimeOutWhatMayStandInIsTheAnswer_data()
{
    addWays();
}

void TimeoutsTest::atTheHardTimeOutWhatMayStandInIsTheAnswer()
{
    QFETCH(bool, async);
    Policy hard = policy();
    hard.hardTimeoutMs = 20;
    put(request(hard));
    m_clock.advanceMs(10'000);
    const Result<Answer> stale = fetch(request(hard), m_held->loader(), async);
    QVERIFY(stale);
    QCOMPARE(stale->value, QByteArray("old"));
    QVERIFY(stale->stale);
    m_held->began.acquire();
}

void TimeoutsTest::aLoadThatItsCallersLeftKeepsItsPlaceAndItsResult()
{
    Policy hard = policy();
    hard.hardTimeoutMs = 20;
    const auto timesOut = [&](int number) {
        const auto answer = engine().fetch(request(hard, number), m_held->loader());
        return !answer && answer.error().code == ErrorCode::Timeout;
    };
    QVERIFY(timesOut(0) && timesOut(1));
    m_held->began.acquire(2);
    QVERIFY(timesOut(2)); // both places are taken: its query was never asked
    m_held->go.release();
    engine().stop();
    QCOMPARE(m_held->calls.load(), 2);
    for (int number = 0; number < 2; ++number)
        QCOMPARE(engine().fetch(request(hard, number), giving("wrong"))->value, QByteArray("new"));
}

void TimeoutsTest::overTheCapNoBackgroundLoadIsStarted()
{
    Policy soft = policy();
    soft.softTimeoutMs = 1;
    for (int i = 0; i < 3; ++i)
        put(request(soft, i));
    m_clock.advanceMs(10'000);
    for (int i = 0; i < 3; ++i)
        QVERIFY(engine().fetch(request(soft, i), m_held->loader())->stale);
    m_held->began.acquire(2);
    m_held->go.release();
    engine().stop();
    QCOMPARE(m_held->calls.load(), 2);
}

void TimeoutsTest::theFirstHitAfterAShareOfTheLifeRenewsTheValue()
{
    Policy eager = policy();
    eager.eagerPercent = 50;
    put(request(eager));
    m_clock.advanceMs(4'999);
    QCOMPARE(engine().fetch(request(eager), m_held->loader())->origin, Origin::Memory);
    m_clock.advanceMs(1);
    // The load is held, the hit is not.
    QCOMPARE(engine().fetch(request(eager), m_held->loader())->value, QByteArray("old"));
    m_held->began.acquire();
    QCOMPARE(engine().fetch(request(eager), m_held->loader())->origin, Origin::Memory);
    m_held->go.release();
    QTRY_COMPARE(engine().fetch(request(eager), m_held->loader())->value, QByteArray("new"));
    QCOMPARE(m_held->calls.load(), 1);
    m_clock.advanceMs(4'999);
    QCOMPARE(engine().fetch(request(eager), m_held->loader())->origin, Origin::Memory);
    QCOMPARE(m_held->calls.load(), 1);
}

void TimeoutsTest::aHitOnDiskRenewsTheValueToo()
{
    Policy eager = policy();
    eager.eagerPercent = 50;
    eager.l1TtlMs = 0;
    put(request(eager));
    engine().settle();
    m_clock.advanceMs(5'000);
    QCOMPARE(engine().fetch(request(eager), m_held->loader())->origin, Origin::Disk);
    m_held->began.acquire();
    m_held->go.release();
    engine().stop();
    QCOMPARE(engine().fetch(request(eager), giving("wrong"))->value, QByteArray("new"));
}

void TimeoutsTest::renewingTakesOneLoadHoweverManyHits()
{
    Policy eager = policy();
    eager.eagerPercent = 50;
    put(request(eager));
    m_clock.advanceMs(5'000);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(engine().fetch(request(eager), m_held->loader())->origin, Origin::Memory);
        m_clock.advanceMs(1'000);
    }
    m_held->began.acquire();
    m_held->go.release();
    engine().stop();
    QCOMPARE(m_held->calls.load(), 1);
}

void TimeoutsTest::aFailedRenewalIsNotTriedAgainAtOnce()
{
    Policy eager = policy();
    eager.eagerPercent = 10;
    eager.throttleMs = 5'000;
    eager.l1TtlMs = eager.l2TtlMs = 10'000'000;
    put(request(eager));
    QSemaphore asked;
    const Loader failing = [&]() -> Result<QByteArray> {
        asked.release();
        return Error{ErrorCode::Source, u"down"_s};
    };
    m_clock.advanceMs(1'000'000);
    QCOMPARE(engine().fetch(request(eager), failing)->value, QByteArray("old"));
    asked.acquire();
    const auto renewed = [&] {
        (void)engine().fetch(request(eager), failing);
        return asked.tryAcquire();
    };
    m_clock.advanceMs(4'999);
    QVERIFY(!renewed());
    // When the background noticed the failure nobody knows: it is then that the time begins.
    bool again = false;
    const auto renewedLater = [&] {
        m_clock.advanceMs(500);
        return again = again || renewed();
    };
    QTRY_VERIFY(renewedLater());
}

QTEST_GUILESS_MAIN(TimeoutsTest)
#include "timeoutstest.moc"
