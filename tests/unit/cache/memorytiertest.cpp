// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/memorytier.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tierwatch;

namespace {

CacheKey keyOf(int number)
{
    return CacheKey::fromText("key-" + QByteArray::number(number));
}

MemoryEntry entryOf(QByteArray value, quint64 stamp = 1, qint64 endsSteadyMs = 1000)
{
    auto scopes = std::make_shared<EntryScopes>();
    scopes->type = u"invoices"_s;
    scopes->typeId = 3;
    return {std::move(value), scopes, stamp, 0, endsSteadyMs, 12.5};
}

} // namespace

class MemoryTierTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aValueComesBackAsItWasPut();
    void anExpiredValueIsNotServed();
    void anInvalidatedValueIsNotServed();
    void bytesNeverPassTheLimit();
    void entriesNeverPassTheirLimit();
    void theLeastRecentlyUsedGoesFirst();
    void aValueThatIsTooLargeIsRefusedAndTheOldOneIsGone();
    void replacingAndRemovingAreNoEvictions();
    void hitsAreHandedOverOnce();
    void sweepingKeepsTheOrderOfUse();
    void whatIsAskedForOnceDoesNotPushOutWhatIsAskedForAgain();
    void whatComesBackSoonAfterItWentStays();
    void aValueThatNeedsNearlyAllTheRoomGetsIt();
    void aLookByADigestAloneFindsNothing();
    void countedHitsAreToldBySecondTypeAndCompany();
    void hitsOfAValueThatIsGoneAreHandedOver();

private:
    Barriers m_barriers;
};

void MemoryTierTest::aValueComesBackAsItWasPut()
{
    MemoryTier tier({}, m_barriers);
    const QByteArray value("a\0b\xff", 4);
    QVERIFY(tier.put(keyOf(1), entryOf(value)));
    const MemoryLook look = tier.find(keyOf(1).view(), 0, 0);
    QCOMPARE(look.miss, MemoryMiss::None);
    QCOMPARE(look.answer.value, value);
    QCOMPARE(look.answer.loadMs, 12.5);
    QCOMPARE(tier.find(keyOf(2).view(), 0, 0).miss, MemoryMiss::Absent);
}

void MemoryTierTest::anExpiredValueIsNotServed()
{
    MemoryTier tier({}, m_barriers);
    tier.put(keyOf(1), entryOf("v", 1, 1000));
    QCOMPARE(tier.find(keyOf(1).view(), 999, 0).miss, MemoryMiss::None);
    QCOMPARE(tier.find(keyOf(1).view(), 1000, 0).miss, MemoryMiss::Expired);
    QCOMPARE(tier.find(keyOf(1).view(), 0, 0).miss, MemoryMiss::Absent);
}

void MemoryTierTest::anInvalidatedValueIsNotServed()
{
    Barriers barriers;
    MemoryTier tier({}, barriers);
    tier.put(keyOf(1), entryOf("old", 5));
    tier.put(keyOf(2), entryOf("new", 7));
    barriers.raise({.type = u"invoices"_s}, {6, 0});
    QCOMPARE(tier.find(keyOf(1).view(), 0, 0).miss, MemoryMiss::Invalidated);
    QCOMPARE(tier.find(keyOf(2).view(), 0, 0).miss, MemoryMiss::None);
}

void MemoryTierTest::bytesNeverPassTheLimit()
{
    constexpr qint64 limit = 1'000'000;
    MemoryTier tier({limit, 0}, m_barriers);
    for (int i = 0; i < 5000; ++i) {
        tier.put(keyOf(i), entryOf(QByteArray(1024, 'x')));
        QCOMPARE_LE(tier.size().bytes, limit);
    }
    QCOMPARE_GT(tier.size().entries, 500);
    QCOMPARE(tier.evicted(), 5000 - tier.size().entries);
}

