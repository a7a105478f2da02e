// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/tempworkspace.h"
#include "support/wrappedtier.h"

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// What is served while the source fails, and for how long.
class FailSafeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void anExpiredValueStandsInWithinItsGrace_data();
    void anExpiredValueStandsInWithinItsGrace();
    void theSourceIsThenLeftAloneForAWhile();
    void theSourceBackUpIsFreshAtOnce();
    void cleaningUpKeepsWhatIsWithinItsGrace();
    void anInvalidatedValueNeverStandsIn();
    void unlessItsTypeSaysSo();
    void aPurgedValueNeverStandsInWhateverItsTypeSays_data();
    void aPurgedValueNeverStandsInWhateverItsTypeSays();
    void whatAnInvalidationTookOutStandsInWhereItsTypeSaysSo_data();
    void whatAnInvalidationTookOutStandsInWhereItsTypeSaysSo();
    void theTrashIsLookedIntoOnceAndOnlyWhenTheSourceFails();
    void whatAnUndoBringsBackKeepsItsGrace();
    void anInvalidationWhileItLoadsCountsToo();
    void staleAnswersCountAsWhatTheyWereServedFrom();
    void anEmptyResultIsAValueWithALifeOfItsOwn();
    void theLoaderSaysWhatIsEmpty();
    void theJitterIsDrawnOnce();
    void theWallClockGoingBackRevivesNothingOnDisk();
    void aWallClockThatWasAheadForAWhileLengthensNoLife_data();
    void aWallClockThatWasAheadForAWhileLengthensNoLife();

private:
    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    std::atomic<int> m_calls = 0;
    std::atomic<bool> m_down = false;

    static constexpr Policy policy()
    {
        return {.l1TtlMs = 10'000,
                .l2TtlMs = 10'000,
                .jitterPercent = 0,
                .graceMs = 60'000,
                .throttleMs = 5'000};
    }
    static Request request(const Policy& policy = FailSafeTest::policy())
    {
        Request request = requestOf(u"t"_s);
        request.policy = policy;
        return request;
    }
    CacheEngine& engine() { return m_workspace->engine(); }
    Result<Answer> fetch(const Request& request)
    {
        return engine().fetch(request, [this]() -> Result<QByteArray> {
            ++m_calls;
            if (m_down)
                return Error{ErrorCode::Source, u"down"_s};
            return QByteArray::number(m_calls);
        });
    }
};

void FailSafeTest::init()
{
    m_calls = 0;
    m_down = false;
    m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\n");
    QVERIFY(m_workspace->open());
}

void FailSafeTest::cleanup()
{
    m_workspace.reset();
}

void FailSafeTest::anExpiredValueStandsInWithinItsGrace_data()
{
    QTest::addColumn<bool>("inMemory");
    QTest::addColumn<bool>("forgotten");
    QTest::newRow("in memory") << true << false;
    QTest::newRow("in memory no more, but on disk") << true << true;
    QTest::newRow("on disk alone") << false << true;
}

