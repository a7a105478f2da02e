// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/failurelimiter.h"

#include "support/fakeclock.h"

#include <QHostAddress>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::test {

class LimitersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenMayAskTwoHundredTimesASecond();
    void oneTokensFloodIsNoOthers();
    void theWaitIsLongEnoughAndAtLeastASecond();
    void anAllowanceGrowsNoFurtherThanItsBurst();
    void onlySoManyAreRemembered();
    void whoFloodsIsNotForgotten();
    void tooManyFailuresOfAnAddressAreToldToWait();
    void anIpv6NetworkIsOneAddress();
    void anAddressIsTheSameHoweverItIsWritten();
};

namespace {

int taken(RateLimiter& limiter, quint64 who, int times)
{
    int count = 0;
    for (int i = 0; i < times; ++i)
        count += limiter.take(who) ? 0 : 1;
    return count;
}

} // namespace

void LimitersTest::aTokenMayAskTwoHundredTimesASecond()
{
    FakeClock clock;
    RateLimiter limiter({}, clock);
    QCOMPARE(taken(limiter, 1, 1000), 200);
    for (int second = 0; second < 3; ++second) {
        clock.advanceMs(1000);
        QCOMPARE(taken(limiter, 1, 1000), 200);
    }
    clock.advanceMs(5);
    QCOMPARE(taken(limiter, 1, 1000), 1);
}

void LimitersTest::oneTokensFloodIsNoOthers()
{
    FakeClock clock;
    RateLimiter limiter({}, clock);
    QCOMPARE(taken(limiter, 1, 1000), 200);
    QCOMPARE(taken(limiter, 2, 1000), 200);
}

void LimitersTest::theWaitIsLongEnoughAndAtLeastASecond()
{
    FakeClock clock;
    RateLimiter quick({200, 1}, clock);
    QVERIFY(!quick.take(1));
    QCOMPARE(quick.take(1), 1s);
    RateLimiter slow({0.1, 1}, clock);
    QVERIFY(!slow.take(1));
    QCOMPARE(slow.take(1), 10s);
    clock.advanceMs(4'500);
    QCOMPARE(slow.take(1), 6s);
    clock.advanceMs(6'000);
    QVERIFY(!slow.take(1));
}

void LimitersTest::anAllowanceGrowsNoFurtherThanItsBurst()
{
    FakeClock clock;
    RateLimiter limiter({200, 20}, clock);
    clock.advanceMs(3'600'000);
    QCOMPARE(taken(limiter, 1, 100), 20);
    clock.advanceMs(3'600'000);
    QCOMPARE(taken(limiter, 1, 100), 20);
}

void LimitersTest::onlySoManyAreRemembered()
{
    FakeClock clock;
    RateLimiter limiter({1, 1}, clock);
    for (quint64 who = 0; who < 4 * RateLimiter::mostRemembered; ++who)
        QVERIFY(!limiter.take(who));
    QVERIFY(limiter.remembered() <= RateLimiter::mostRemembered);
}

void LimitersTest::whoFloodsIsNotForgotten()
{
    FakeClock clock;
    RateLimiter limiter({0.01, 10}, clock);
    QCOMPARE(taken(limiter, 1'000'000, 100), 10);
    for (quint64 who = 0; who < 4 * RateLimiter::mostRemembered; ++who)
        QVERIFY(!limiter.take(who));
    QCOMPARE(taken(limiter, 1'000'000, 100), 0);
}

void LimitersTest::tooManyFailuresOfAnAddressAreToldToWait()
{
    FakeClock clock;
    FailureLimiter limiter(clock);
    const QHostAddress address(u"192.0.2.1"_s);
    for (int i = 0; i < 10; ++i)
        QVERIFY(!limiter.failed(address));
    QCOMPARE(limiter.failed(address), 6s);
    QVERIFY(!limiter.failed(QHostAddress(u"192.0.2.2"_s)));
    clock.advanceMs(6'000);
    QVERIFY(!limiter.failed(address));
}

void LimitersTest::anIpv6NetworkIsOneAddress()
{
    FakeClock clock;
    FailureLimiter limiter(clock, {1, 1});
    QVERIFY(!limiter.failed(QHostAddress(u"2001:db8:1:2::1"_s)));
    QVERIFY(limiter.failed(QHostAddress(u"2001:db8:1:2:ffff::7"_s)));
    QVERIFY(!limiter.failed(QHostAddress(u"2001:db8:1:3::1"_s)));
}

void LimitersTest::anAddressIsTheSameHoweverItIsWritten()
{
    FakeClock clock;
    FailureLimiter limiter(clock, {1, 1});
    QVERIFY(!limiter.failed(QHostAddress(u"192.0.2.1"_s)));
    QVERIFY(limiter.failed(QHostAddress(u"::ffff:192.0.2.1"_s)));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::LimitersTest)
#include "limiterstest.moc"
