// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/breaker.h"
#include "support/fakeclock.h"

#include <QTest>

namespace tierwatch::test {

class BreakerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAfterFailuresInARow();
    void aSuccessBeginsTheCountAnew();
    void oneProbeIsDueAfterAWhile();
    void aProbeThatFailsKeepsItOpenAsLongAgain();
};

void BreakerTest::opensAfterFailuresInARow()
{
    FakeClock clock;
    Breaker breaker(clock, 3, 1000);
    breaker.failed();
    breaker.failed();
    QVERIFY(breaker.isClosed());
    breaker.failed();
    QVERIFY(!breaker.isClosed());
}

void BreakerTest::aSuccessBeginsTheCountAnew()
{
    FakeClock clock;
    Breaker breaker(clock, 2, 1000);
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    QVERIFY(breaker.isClosed());
}

void BreakerTest::oneProbeIsDueAfterAWhile()
{
    FakeClock clock;
    Breaker breaker(clock, 1, 1000);
    QVERIFY(!breaker.takeProbe());
    breaker.failed();
    clock.advanceMs(999);
    QVERIFY(!breaker.takeProbe());
    clock.advanceMs(1);
    QVERIFY(breaker.takeProbe());
    QVERIFY(!breaker.takeProbe());
    breaker.close();
    QVERIFY(breaker.isClosed());
    QVERIFY(!breaker.takeProbe());
}

void BreakerTest::aProbeThatFailsKeepsItOpenAsLongAgain()
{
    FakeClock clock;
    Breaker breaker(clock, 1, 1000);
    breaker.failed();
    clock.advanceMs(1000);
    QVERIFY(breaker.takeProbe());
    breaker.open();
    clock.advanceMs(999);
    QVERIFY(!breaker.takeProbe());
    clock.advanceMs(1);
    QVERIFY(breaker.takeProbe());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::BreakerTest)
#include "breakertest.moc"
