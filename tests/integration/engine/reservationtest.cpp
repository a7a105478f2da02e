// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/tempworkspace.h"
#include "support/wrappedtier.h"

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// A start at which no stamps can be reserved, as when another program holds the file too long; the
/// file works again right after. Rows and barriers of earlier runs are in it.
class ReservationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsLoadedThenIsCached();
    void anInvalidationThenReachesTheRowsOfEarlierRuns();
    void anInvalidationThenHoldsInLaterRuns();
    void whatIsLoadedInLaterRunsIsCached();

private:
    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;

    CacheEngine& engine() { return m_workspace->engine(); }
    [[nodiscard]] bool restart(bool reserving)
    {
        m_clock.advanceMs(1);
        m_workspace->close();
        WrappedTier* wrapper = nullptr;
        const auto opened = m_workspace->open({}, [&](std::unique_ptr<StoreTier> inner) {
            auto tier = std::make_unique<WrappedTier>(std::move(inner));
            tier->sweeping = false;
            tier->failing = !reserving;
            wrapper = tier.get();
            return tier;
        });
        if (opened)
            wrapper->failing = false;
        return opened.ok();
    }
    Answer ask(const QByteArray& value, int number = 0)
    {
        std::atomic<int> calls = 0;
        return *engine().fetch(requestOf(u"t"_s, number), countingLoader(value, calls));
    }
};

void ReservationTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(restart(true));
    // The barrier is low, and the row's stamp far above it.
    QVERIFY(engine().invalidate({}, u"tester"_s));
    for (int i = 100; i < 200; ++i)
        ask("other", i);
    ask("old");
    engine().settle();
    QVERIFY(restart(false));
}

void ReservationTest::cleanup()
{
    m_workspace.reset();
}

void ReservationTest::whatIsLoadedThenIsCached()
{
    QCOMPARE(ask("new", 1).origin, Origin::Database);
    QCOMPARE(ask("never asked", 1).origin, Origin::Memory);
}

void ReservationTest::anInvalidationThenReachesTheRowsOfEarlierRuns()
{
    QVERIFY(engine().invalidate({}, u"tester"_s));
    QCOMPARE(ask("new").value, QByteArray("new"));
    engine().settle();
    engine().memory().clear();
    QVERIFY(ask("newer").value != "old");
}

void ReservationTest::anInvalidationThenHoldsInLaterRuns()
{
    QVERIFY(engine().invalidate({.type = u"t"_s}, u"tester"_s));
    QVERIFY(restart(true));
    QCOMPARE(ask("new").value, QByteArray("new"));
}

void ReservationTest::whatIsLoadedInLaterRunsIsCached()
{
    ask("new", 1);
    QVERIFY(engine().invalidate({}, u"tester"_s));
    ask("newer", 1);
    QVERIFY(restart(true));
    QVERIFY(engine().invalidate({}, u"tester"_s));
    QCOMPARE(ask("newest", 1).origin, Origin::Database);
    QCOMPARE(ask("never asked", 1).origin, Origin::Memory);
    QVERIFY(restart(true));
    QCOMPARE(ask("never asked", 1).value, QByteArray("newest"));
}

QTEST_GUILESS_MAIN(ReservationTest)
#include "reservationtest.moc"
