// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/watermarkmonitor.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// Why one key is answered from where it is, asked of a real engine.
class ExplainTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsInBothTiersIsToldWithItsLives();
    void afterARestartItIsOnDiskAlone();
    void hitsAndTheLastUseAreTold();
    void whoInvalidatedItIsTold_data();
    void whoInvalidatedItIsTold();
    void onlyTheBarrierThatReachesItBlocks();
    void whatWasLoadedAgainSaysWhyItHadTo();
    void whatWasPurgedIsNowhereAndSaysByWhom();
    void anUndoneInvalidationBlocksNoMore();
    void anExpiredEntryMayStandInWithinItsGrace();
    void anInvalidatedEntryMayStandInOnlyIfItsTypeSaysSo();
    void anEagerTypeSaysWhenAHitRenewsIt();
    void aRowOfAnotherProgramHasNoStamp();
    void aKeyThatNobodyKnowsIsNoError();
    void anEmptyKeyIsRefused();
    void theSwitchesInItsWayAreTold();
    void itIsNotCountedAsARequest();

private:
    static Request request(const Policy& policy = {.jitterPercent = 0})
    {
        Request request = requestOf(u"invoices"_s, 1, u"ana"_s);
        request.companyId = 2;
        request.tags = {u"finance"_s};
        request.policy = policy;
        return request;
    }
    static QString keyOf(const Request& request)
    {
        return QString::fromUtf8(CacheKey::of(request)->text());
    }
    CacheEngine& engine() { return m_workspace->engine(); }
    void load(const Request& request)
    {
        QVERIFY(engine().fetch(request, [this]() -> Result<QByteArray> {
            m_clock.advanceMs(250);
            return QByteArray("value");
        }));
        engine().settle();
    }
    Explained explain(const Request& asked = request())
    {
        return engine().explain(keyOf(asked), u"guest"_s).value();
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

void ExplainTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
}

void ExplainTest::cleanup()
{
    m_workspace.reset();
}