void MemoryTierTest::entriesNeverPassTheirLimit()
{
    MemoryTier tier({1'000'000, 100}, m_barriers);
    for (int i = 0; i < 1000; ++i) {
        tier.put(keyOf(i), entryOf("v"));
        QCOMPARE_LE(tier.size().entries, 100);
    }
    QCOMPARE_GT(tier.size().entries, 90);
}

void MemoryTierTest::theLeastRecentlyUsedGoesFirst()
{
    MemoryTier tier({1'000'000, 3}, m_barriers);
    for (int i = 0; i < 3; ++i)
        tier.put(keyOf(i), entryOf("v"));
    QCOMPARE(tier.find(keyOf(0).view(), 0, 0).miss, MemoryMiss::None);
    tier.put(keyOf(3), entryOf("v"));
    QCOMPARE(tier.find(keyOf(0).view(), 0, 0).miss, MemoryMiss::None);
    QCOMPARE(tier.find(keyOf(1).view(), 0, 0).miss, MemoryMiss::Absent);
}

void MemoryTierTest::aValueThatIsTooLargeIsRefusedAndTheOldOneIsGone()
{
    MemoryTier tier({100'000, 0}, m_barriers);
    QVERIFY(tier.put(keyOf(1), entryOf("small")));
    QVERIFY(!tier.put(keyOf(1), entryOf(QByteArray(200'000, 'x'))));
    QCOMPARE(tier.find(keyOf(1).view(), 0, 0).miss, MemoryMiss::Absent);
    QCOMPARE(tier.refused(), 1);
    QCOMPARE(tier.evicted(), 0);
    QCOMPARE(tier.size().bytes, 0);
}

void MemoryTierTest::replacingAndRemovingAreNoEvictions()
{
    MemoryTier tier({}, m_barriers);
    tier.put(keyOf(1), entryOf("one"));
    tier.put(keyOf(1), entryOf("two"));
    QCOMPARE(tier.find(keyOf(1).view(), 0, 0).answer.value, QByteArray("two"));
    tier.clear();
    QCOMPARE(tier.size().entries, 0);
    QCOMPARE(tier.size().bytes, 0);
    QCOMPARE(tier.evicted(), 0);
}

void MemoryTierTest::hitsAreHandedOverOnce()
{
    MemoryTier tier({}, m_barriers);
    tier.put(keyOf(1), entryOf("v"));
    for (int i = 1; i <= 3; ++i)
        (void)tier.find(keyOf(1).view(), 0, i);
    const std::vector<Touch> touches = tier.takeTouches();
    QCOMPARE(touches.size(), size_t(1));
    QCOMPARE(touches[0].key, keyOf(1).text());
    QCOMPARE(touches[0].hits, 3);
    QCOMPARE(touches[0].lastMs, 3);
    QVERIFY(tier.takeTouches().empty());
    (void)tier.find(keyOf(1).view(), 0, 9);
    QCOMPARE(tier.takeTouches().at(0).hits, 1);
}

void MemoryTierTest::sweepingKeepsTheOrderOfUse()
{
    MemoryTier tier({1'000'000, 4}, m_barriers);
    for (int i = 0; i < 4; ++i)
        tier.put(keyOf(i), entryOf("v", 1, i == 3 ? 10 : 1000));
    (void)tier.find(keyOf(0).view(), 0, 0);
    QCOMPARE(tier.removeInvalid(500), 1);
    tier.put(keyOf(4), entryOf("v"));
    tier.put(keyOf(5), entryOf("v"));
    QCOMPARE(tier.find(keyOf(1).view(), 0, 0).miss, MemoryMiss::Absent);
    QCOMPARE(tier.find(keyOf(0).view(), 0, 0).miss, MemoryMiss::None);
    QCOMPARE(tier.takeEvictions().value(3), 1);
}

void MemoryTierTest::whatIsAskedForOnceDoesNotPushOutWhatIsAskedForAgain()
{
    MemoryTier tier({1'000'000, 60}, m_barriers);
    for (int i = 0; i < 40; ++i) {
        tier.put(keyOf(i), entryOf("v"));
        QCOMPARE(tier.find(keyOf(i).view(), 0, 0).miss, MemoryMiss::None);
    }
    for (int i = 1000; i < 2000; ++i)
        tier.put(keyOf(i), entryOf("scanned"));
    for (int i = 0; i < 40; ++i)
        QCOMPARE(tier.find(keyOf(i).view(), 0, 0).miss, MemoryMiss::None);
}

void MemoryTierTest::whatComesBackSoonAfterItWentStays()
{
    MemoryTier tier({1'000'000, 60}, m_barriers);
    for (int i = 0; i < 65; ++i)
        tier.put(keyOf(i), entryOf("v"));
    QCOMPARE(tier.find(keyOf(0).view(), 0, 0).miss, MemoryMiss::Absent);
    tier.put(keyOf(0), entryOf("again"));
    for (int i = 1000; i < 2000; ++i)
        tier.put(keyOf(i), entryOf("scanned"));
    QCOMPARE(tier.find(keyOf(0).view(), 0, 0).answer.value, QByteArray("again"));
}

void MemoryTierTest::aValueThatNeedsNearlyAllTheRoomGetsIt()
{
    MemoryTier tier({100'000, 60}, m_barriers);
    for (int i = 0; i < 60; ++i) {
        tier.put(keyOf(i), entryOf("v"));
        (void)tier.find(keyOf(i).view(), 0, 0);
    }
    QVERIFY(tier.put(keyOf(100), entryOf(QByteArray(95'000, 'x'))));
    QCOMPARE(tier.find(keyOf(100).view(), 0, 0).miss, MemoryMiss::None);
    QCOMPARE_LE(tier.size().bytes, 100'000);
    QCOMPARE(tier.evicted(), 61 - tier.size().entries);
}

void MemoryTierTest::aLookByADigestAloneFindsNothing()
{
    MemoryTier tier({}, m_barriers);
    tier.put(keyOf(1), entryOf("mine"));
    const KeyView forged{keyOf(1).digest(), "key-2"};
    QCOMPARE(tier.find(forged, 0, 0).miss, MemoryMiss::Absent);
    QCOMPARE(tier.find(keyOf(1).view(), 0, 0).answer.value, QByteArray("mine"));
}

void MemoryTierTest::countedHitsAreToldBySecondTypeAndCompany()
{
    MemoryTier tier({}, m_barriers);
    tier.put(keyOf(1), entryOf("v"));
    for (const qint64 wallMs : {5000, 5999, 6000})
        QCOMPARE(tier.findAndCount(keyOf(1).view(), 0, wallMs).miss, MemoryMiss::None);
    (void)tier.findAndCount(keyOf(2).view(), 0, 6000);
    (void)tier.find(keyOf(1).view(), 0, 6000);
    std::vector<HitTally> tallies;
    tier.takeHits(tallies);
    QCOMPARE(tallies.size(), size_t(2));
    QCOMPARE(tallies[0].startMs, 5000);
    QCOMPARE(tallies[0].hits, 2);
    QCOMPARE(tallies[0].uncachedMs, 25.0);
    QCOMPARE(tallies[1].startMs, 6000);
    QCOMPARE(tallies[1].hits, 1);
    QCOMPARE(tallies[1].typeId, 3U);
    QCOMPARE(tallies[1].unpriced, 0);
    tallies.clear();
    tier.takeHits(tallies);
    QVERIFY(tallies.empty());
}

void MemoryTierTest::hitsOfAValueThatIsGoneAreHandedOver()
{
    MemoryTier tier({}, m_barriers);
    tier.put(keyOf(1), entryOf("v"));
    (void)tier.find(keyOf(1).view(), 0, 7);
    tier.clear();
    const std::vector<Touch> touches = tier.takeTouches();
    QCOMPARE(touches.size(), size_t(1));
    QCOMPARE(touches[0].key, keyOf(1).text());
    QCOMPARE(touches[0].hits, 1);
}

QTEST_GUILESS_MAIN(MemoryTierTest)
#include "memorytiertest.moc"
