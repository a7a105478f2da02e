// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// CACHE_ENABLED=false: the cache is off whatever its switches say. The contract of targets, where
/// values come from the cache, can't hold here; what holds instead is below.
class ForcedOffTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyRequestAsksTheDatabaseAndNothingIsStored();
    void requestsAreCountedAsBypassedAndInNoRate();
    void noSwitchTurnsItOnAndEachIsKeptForLater();
    void whatWasCachedBeforeIsThereAgainAfterwards();
    void anInvalidationMeanwhileHoldsAfterwards();
    void cleansUpWhatRanOutMeanwhile();

private:
    static QHash<QString, QString> off() { return {{u"CACHE_ENABLED"_s, u"false"_s}}; }
    QByteArray ask() { return m_engine->ask(u"invoices"_s, 1, u"ana"_s); }
    template <class Q>
    [[nodiscard]] Result<typename Q::Reply> read(Q query)
    {
        return m_engine->target().read(std::move(query)).result();
    }
    template <class A>
    [[nodiscard]] Result<typename A::Reply> act(A action)
    {
        return m_engine->target().act(std::move(action)).result();
    }

    std::unique_ptr<EngineFixture> m_engine;
};

void ForcedOffTest::init()
{
    m_engine = EngineFixture::make(off());
    QVERIFY(m_engine);
}

void ForcedOffTest::everyRequestAsksTheDatabaseAndNothingIsStored()
{
    const QByteArray first = ask();
    QVERIFY(ask() != first);
    m_engine->settle();
    const Result<Stats> stats = read(StatsQuery{});
    QVERIFY(stats->forcedOff && !stats->enabled);
    QCOMPARE(stats->memory.entries.value_or(0), 0);
    QCOMPARE(stats->disk.entries.value(), 0);
    QCOMPARE(read(PreviewQuery{})->entries, 0);
    QCOMPARE(act(Invalidate{})->entries, 0);
}

void ForcedOffTest::requestsAreCountedAsBypassedAndInNoRate()
{
    ask();
    ask();
    m_engine->settle();
    const Result<History> history = read(HistoryQuery{Range::minutes(5), 300});
    QCOMPARE(history->total.bypassed, 2);
    QCOMPARE(history->total.answered(), 0);
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->hits, 0);
    QCOMPARE(stats->misses, 0);
    QVERIFY(!stats->hitRate);
}

void ForcedOffTest::noSwitchTurnsItOnAndEachIsKeptForLater()
{
    QVERIFY(act(SetSwitch{SwitchKind::Global, {}, true}));
    QVERIFY(act(SetSwitch{SwitchKind::User, u"ana"_s, true}));
    QVERIFY(read(StatsQuery{})->globalEnabled);
    QVERIFY(!read(StatsQuery{})->enabled);
    const QByteArray value = ask();
    QVERIFY(ask() != value);
    QVERIFY(act(SetSwitch{SwitchKind::Global, {}, false}));
    QVERIFY(m_engine->reopen({}));
    QVERIFY(!read(StatsQuery{})->forcedOff);
    QVERIFY(!read(StatsQuery{})->globalEnabled);
}

void ForcedOffTest::whatWasCachedBeforeIsThereAgainAfterwards()
{
    QVERIFY(m_engine->reopen({}));
    const QByteArray value = ask();
    QVERIFY(m_engine->reopen(off()));
    QVERIFY(ask() != value);
    QVERIFY(m_engine->reopen({}));
    QCOMPARE(ask(), value);
}

void ForcedOffTest::anInvalidationMeanwhileHoldsAfterwards()
{
    QVERIFY(m_engine->reopen({}));
    const QByteArray value = ask();
    QVERIFY(m_engine->reopen(off()));
    QCOMPARE(act(Invalidate{{.companyId = 1}})->entries, 1);
    QVERIFY(m_engine->reopen({}));
    const QByteArray next = ask();
    QVERIFY(next != value);
    QCOMPARE(ask(), next);
}

void ForcedOffTest::cleansUpWhatRanOutMeanwhile()
{
    QVERIFY(m_engine->reopen({}));
    ask();
    QVERIFY(m_engine->reopen(off()));
    m_engine->clock().advanceMs(3'700'000);
    QCOMPARE(act(CleanUp{})->entries, 1);
    QVERIFY(read(StatsQuery{})->lastCleanupMs);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ForcedOffTest)
#include "forcedofftest.moc"