void FailSafeTest::anExpiredValueStandsInWithinItsGrace()
{
    QFETCH(bool, inMemory);
    QFETCH(bool, forgotten);
    Policy kept = policy();
    if (!inMemory)
        kept.l1TtlMs = 0;
    kept.throttleMs = 0;
    (void)fetch(request(kept));
    engine().settle();
    m_down = true;
    m_clock.advanceMs(10'000);
    if (forgotten)
        engine().memory().clear();
    const Result<Answer> stale = fetch(request(kept));
    QVERIFY(stale);
    QCOMPARE(stale->value, QByteArray("1"));
    QVERIFY(stale->stale);
    QCOMPARE(stale->ageMs, 10'000);
    m_clock.advanceMs(59'999);
    QVERIFY(fetch(request(kept))->stale);
    m_clock.advanceMs(1);
    const Result<Answer> beyond = fetch(request(kept));
    QVERIFY(!beyond);
    QCOMPARE(beyond.error().message, u"down"_s);
}

void FailSafeTest::theSourceIsThenLeftAloneForAWhile()
{
    (void)fetch(request());
    m_down = true;
    m_clock.advanceMs(10'000);
    QVERIFY(fetch(request())->stale);
    QCOMPARE(m_calls.load(), 2);
    m_clock.advanceMs(4'999);
    QVERIFY(fetch(request())->stale);
    QCOMPARE(m_calls.load(), 2);
    m_clock.advanceMs(1);
    QVERIFY(fetch(request())->stale);
    QCOMPARE(m_calls.load(), 3);
}

void FailSafeTest::theSourceBackUpIsFreshAtOnce()
{
    (void)fetch(request());
    m_down = true;
    m_clock.advanceMs(10'000);
    QVERIFY(fetch(request())->stale);
    m_down = false;
    m_clock.advanceMs(5'000);
    const Result<Answer> fresh = fetch(request());
    QVERIFY(!fresh->stale);
    QCOMPARE(fresh->origin, Origin::Database);
    QCOMPARE(fresh->value, QByteArray("3"));
    QCOMPARE(fetch(request())->origin, Origin::Memory);
}

void FailSafeTest::cleaningUpKeepsWhatIsWithinItsGrace()
{
    Policy kept = policy();
    kept.throttleMs = 0;
    Request without = requestOf(u"without"_s);
    without.policy = Policy{.l2TtlMs = 10'000};
    (void)fetch(request(kept));
    (void)fetch(without);
    engine().settle();
    m_down = true;
    m_clock.advanceMs(10'001);
    QCOMPARE(engine().cleanUp()->entries, 1);
    QVERIFY(fetch(request(kept))->stale);
    engine().memory().clear();
    QVERIFY(fetch(request(kept))->stale);
    m_clock.advanceMs(60'000);
    QCOMPARE(engine().cleanUp()->entries, 1);
    QCOMPARE(engine().memory().size().entries, 0);
    QCOMPARE(engine().storeSize()->value().entries, 0);
}

void FailSafeTest::anInvalidatedValueNeverStandsIn()
{
    (void)fetch(request());
    m_down = true;
    QVERIFY(engine().invalidate({}, u"tester"_s));
    QVERIFY(!fetch(request()));

    // Nor does one that stood in before.
    m_down = false;
    (void)fetch(request());
    m_down = true;
    m_clock.advanceMs(10'000);
    QVERIFY(fetch(request())->stale);
    QVERIFY(engine().invalidate({}, u"tester"_s));
    QVERIFY(!fetch(request()));
}

void FailSafeTest::unlessItsTypeSaysSo()
{
    Policy kept = policy();
    kept.staleAfterChange = true;
    (void)fetch(request(kept));
    m_down = true;
    QVERIFY(engine().invalidate({}, u"tester"_s));
    const Result<Answer> stale = fetch(request(kept));
    QVERIFY(stale);
    QVERIFY(stale->stale);
    m_down = false;
    m_clock.advanceMs(5'000);
    QCOMPARE(fetch(request(kept))->origin, Origin::Database);
}

void FailSafeTest::aPurgedValueNeverStandsInWhateverItsTypeSays_data()
{
    QTest::addColumn<bool>("purge");
    QTest::addColumn<bool>("onDisk");
    QTest::addColumn<bool>("restarts");
    QTest::addColumn<bool>("standsIn");
    QTest::newRow("invalidated, in memory") << false << false << false << true;
    QTest::newRow("invalidated, on disk") << false << true << false << true;
    QTest::newRow("invalidated, after a restart") << false << true << true << true;
    QTest::newRow("purged, in memory") << true << false << false << false;
    QTest::newRow("purged, on disk") << true << true << false << false;
    QTest::newRow("purged, after a restart") << true << true << true << false;
}

void FailSafeTest::aPurgedValueNeverStandsInWhateverItsTypeSays()
{
    QFETCH(bool, purge);
    QFETCH(bool, onDisk);
    QFETCH(bool, restarts);
    // The rows stay where they are, as if there were no time yet to remove them.
    const auto unswept = [](std::unique_ptr<StoreTier> store) -> std::unique_ptr<StoreTier> {
        auto tier = std::make_unique<WrappedTier>(std::move(store));
        tier->sweeping = false;
        return tier;
    };
    m_workspace->close();
    QVERIFY(m_workspace->open({}, unswept));
    Policy kept = policy();
    kept.staleAfterChange = true;
    (void)fetch(request(kept));
    engine().settle();
    if (onDisk)
        engine().memory().clear();
    QVERIFY(purge ? engine().purge({}, u"tester"_s) : engine().invalidate({}, u"tester"_s));
    if (restarts) {
        m_workspace->close();
        QVERIFY(m_workspace->open({}, unswept));
    }
    m_down = true;
    QTEST(fetch(request(kept)).ok(), "standsIn");
}

void FailSafeTest::whatAnInvalidationTookOutStandsInWhereItsTypeSaysSo_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<bool>("purged");
    QTest::addColumn<bool>("restarts");
    QTest::addColumn<qint64>("ageMs");
    QTest::addColumn<bool>("standsIn");
    QTest::newRow("its type allows it") << true << false << false << qint64(5'000) << true;
    QTest::newRow("after a restart") << true << false << true << qint64(5'000) << true;
    QTest::newRow("at the end of its grace") << true << false << false << qint64(69'999) << true;
    QTest::newRow("beyond its grace") << true << false << false << qint64(70'000) << false;
    QTest::newRow("its type does not") << false << false << false << qint64(5'000) << false;
    QTest::newRow("purged later") << true << true << false << qint64(5'000) << false;
    QTest::newRow("purged later, and a restart") << true << true << true << qint64(5'000) << false;
}

void FailSafeTest::whatAnInvalidationTookOutStandsInWhereItsTypeSaysSo()
{
    QFETCH(bool, allowed);
    QFETCH(bool, purged);
    QFETCH(bool, restarts);
    QFETCH(qint64, ageMs);
    Policy kept = policy();
    kept.staleAfterChange = allowed;
    (void)fetch(request(kept));
    engine().settle();
    QVERIFY(engine().invalidate({}, u"tester"_s));
    engine().settle();
    QCOMPARE(engine().storeSize()->value().entries, 0);
    if (purged)
        QVERIFY(engine().purge({.type = u"t"_s}, u"tester"_s));
    engine().memory().clear();
    if (restarts)
        QVERIFY(m_workspace->restart());
    m_down = true;
    m_clock.advanceMs(ageMs);
    const Result<Answer> answer = fetch(request(kept));
    QTEST(answer.ok(), "standsIn");
    if (answer) {
        QVERIFY(answer->stale);
        QCOMPARE(answer->value, QByteArray("1"));
        QCOMPARE(answer->origin, Origin::Disk);
        QCOMPARE(answer->ageMs, ageMs);
    }
}

void FailSafeTest::theTrashIsLookedIntoOnceAndOnlyWhenTheSourceFails()
{
    WrappedTier* tier = nullptr;
    m_workspace->close();
    QVERIFY(m_workspace->open({}, [&tier](std::unique_ptr<StoreTier> store) {
        auto wrapped = std::make_unique<WrappedTier>(std::move(store));
        tier = wrapped.get();
        return wrapped;
    }));
    Policy kept = policy();
    kept.staleAfterChange = true;
    for (const QByteArray& value : {QByteArray("1"), QByteArray("2")}) {
        QCOMPARE(fetch(request(kept))->value, value);
        engine().settle();
        QVERIFY(engine().invalidate({}, u"tester"_s));
        engine().settle();
        engine().memory().clear();
    }
    QCOMPARE(tier->looksIntoTrash.load(), 0);
    m_down = true;
    for (int i = 0; i < 10; ++i) {
        const Result<Answer> stale = fetch(request(kept));
        QVERIFY(stale && stale->stale);
        QCOMPARE(stale->value, QByteArray("2")); // the last of them
        QCOMPARE(tier->looksIntoTrash.load(), 1);
        m_clock.advanceMs(1'000);
    }
}

void FailSafeTest::whatAnUndoBringsBackKeepsItsGrace()
{
    (void)fetch(request());
    engine().settle();
    const auto done = engine().invalidate({}, u"tester"_s);
    QVERIFY(done && done->id);
    engine().settle();
    QCOMPARE(engine().undo(*done->id)->entries, 1);
    m_down = true;
    m_clock.advanceMs(10'001);
    QCOMPARE(engine().cleanUp()->entries, 0);
    QVERIFY(fetch(request())->stale);
    m_clock.advanceMs(60'000);
    QCOMPARE(engine().cleanUp()->entries, 1);
}

void FailSafeTest::anInvalidationWhileItLoadsCountsToo()
{
    (void)fetch(request());
    m_clock.advanceMs(10'000);
    const Result<Answer> answer = engine().fetch(request(), [this]() -> Result<QByteArray> {
        if (!engine().invalidate({}, u"tester"_s))
            return QByteArray("the invalidation failed");
        return Error{ErrorCode::Source, u"down"_s};
    });
    QVERIFY(!answer);
    QCOMPARE(answer.error().message, u"down"_s);
}

void FailSafeTest::staleAnswersCountAsWhatTheyWereServedFrom()
{
    (void)fetch(request());
    engine().settle();
    m_down = true;
    m_clock.advanceMs(10'000);
    (void)fetch(request());
    engine().memory().clear();
    (void)fetch(request());
    m_clock.advanceMs(60'000);
    (void)fetch(request());
    QVERIFY(m_workspace->cache().accounting().flush());
    const Tally tally = m_workspace->cache().accounting().totals();
    QCOMPARE(tally.memory, 1);
    QCOMPARE(tally.disk, 1);
    QCOMPARE(tally.stale, 2);
    QCOMPARE(tally.database, 1);
    QCOMPARE(tally.errors, 1);
}

void FailSafeTest::anEmptyResultIsAValueWithALifeOfItsOwn()
{
    Policy shorter = policy();
    shorter.graceMs = 0;
    shorter.nullTtlMs = 2'000;
    const auto nothing = [this]() -> Result<QByteArray> {
        ++m_calls;
        return QByteArray();
    };
    QCOMPARE(engine().fetch(request(shorter), nothing)->origin, Origin::Database);
    m_clock.advanceMs(1'999);
    QCOMPARE(engine().fetch(request(shorter), nothing)->origin, Origin::Memory);
    engine().settle();
    engine().memory().clear();
    QCOMPARE(engine().fetch(request(shorter), nothing)->origin, Origin::Disk);
    QCOMPARE(m_calls.load(), 1);
    m_clock.advanceMs(1);
    QCOMPARE(engine().fetch(request(shorter), nothing)->origin, Origin::Database);
    QCOMPARE(m_calls.load(), 2);

    shorter.nullTtlMs = 0;
    QVERIFY(engine().invalidate({}, u"tester"_s));
    for (int i = 3; i < 5; ++i) {
        QCOMPARE(engine().fetch(request(shorter), nothing)->origin, Origin::Database);
        QCOMPARE(m_calls.load(), i);
    }
}

void FailSafeTest::theLoaderSaysWhatIsEmpty()
{
    Policy shorter = policy();
    shorter.nullTtlMs = 2'000;
    for (const bool empty : {true, false}) {
        QVERIFY(engine().invalidate({}, u"tester"_s));
        const auto rows = [empty]() -> Result<Loaded> { return Loaded("[]", empty); };
        (void)engine().fetch(request(shorter), rows);
        m_clock.advanceMs(3'000);
        QCOMPARE(engine().fetch(request(shorter), rows)->origin,
                 empty ? Origin::Database : Origin::Memory);
    }
}

void FailSafeTest::theJitterIsDrawnOnce()
{
    Policy jittered = policy();
    jittered.graceMs = 0;
    jittered.jitterPercent = 50;
    (void)fetch(request(jittered));
    engine().settle();
    engine().memory().clear();
    qint64 lived = 0;
    // Promoted again and again, it lives no longer and no shorter than at its creation.
    const QString end = u"SELECT expires_at FROM cache_entries"_s;
    const qint64 endsMs =
        qRound64(m_workspace->cache().file().reader().value(end)->toDouble() * 1000);
    const qint64 life = endsMs - m_clock.wallMs();
    QCOMPARE_GE(life, 5'000);
    QCOMPARE_LE(life, 10'000);
    while (lived + 500 < life) {
        m_clock.advanceMs(500);
        lived += 500;
        engine().memory().clear();
        QCOMPARE(fetch(request(jittered))->origin, Origin::Disk);
        QCOMPARE(fetch(request(jittered))->origin, Origin::Memory);
    }
    m_clock.advanceMs(life - lived);
    QCOMPARE(fetch(request(jittered))->origin, Origin::Database);
}

void FailSafeTest::theWallClockGoingBackRevivesNothingOnDisk()
{
    Policy onDisk = policy();
    onDisk.l1TtlMs = 0;
    onDisk.graceMs = 0;
    (void)fetch(request(onDisk));
    engine().settle();
    m_clock.advanceMs(10'001);
    m_clock.setWallMs(m_clock.wallMs() - 5'000);
    QCOMPARE(fetch(request(onDisk))->origin, Origin::Database);
    engine().settle();
    QCOMPARE(fetch(request(onDisk))->origin, Origin::Disk);

    // After a restart: what seems to be from the future is not trusted.
    m_workspace->close();
    m_clock.setWallMs(m_clock.wallMs() - 3'600'000);
    QVERIFY(m_workspace->open());
    QCOMPARE(fetch(request(onDisk))->origin, Origin::Database);
}

void FailSafeTest::aWallClockThatWasAheadForAWhileLengthensNoLife_data()
{
    QTest::addColumn<qint64>("aheadMs");
    QTest::addColumn<qint64>("laterMs");
    QTest::addColumn<bool>("down");
    QTest::addColumn<bool>("answered");
    QTest::newRow("right after") << qint64(20'000) << qint64(10'000) << false << true;
    QTest::newRow("when that time comes") << qint64(600'000) << qint64(605'000) << false << true;
    QTest::newRow("nor a grace") << qint64(600'000) << qint64(660'000) << true << false;
}

void FailSafeTest::aWallClockThatWasAheadForAWhileLengthensNoLife()
{
    QFETCH(qint64, aheadMs);
    QFETCH(qint64, laterMs);
    QFETCH(bool, down);
    Policy onDisk = policy();
    onDisk.l1TtlMs = 0;
    m_clock.setWallMs(m_clock.wallMs() + aheadMs);
    (void)fetch(request(onDisk));
    engine().settle();
    m_clock.setWallMs(m_clock.wallMs() - aheadMs);
    m_clock.advanceMs(laterMs);
    m_down = down;
    const Result<Answer> answer = fetch(request(onDisk));
    QTEST(answer.ok(), "answered");
    if (answer)
        QCOMPARE(answer->origin, Origin::Database);
}

QTEST_GUILESS_MAIN(FailSafeTest)
#include "failsafetest.moc"