void ExplainTest::whatIsInBothTiersIsToldWithItsLives()
{
    load(request());
    const qint64 loadedMs = m_clock.wallMs();
    m_clock.advanceMs(100'000);
    const Explained told = explain();
    QCOMPARE(told.source, u"main"_s);
    QCOMPARE(told.type, u"invoices"_s);
    QCOMPARE(told.companyId.value(), 2);
    QCOMPARE(told.username.value(), u"ana"_s);
    QCOMPARE(told.tags, std::vector<QString>({u"finance"_s}));
    QCOMPARE(told.place, EntryPlace::Memory);
    QCOMPARE(told.answeredFrom, Origin::Memory);
    QCOMPARE(told.reason, MissReason::None);
    QVERIFY(told.memory && told.disk && !told.trash);
    QCOMPARE(told.memory->ageMs, 100'000);
    QCOMPARE(told.memory->lifeLeftMs, 200'000);
    QCOMPARE(told.disk->lifeLeftMs, 3'500'000);
    QCOMPARE(told.disk->stamp, told.memory->stamp);
    QCOMPARE(told.memory->bytes, 5);
    QCOMPARE(told.disk->bytes, 5);
    QCOMPARE(told.loadedMs.value(), loadedMs);
    QCOMPARE(told.loadMs.value(), 250.0);
    QVERIFY(!told.memory->renewedInMs && !told.mayStandIn && !told.loadedBecauseOf);
    QCOMPARE(told.barriers.size(), size_t(7));
    QVERIFY(std::ranges::none_of(told.barriers, &ExplainedBarrier::blocks));
    QVERIFY(told.invalidations.empty());
}

void ExplainTest::afterARestartItIsOnDiskAlone()
{
    load(request());
    QVERIFY(m_workspace->restart());
    const Explained told = explain();
    QCOMPARE(told.place, EntryPlace::Disk);
    QCOMPARE(told.answeredFrom, Origin::Disk);
    QVERIFY(!told.memory && told.disk);
    QCOMPARE(told.loadMs.value(), 250.0);
    QCOMPARE(told.tags, std::vector<QString>({u"finance"_s}));
}

void ExplainTest::hitsAndTheLastUseAreTold()
{
    load(request());
    m_clock.advanceMs(5000);
    for (int i = 0; i < 3; ++i)
        load(request());
    QVERIFY(m_workspace->cache().accounting().flush());
    const Explained told = explain();
    QCOMPARE(told.hits.value(), 3);
    QCOMPARE(told.lastUsedMs.value(), m_clock.wallMs());
}

void ExplainTest::whoInvalidatedItIsTold_data()
{
    QTest::addColumn<QString>("who");
    QTest::newRow("a person") << u"ioana.pop"_s;
    QTest::newRow("the monitor") << WatermarkMonitor::who();
}

void ExplainTest::whoInvalidatedItIsTold()
{
    QFETCH(QString, who);
    load(request());
    m_clock.advanceMs(1000);
    const auto done = engine().invalidate({.companyId = 2}, who);
    engine().settle();
    const Explained told = explain();
    QCOMPARE(told.place, EntryPlace::Trash);
    QCOMPARE(told.answeredFrom, Origin::Database);
    QCOMPARE(told.reason, MissReason::Invalidated);
    QVERIFY(told.trash && told.trash->invalidated && !told.disk && !told.memory);
    QCOMPARE(told.invalidations.size(), size_t(1));
    QCOMPARE(told.invalidations[0].who, who);
    QCOMPARE(told.invalidations[0].atMs, m_clock.wallMs());
    QCOMPARE(told.invalidations[0].scope.companyId.value(), 2);
    QCOMPARE(told.invalidations[0].id, done->id.value());
    QCOMPARE(told.invalidations[0].undoUntilMs, done->undoUntilMs);
    QVERIFY(told.invalidations[0].tookIt);
}

void ExplainTest::onlyTheBarrierThatReachesItBlocks()
{
    QVERIFY(engine().invalidate({.type = u"invoices"_s}, u"early"_s));
    load(request());
    m_clock.advanceMs(1000);
    QVERIFY(engine().invalidate({.tag = u"finance"_s}, u"late"_s));
    QVERIFY(engine().invalidate({.companyId = 3}, u"elsewhere"_s));
    engine().settle();
    const Explained told = explain();
    for (const ExplainedBarrier& line : told.barriers) {
        QCOMPARE(line.blocks, line.scope.tag.has_value());
        QCOMPARE(line.stamp > 0, line.scope.tag || (line.scope.type && !line.scope.companyId));
        QCOMPARE(line.atMs.has_value(), line.stamp > 0);
    }
    QCOMPARE(told.invalidations.size(), size_t(2));
    QCOMPARE(told.invalidations[0].who, u"late"_s);
    QVERIFY(!told.invalidations[1].tookIt);
}

void ExplainTest::whatWasLoadedAgainSaysWhyItHadTo()
{
    load(request());
    QVERIFY(engine().invalidate({}, u"ana"_s));
    engine().settle();
    load(request());
    const Explained told = explain();
    QCOMPARE(told.answeredFrom, Origin::Memory);
    QCOMPARE(told.loadedBecauseOf.value(), MissReason::Invalidated);
    QVERIFY(told.trash && told.memory);
    QVERIFY(std::ranges::none_of(told.barriers, &ExplainedBarrier::blocks));
}

void ExplainTest::whatWasPurgedIsNowhereAndSaysByWhom()
{
    load(request());
    QVERIFY(engine().purge({.username = u"ana"_s}, u"admin"_s));
    engine().settle();
    const Explained told = explain();
    QCOMPARE(told.place, EntryPlace::Nowhere);
    QCOMPARE(told.answeredFrom, Origin::Database);
    QVERIFY(!told.trash && !told.loadedMs);
    QCOMPARE(told.invalidations.size(), size_t(1));
    QVERIFY(told.invalidations[0].purge && !told.invalidations[0].undoUntilMs);
    QCOMPARE(told.invalidations[0].who, u"admin"_s);
}

void ExplainTest::anUndoneInvalidationBlocksNoMore()
{
    load(request());
    const auto done = engine().invalidate({.companyId = 2}, u"ana"_s);
    engine().settle();
    QVERIFY(engine().undo(*done->id));
    const Explained told = explain();
    QCOMPARE(told.place, EntryPlace::Disk);
    QCOMPARE(told.answeredFrom, Origin::Disk);
    QVERIFY(std::ranges::none_of(told.barriers, &ExplainedBarrier::blocks));
    QVERIFY(told.invalidations[0].undoneMs && !told.invalidations[0].undoUntilMs);
}

void ExplainTest::anExpiredEntryMayStandInWithinItsGrace()
{
    const Policy brief{.l1TtlMs = 10'000, .l2TtlMs = 10'000, .jitterPercent = 0, .graceMs = 60'000};
    load(request(brief));
    m_clock.advanceMs(20'000);
    Explained told = explain();
    QCOMPARE(told.answeredFrom, Origin::Database);
    QCOMPARE(told.reason, MissReason::Expired);
    QVERIFY(told.mayStandIn);
    QCOMPARE(told.memory->lifeLeftMs, 0);
    QCOMPARE(told.memory->graceLeftMs, 50'000);
    QCOMPARE(told.disk->graceLeftMs, 50'000);
    QVERIFY(m_workspace->restart());
    told = explain();
    QVERIFY(told.mayStandIn && !told.memory);
    m_clock.advanceMs(50'000);
    told = explain();
    QVERIFY(!told.mayStandIn);
    QCOMPARE(told.reason, MissReason::Expired);
}

void ExplainTest::anInvalidatedEntryMayStandInOnlyIfItsTypeSaysSo()
{
    Policy kept{.l1TtlMs = 10'000, .l2TtlMs = 0, .jitterPercent = 0, .graceMs = 60'000};
    load(request(kept));
    QVERIFY(engine().invalidate({.companyId = 2}, u"ana"_s));
    QVERIFY(!explain().mayStandIn);
    kept.staleAfterChange = true;
    Request other = request(kept);
    other.companyId = 5;
    load(other);
    QVERIFY(engine().invalidate({.companyId = 5}, u"ana"_s));
    QVERIFY(explain(other).mayStandIn);
    QCOMPARE(explain(other).reason, MissReason::Invalidated);
    QVERIFY(engine().purge({.companyId = 5}, u"ana"_s));
    QVERIFY(!explain(other).mayStandIn);
}

void ExplainTest::anEagerTypeSaysWhenAHitRenewsIt()
{
    load(request({.l1TtlMs = 100'000, .l2TtlMs = 100'000, .jitterPercent = 0, .eagerPercent = 80}));
    m_clock.advanceMs(30'000);
    QCOMPARE(explain().memory->renewedInMs.value(), 50'000);
    m_clock.advanceMs(60'000);
    QCOMPARE(explain().memory->renewedInMs.value(), 0);
}

void ExplainTest::aRowOfAnotherProgramHasNoStamp()
{
    const QString nowS = QString::number(m_clock.wallMs() / 1000);
    QVERIFY(OtherProgram(m_workspace->cachePath())
                .exec({u"INSERT INTO cache_entries VALUES ('dashboard:5', 'dashboard', 5, 'x', %1, "
                       "%1 + 900, 7, NULL)"_s.arg(nowS)}));
    m_clock.advanceMs(10'000);
    Explained told = engine().explain(u"dashboard:5"_s, {}).value();
    QVERIFY(told.source.isEmpty());
    QCOMPARE(told.type, u"dashboard"_s);
    QCOMPARE(told.companyId.value(), 5);
    QCOMPARE(told.place, EntryPlace::Disk);
    QCOMPARE(told.answeredFrom, Origin::Disk);
    QVERIFY(!told.disk->stamp && !told.loadMs);
    QCOMPARE(told.hits.value(), 7);
    QVERIFY(engine().invalidate({.companyId = 5}, u"ana"_s));
    told = engine().explain(u"dashboard:5"_s, {}).value();
    QCOMPARE(told.reason, MissReason::Invalidated);
    QCOMPARE(std::ranges::count_if(told.barriers, &ExplainedBarrier::blocks), 1);
}

void ExplainTest::aKeyThatNobodyKnowsIsNoError()
{
    const Explained ours = explain();
    QCOMPARE(ours.place, EntryPlace::Nowhere);
    QCOMPARE(ours.reason, MissReason::First);
    QCOMPARE(ours.type, u"invoices"_s);
    QCOMPARE(ours.companyId.value(), 2);
    QVERIFY(!ours.memory && !ours.disk && !ours.trash && !ours.hits && !ours.loadedMs);
    const auto strange = engine().explain(u"no such key"_s, u"guest"_s);
    QVERIFY(strange);
    QVERIFY(strange->type.isEmpty());
    QCOMPARE(strange->place, EntryPlace::Nowhere);
    QCOMPARE(strange->reason, MissReason::First);
}

void ExplainTest::anEmptyKeyIsRefused()
{
    QCOMPARE(engine().explain({}, u"guest"_s).error().code, ErrorCode::InvalidArgument);
}

void ExplainTest::theSwitchesInItsWayAreTold()
{
    Request shared = request();
    shared.perUser = false;
    load(request());
    load(shared);
    QVERIFY(engine().switches().set(SwitchKind::User, u"ana"_s, false));
    const Explained told = explain();
    QCOMPARE(told.answeredFrom, Origin::Bypassed);
    QCOMPARE(told.reason, MissReason::SwitchedOff);
    QCOMPARE(told.switches.size(), size_t(3));
    QCOMPARE(told.switches[2].subject, u"ana"_s);
    QVERIFY(told.switches[0].enabled && told.switches[1].enabled && !told.switches[2].enabled);
    // What is nobody's own is asked for by whoever wants to know.
    QCOMPARE(explain(shared).switches[2].subject, u"guest"_s);
    QCOMPARE(explain(shared).answeredFrom, Origin::Memory);
}

void ExplainTest::itIsNotCountedAsARequest()
{
    load(request());
    (void)explain();
    QVERIFY(m_workspace->cache().accounting().flush());
    QCOMPARE(m_workspace->cache().accounting().totals().answered(), 1);
    QCOMPARE(explain().hits.value(), 0);
}

QTEST_GUILESS_MAIN(ExplainTest)
#include "explaintest.moc"
